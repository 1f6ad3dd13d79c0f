/**
 * WebAssembly binary encoder: assembles a module of imports, functions, exports and names.
 *
 * Instructions are emitted through `FunctionBuilder`; this file holds the sections around them.
 */

import { ByteWriter } from './byte-writer.ts';
import { FunctionBuilder, type FunctionSignature, VALUE_TYPES } from './function-builder.ts';

/** Sizes of an imported memory in pages of 64 KiB. */
export interface MemoryLimits {
  readonly minimum: number;
  /** A shared memory must have one. */
  readonly maximum: number;
  readonly shared: boolean;
}

interface FunctionImport {
  readonly module: string;
  readonly field: string;
  readonly type: number;
}

interface OwnFunction {
  readonly name: string;
  readonly type: number;
  readonly builder: FunctionBuilder;
}

const SECTIONS = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  export: 7,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;
/** A segment that only `memory.init` copies. */
const PASSIVE = 1;
const EXTERNAL = { function: 0, memory: 2 } as const;
const FUNCTION_TYPE = 0x60;

/** Builds one module. Function imports must be declared before the first function. */
export class WasmModuleBuilder {
  readonly #types: FunctionSignature[] = [];
  readonly #typeIndices = new Map<string, number>();
  readonly #functionImports: FunctionImport[] = [];
  readonly #functions: OwnFunction[] = [];
  readonly #exports: { name: string; functionIndex: number }[] = [];
  readonly #data: Uint8Array[] = [];
  #memory: { module: string; field: string; limits: MemoryLimits } | null = null;
  readonly name: string;

  /** `name` goes into the name section, for profilers and stack traces. */
  constructor(name: string) {
    this.name = name;
  }

  #typeIndex(signature: FunctionSignature): number {
    const key = `${signature.params.join(',')}->${signature.results.join(',')}`;
    let index = this.#typeIndices.get(key);
    if (index === undefined) {
      index = this.#types.push(signature) - 1;
      this.#typeIndices.set(key, index);
    }
    return index;
  }

  importMemory(module: string, field: string, limits: MemoryLimits): void {
    this.#memory = { module, field, limits };
  }

  /** Index to call the import by; asking twice for one import gives one index. */
  importFunction(module: string, field: string, signature: FunctionSignature): number {
    const known = this.#functionImports.findIndex((i) => i.module === module && i.field === field);
    if (known >= 0) return known;
    if (this.#functions.length > 0) throw new Error('function imports precede functions');
    return this.#functionImports.push({ module, field, type: this.#typeIndex(signature) }) - 1;
  }

  /** Adds a function; its body is emitted through the returned builder before `encode`. */
  addFunction(
    name: string,
    signature: FunctionSignature,
  ): { readonly index: number; readonly body: FunctionBuilder } {
    const builder = new FunctionBuilder(signature);
    this.#functions.push({ name, type: this.#typeIndex(signature), builder });
    return { index: this.#functionImports.length + this.#functions.length - 1, body: builder };
  }

  /** Number of a passive data segment with the bytes, for `memory.init`. */
  addData(bytes: Uint8Array): number {
    return this.#data.push(bytes) - 1;
  }

  exportFunction(name: string, functionIndex: number): void {
    this.#exports.push({ name, functionIndex });
  }

  /** True if a function uses an instruction of relaxed SIMD. */
  get usesRelaxed(): boolean {
    return this.#functions.some((f) => f.builder.usesRelaxed);
  }

  encode(): Uint8Array {
    const out = new ByteWriter();
    out.bytes([0x00, 0x61, 0x73, 0x6d]);
    out.fixed32(1);
    const section = (id: number, count: number, write: (body: ByteWriter) => void): void => {
      if (count === 0) return;
      const body = new ByteWriter();
      if (id !== SECTIONS.custom) body.u32(count);
      write(body);
      out.u8(id);
      out.u32(body.length);
      out.bytes(body.finish());
    };
    section(SECTIONS.type, this.#types.length, (body) => {
      for (const { params, results } of this.#types) {
        body.u8(FUNCTION_TYPE);
        body.u32(params.length);
        body.bytes(params.map((type) => VALUE_TYPES[type]));
        body.u32(results.length);
        body.bytes(results.map((type) => VALUE_TYPES[type]));
      }
    });
    section(SECTIONS.import, this.#functionImports.length + (this.#memory ? 1 : 0), (body) => {
      for (const { module, field, type } of this.#functionImports) {
        body.name(module);
        body.name(field);
        body.u8(EXTERNAL.function);
        body.u32(type);
      }
      if (this.#memory) {
        const { module, field, limits } = this.#memory;
        body.name(module);
        body.name(field);
        body.u8(EXTERNAL.memory);
        body.u8(limits.shared ? 3 : 1);
        body.u32(limits.minimum);
        body.u32(limits.maximum);
      }
    });
    section(SECTIONS.function, this.#functions.length, (body) => {
      for (const f of this.#functions) body.u32(f.type);
    });
    section(SECTIONS.export, this.#exports.length, (body) => {
      for (const { name, functionIndex } of this.#exports) {
        body.name(name);
        body.u8(EXTERNAL.function);
        body.u32(functionIndex);
      }
    });
    if (this.#data.length > 0) section(SECTIONS.dataCount, this.#data.length, () => {});
    section(SECTIONS.code, this.#functions.length, (body) => {
      for (const f of this.#functions) body.bytes(f.builder.encode());
    });
    section(SECTIONS.data, this.#data.length, (body) => {
      for (const bytes of this.#data) {
        body.u8(PASSIVE);
        body.u32(bytes.length);
        body.bytes(bytes);
      }
    });
    section(SECTIONS.custom, 1, (body) => {
      body.name('name');
      this.#writeNames(body);
    });
    return out.finish();
  }

  /** The name section: subsection 0 is the module's name, 1 the functions'. */
  #writeNames(body: ByteWriter): void {
    const subsection = (id: number, write: (part: ByteWriter) => void): void => {
      const part = new ByteWriter();
      write(part);
      body.u8(id);
      body.u32(part.length);
      body.bytes(part.finish());
    };
    subsection(0, (part) => part.name(this.name));
    subsection(1, (part) => {
      part.u32(this.#functionImports.length + this.#functions.length);
      this.#functionImports.forEach(({ module, field }, index) => {
        part.u32(index);
        part.name(`${module}.${field}`);
      });
      this.#functions.forEach(({ name }, index) => {
        part.u32(this.#functionImports.length + index);
        part.name(name);
      });
    });
  }
}
