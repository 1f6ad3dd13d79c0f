/**
 * The WebGPU driver: devices of a `GPU` object, which a browser has as `navigator.gpu` and Node gets
 * from a package.
 */
import type { DeviceInfo, HalDevice } from '../../hal/device.ts';
import type { Driver } from '../../hal/driver.ts';
import type { Platform } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { WebGpuDevice } from './device.ts';

/** Features that make kernels faster or possible; asked for where the adapter has them. */
const wantedFeatures: readonly GPUFeatureName[] = ['shader-f16', 'timestamp-query', 'subgroups'];

/** Limits that matter to compute; asked for as high as the adapter goes. */
const wantedLimits = [
  'maxBindGroups',
  'maxBindingsPerBindGroup',
  'maxDynamicUniformBuffersPerPipelineLayout',
  'maxStorageBuffersPerShaderStage',
  'maxUniformBuffersPerShaderStage',
  'maxUniformBufferBindingSize',
  'maxStorageBufferBindingSize',
  'minUniformBufferOffsetAlignment',
  'minStorageBufferOffsetAlignment',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** How the driver comes by its adapters. */
export interface WebGpuDriverOptions {
  /** Gives the API's entry point, or why there is none. Called once, when first needed. */
  loadGpu(): Promise<GPU | { readonly missing: string }>;
  readonly platform: Platform;
  readonly powerPreference?: GPUPowerPreference;
  /** Called with every device made, so that the host can end them with the process. */
  onDevice?(device: HalDevice): void;
}

/** Makes WebGPU devices. */
export class WebGpuDriver implements Driver {
  readonly name = 'webgpu';
  readonly fullName = 'GPU through WebGPU';
  readonly #options: WebGpuDriverOptions;
  #gpu: Promise<GPU | { readonly missing: string }> | undefined;
  #reason = 'no WebGPU adapter was found';

  constructor(options: WebGpuDriverOptions) {
    this.#options = options;
  }

  async queryAvailableDevices(): Promise<readonly DeviceInfo[]> {
    const adapter = await this.#requestAdapter();
    return adapter ? [adapterInfo(adapter)] : [];
  }

  unavailableReason(): string {
    return this.#reason;
  }

  async createDevice(path?: string): Promise<HalDevice> {
    if (path !== undefined && path !== '0') {
      throw new StatusError('NOT_FOUND', `webgpu device '${path}' not found (have: 0)`);
    }
    const adapter = await this.#requestAdapter();
    if (!adapter) throw new StatusError('NOT_FOUND', this.#reason);
    const requiredLimits: Record<string, number> = {};
    for (const name of wantedLimits) {
      const limit = adapter.limits[name];
      if (typeof limit === 'number') requiredLimits[name] = limit;
    }
    let gpuDevice: GPUDevice;
    try {
      gpuDevice = await adapter.requestDevice({
        requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
        requiredLimits,
      });
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new StatusError('UNAVAILABLE', `the WebGPU adapter gave no device: ${message}`, {
        cause,
      });
    }
    const device = new WebGpuDevice(gpuDevice, adapterInfo(adapter), this.#options.platform);
    this.#options.onDevice?.(device);
    return device;
  }

  async #requestAdapter(): Promise<GPUAdapter | undefined> {
    const { powerPreference = 'high-performance' } = this.#options;
    this.#gpu ??= this.#options.loadGpu();
    const gpu = await this.#gpu;
    if ('missing' in gpu) {
      this.#reason = gpu.missing;
      return undefined;
    }
    const adapter = await gpu.requestAdapter({ powerPreference });
    return adapter ?? undefined;
  }
}

/** Names of adapters that run on the CPU, for those that do not say so themselves. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i;

function adapterInfo(adapter: GPUAdapter): DeviceInfo {
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = description || device || [vendor, architecture].filter(Boolean).join(' ');
  const identity = [vendor, architecture, device, description].join(' ');
  return {
    id: 'webgpu',
    path: '0',
    name: name || 'WebGPU adapter',
    isSoftware: isFallbackAdapter === true || softwareNames.test(identity),
    details: {
      vendor,
      architecture,
      device,
      features: wantedFeatures.filter((feature) => adapter.features.has(feature)).join(', '),
    },
  };
}
