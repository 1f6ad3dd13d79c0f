/**
 * Executables of the WebGPU device (`webgpu-wgsl-fb`): shader modules and one pipeline an entry
 * point, compiled in the background.
 */
import { ExecutableFormat, readWgslExecutable, type WgslExecutable } from '@iree-workbench/format';
import { Executable, type ExecutableCache, type ExecutableParams } from '../../hal/executable.ts';
import type { PipelineLayout } from '../../hal/layouts.ts';
import { toStatusError } from '../../hal/status.ts';
import { StatusError } from '../../vm/status.ts';
import { constantsGroup, gpuShaderStageCompute } from './constants.ts';
import type { ConstantsArena } from './constants-arena.ts';
import { captureErrors } from './error-scopes.ts';

/** An entry point ready to be dispatched. */
export interface WebGpuEntryPoint {
  readonly pipeline: GPUComputePipeline;
  /** Bind group layouts by descriptor set. */
  readonly setLayouts: readonly GPUBindGroupLayout[];
}

/** A WGSL executable. */
export class WebGpuExecutable extends Executable {
  readonly ready: Promise<void>;
  readonly #definition: WgslExecutable;
  readonly #entryPoints: WebGpuEntryPoint[] = [];

  constructor(device: GPUDevice, constants: ConstantsArena, params: ExecutableParams) {
    super(params.pipelineLayouts);
    try {
      this.#definition = readWgslExecutable(params.data);
    } catch (error) {
      throw toStatusError(error);
    }
    const entryPoints = this.#definition.entryPoints.length;
    if (entryPoints > params.pipelineLayouts.length) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        `executable has ${entryPoints} entry points but only ${params.pipelineLayouts.length} ` +
          'pipeline layouts',
      );
    }
    params.pipelineLayouts.forEach((layout) => {
      validateLayout(device, layout);
    });
    this.ready = this.track(this.#prepare(device, constants), toStatusError);
  }

  get entryPointCount(): number {
    return this.#definition.entryPoints.length;
  }

  entryPointName(ordinal: number): string {
    return `d${ordinal}`;
  }

  /** The pipeline of an entry point; only once the executable is ready. */
  entryPoint(ordinal: number): WebGpuEntryPoint {
    return this.#entryPoints[ordinal]!;
  }

  async #prepare(device: GPUDevice, constants: ConstantsArena): Promise<void> {
    const modules = await Promise.all(
      this.#definition.shaderModules.map(({ code }, index) =>
        compileShaderModule(device, code, index),
      ),
    );
    const entryPoints = this.#definition.entryPoints.map(async (moduleIndex, ordinal) =>
      createEntryPoint(
        device,
        constants,
        modules[moduleIndex]!,
        this.pipelineLayouts[ordinal]!,
        ordinal,
      ),
    );
    this.#entryPoints.push(...(await Promise.all(entryPoints)));
  }
}

function validateLayout(device: GPUDevice, layout: PipelineLayout): void {
  const groups =
    layout.pushConstants > 0
      ? Math.max(constantsGroup + 1, layout.setLayouts.length)
      : layout.setLayouts.length;
  if (layout.pushConstants > 0 && layout.setLayouts.length > constantsGroup) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `push constants take descriptor set ${constantsGroup} on WebGPU; the layout has ` +
        `${layout.setLayouts.length} sets`,
    );
  }
  if (groups > device.limits.maxBindGroups) {
    throw new StatusError(
      'RESOURCE_EXHAUSTED',
      `the pipeline layout needs ${groups} bind groups; the device allows ` +
        `${device.limits.maxBindGroups}`,
    );
  }
  const buffers = layout.setLayouts.reduce((count, set) => count + set.bindings.length, 0);
  if (buffers > device.limits.maxStorageBuffersPerShaderStage) {
    throw new StatusError(
      'RESOURCE_EXHAUSTED',
      `the pipeline layout binds ${buffers} buffers; the device allows ` +
        `${device.limits.maxStorageBuffersPerShaderStage} a dispatch`,
    );
  }
}

async function compileShaderModule(
  device: GPUDevice,
  code: string,
  index: number,
): Promise<GPUShaderModule> {
  const { result: module, error } = captureErrors(device, () =>
    device.createShaderModule({ label: `module ${index}`, code }),
  );
  const info = await module.getCompilationInfo();
  const errors = info.messages.filter(({ type }) => type === 'error');
  const failure = await error;
  if (errors.length > 0) {
    const lines = errors.map(
      ({ lineNum, linePos, message }) => `wgsl module ${index}:${lineNum}:${linePos}: ${message}`,
    );
    throw new StatusError('INVALID_ARGUMENT', `shader does not compile\n${lines.join('\n')}`);
  }
  if (failure) throw failure;
  return module;
}

async function createEntryPoint(
  device: GPUDevice,
  constants: ConstantsArena,
  module: GPUShaderModule,
  layout: PipelineLayout,
  ordinal: number,
): Promise<WebGpuEntryPoint> {
  const { result, error } = captureErrors(device, () => {
    const setLayouts = layout.setLayouts.map((set) =>
      device.createBindGroupLayout({
        entries: set.bindings.map(({ binding }) => ({
          binding,
          visibility: gpuShaderStageCompute,
          // Kernels declare every binding read_write: two bindings of one buffer then never differ
          // in kind, which WebGPU would refuse.
          buffer: { type: 'storage' as const },
        })),
      }),
    );
    const bindGroupLayouts = [...setLayouts];
    if (layout.pushConstants > 0) {
      while (bindGroupLayouts.length < constantsGroup) {
        bindGroupLayouts.push(device.createBindGroupLayout({ entries: [] }));
      }
      bindGroupLayouts.push(constants.layout(layout.pushConstants));
    }
    const pipeline = device.createComputePipelineAsync({
      label: `d${ordinal}`,
      layout: device.createPipelineLayout({ bindGroupLayouts }),
      compute: { module, entryPoint: `d${ordinal}` },
    });
    return { pipeline, setLayouts: bindGroupLayouts.slice(0, constantsGroup) };
  });
  const [pipeline, failure] = await Promise.all([
    result.pipeline.catch((reason: unknown) => {
      const message = reason instanceof Error ? reason.message : String(reason);
      return new StatusError('INVALID_ARGUMENT', `cannot create pipeline d${ordinal}: ${message}`);
    }),
    error,
  ]);
  if (pipeline instanceof StatusError) throw pipeline;
  if (failure) throw failure;
  return { pipeline, setLayouts: result.setLayouts };
}

/** Prepares executables of a WebGPU device. */
export class WebGpuExecutableCache implements ExecutableCache {
  readonly #device: GPUDevice;
  readonly #constants: ConstantsArena;

  constructor(device: GPUDevice, constants: ConstantsArena) {
    this.#device = device;
    this.#constants = constants;
  }

  canPrepareFormat(format: string, _cachingMode: number): boolean {
    return format === ExecutableFormat.wgsl;
  }

  prepareExecutable(params: ExecutableParams): WebGpuExecutable {
    if (!this.canPrepareFormat(params.format, params.cachingMode)) {
      throw new StatusError(
        'NOT_FOUND',
        `no executable loader for format '${params.format}' on the WebGPU device`,
      );
    }
    return new WebGpuExecutable(this.#device, this.#constants, params);
  }
}
