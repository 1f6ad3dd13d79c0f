/**
 * A context links modules and runs their functions. Modules see those before them; their state lives
 * as long as the context.
 */
import {
  type CallingConvention,
  callingConventionsMatch,
  type FunctionSignatureDef,
  formatCallingConvention,
  parseCallingConvention,
} from '@iree-workbench/format';
import { type BytecodeFunction, BytecodeModule } from './bytecode-module.ts';
import { unlessCancelled } from './cancellation.ts';
import { type InvokeOptions, isYield, Machine } from './machine.ts';
import { BytecodeModuleState, builtinRefTypes, type LinkedFunction } from './module-state.ts';
import {
  isPending,
  NativeArguments,
  type NativeModule,
  type NativeResult,
  type VmValue,
} from './native-module.ts';
import { StatusError } from './status.ts';
import { checkResults, checkValue } from './values.ts';

/** Anything a context can hold. */
export type VmModule = BytecodeModule | NativeModule;

/** Choices of a context. */
export interface ContextOptions extends InvokeOptions {
  /** Receives the text of `vm.print`. */
  readonly print?: (text: string) => void;
  /** Ref types to register besides those of the modules. */
  readonly refTypes?: readonly string[];
}

/** A function a context can invoke. */
export interface ContextFunction {
  /** `module.function`. */
  readonly fullName: string;
  readonly signature: FunctionSignatureDef;
  readonly cconv: CallingConvention;
  readonly linked: LinkedFunction;
}

interface Member {
  readonly module: VmModule;
  readonly state: BytecodeModuleState | undefined;
}

const noCall = { cancellation: undefined };

/** Linked modules with their state. Make one with {@link VmContext.create}. */
export class VmContext {
  readonly #members: Member[] = [];
  readonly #print: ((text: string) => void) | undefined;
  #disposed = false;

  private constructor(modules: readonly VmModule[], options: ContextOptions) {
    this.#print = options.print;
    const refTypes = new Set([...builtinRefTypes, ...(options.refTypes ?? [])]);
    for (const module of modules) {
      if (!(module instanceof BytecodeModule)) {
        for (const type of module.refTypes ?? []) refTypes.add(type);
      }
    }
    for (const module of modules) {
      if (module instanceof BytecodeModule) {
        this.#checkDependencies(module);
        const state = new BytecodeModuleState(module, refTypes);
        this.#linkImports(module, state);
        this.#members.push({ module, state });
      } else {
        for (const entry of module.functions) parseCallingConvention(entry.cconv);
        this.#members.push({ module, state: undefined });
      }
    }
  }

  /** Links modules, in order, and runs their initializers. Initializers may wait. */
  static async create(
    modules: readonly VmModule[],
    options: ContextOptions = {},
  ): Promise<VmContext> {
    const context = new VmContext(modules, options);
    for (const initializer of context.#hooks('__init')) {
      await context.#run(initializer, [], options);
    }
    return context;
  }

  /** As {@link create}, for modules whose initializers do not wait. */
  static createSync(modules: readonly VmModule[], options: ContextOptions = {}): VmContext {
    const context = new VmContext(modules, options);
    for (const initializer of context.#hooks('__init')) {
      context.#runSync(initializer, [], options);
    }
    return context;
  }

  /** Runs the modules' deinitializers, last module first. The context is of no use afterwards. */
  async dispose(): Promise<void> {
    if (this.#disposed) return;
    for (const hook of this.#hooks('__deinit').reverse()) await this.#run(hook, [], {});
    this.#disposed = true;
  }

  /** Modules in the order they were given. */
  get modules(): readonly VmModule[] {
    return this.#members.map((member) => member.module);
  }

  /** Finds a function by `module.function`; undefined when nobody exports it. */
  findFunction(fullName: string): ContextFunction | undefined {
    const dot = fullName.indexOf('.');
    if (dot <= 0) return undefined;
    const moduleName = fullName.slice(0, dot);
    const localName = fullName.slice(dot + 1);
    // A later module hides an earlier one of its name.
    for (let i = this.#members.length - 1; i >= 0; --i) {
      const { module, state } = this.#members[i]!;
      if (module.name !== moduleName) continue;
      if (module instanceof BytecodeModule) {
        const target = module.findExport(localName);
        if (target) return describe(fullName, target, state!);
        continue;
      }
      const target = module.functions.find((entry) => entry.name === localName);
      if (target) {
        return {
          fullName,
          signature: { cconv: target.cconv, attrs: [] },
          cconv: parseCallingConvention(target.cconv),
          linked: { kind: 'native', target, module },
        };
      }
    }
    return undefined;
  }

  /** Functions of the bytecode modules an embedder may call; initializers are left out. */
  get exports(): readonly ContextFunction[] {
    const functions: ContextFunction[] = [];
    for (const { module, state } of this.#members) {
      if (!(module instanceof BytecodeModule)) continue;
      for (const name of module.exportNames) {
        if (name === '__init' || name === '__deinit') continue;
        functions.push(describe(`${module.name}.${name}`, module.findExport(name)!, state!));
      }
    }
    return functions;
  }

  /**
   * Calls a function. i32 and floats are numbers, i64 bigints (whole numbers are accepted), refs are
   * objects or null. Rejects with a StatusError when the program fails.
   */
  async invoke(
    target: string | ContextFunction,
    args: readonly VmValue[] = [],
    options: InvokeOptions = {},
  ): Promise<readonly VmValue[]> {
    return await this.#run(this.#resolve(target), args, options);
  }

  /** As {@link invoke}, at once; FAILED_PRECONDITION when the program would have to wait. */
  invokeSync(
    target: string | ContextFunction,
    args: readonly VmValue[] = [],
    options: InvokeOptions = {},
  ): readonly VmValue[] {
    return this.#runSync(this.#resolve(target), args, options);
  }

  #resolve(target: string | ContextFunction): ContextFunction {
    if (this.#disposed) throw new StatusError('FAILED_PRECONDITION', 'context was disposed');
    const found = typeof target === 'string' ? this.findFunction(target) : target;
    if (!found) throw new StatusError('NOT_FOUND', `function '${String(target)}' not found`);
    return found;
  }

  async #run(
    target: ContextFunction,
    args: readonly VmValue[],
    options: InvokeOptions,
  ): Promise<readonly VmValue[]> {
    const checked = checkArguments(target, args);
    const { linked } = target;
    if (linked.kind === 'native') {
      const result = linked.target.call(new NativeArguments(checked), {
        cancellation: options.cancellation,
      });
      const value = isPending(result) ? await result : result;
      return checkResults(target.cconv.results, value === undefined ? undefined : value);
    }
    const { cancellation } = options;
    const machine = new Machine(linked.target, linked.state, checked, options, this.#print);
    let pending = machine.run();
    while (pending) {
      let value: NativeResult;
      try {
        value = await (cancellation ? unlessCancelled(pending, cancellation) : pending);
      } catch (error) {
        throw machine.rejected(error);
      }
      pending = machine.resume(value);
    }
    return machine.results;
  }

  #runSync(
    target: ContextFunction,
    args: readonly VmValue[],
    options: InvokeOptions,
  ): readonly VmValue[] {
    const checked = checkArguments(target, args);
    const { linked } = target;
    const waits = (): StatusError =>
      new StatusError(
        'FAILED_PRECONDITION',
        `function '${target.fullName}' waits and cannot be called synchronously`,
      );
    if (linked.kind === 'native') {
      const result = linked.target.call(new NativeArguments(checked), noCall);
      if (isPending(result)) throw waits();
      return checkResults(target.cconv.results, result === undefined ? undefined : result);
    }
    const machine = new Machine(linked.target, linked.state, checked, options, this.#print);
    let pending = machine.run();
    while (pending) {
      if (!isYield(pending)) {
        // Nobody will look at the result; a rejection must not end the process.
        Promise.resolve(pending).catch(() => undefined);
        throw machine.rejected(waits());
      }
      pending = machine.resume(undefined);
    }
    return machine.results;
  }

  #hooks(name: '__init' | '__deinit'): ContextFunction[] {
    const hooks: ContextFunction[] = [];
    for (const { module, state } of this.#members) {
      const target = module instanceof BytecodeModule ? module.findExport(name) : undefined;
      if (target) hooks.push(describe(`${module.name}.${name}`, target, state!));
    }
    return hooks;
  }

  #checkDependencies(module: BytecodeModule): void {
    for (const dependency of module.def.dependencies) {
      const found = this.#members.find((member) => member.module.name === dependency.name);
      if (!found) {
        if (dependency.optional) continue;
        throw new StatusError(
          'NOT_FOUND',
          `required module '${dependency.name}' not registered on the context`,
        );
      }
      if (found.module.version < dependency.minimumVersion && !dependency.optional) {
        throw new StatusError(
          'NOT_FOUND',
          `required module '${dependency.name}' version mismatch; have ` +
            `${found.module.version} but require ${dependency.minimumVersion}`,
        );
      }
    }
  }

  #linkImports(module: BytecodeModule, state: BytecodeModuleState): void {
    module.imports.forEach((entry, ordinal) => {
      const found = this.findFunction(entry.fullName);
      if (!found) {
        if (entry.optional) {
          state.imports[ordinal] = undefined;
          return;
        }
        const moduleName = entry.fullName.slice(0, Math.max(0, entry.fullName.indexOf('.')));
        const known = this.#members.some((member) => member.module.name === moduleName);
        throw new StatusError(
          'NOT_FOUND',
          known
            ? `function of import '${entry.fullName}' of module '${module.name}' not found`
            : `module '${moduleName}' required for import '${entry.fullName}' not registered ` +
                'with the context',
        );
      }
      if (!callingConventionsMatch(entry.cconvText, found.signature.cconv)) {
        throw new StatusError(
          'INTERNAL',
          `import function signature mismatch between ${module.name} and source ` +
            `${entry.fullName}; expected ${formatCallingConvention(entry.cconv)} but got ` +
            formatCallingConvention(found.cconv),
        );
      }
      state.imports[ordinal] = found.linked;
    });
  }
}

function describe(
  fullName: string,
  target: BytecodeFunction,
  state: BytecodeModuleState,
): ContextFunction {
  return {
    fullName,
    signature: target.signature,
    cconv: parseCallingConvention(target.signature.cconv),
    linked: { kind: 'bytecode', target, state },
  };
}

function checkArguments(target: ContextFunction, args: readonly VmValue[]): VmValue[] {
  const expected = target.cconv.arguments;
  if (args.length !== expected.length) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `input list and function mismatch; expected ${expected.length} arguments but passed ${args.length}`,
    );
  }
  return expected.map((argument, index) => {
    if (argument.kind === 'span') {
      throw new StatusError('INVALID_ARGUMENT', 'variadic functions cannot be invoked directly');
    }
    return checkValue(argument.type, args[index], `argument ${index}`);
  });
}
