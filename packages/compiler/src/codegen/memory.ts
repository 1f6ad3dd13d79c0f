/**
 * Memory of a dispatch: bindings and constant tables as flat memrefs, and loads and stores of
 * elements and vectors at strided places in them.
 *
 * Memory is one-dimensional throughout, so that addresses are plain arithmetic that the emitter
 * moves out of loops. A boolean is stored as a byte.
 */

import {
  Builder,
  DenseElementsAttr as Dense,
  DenseArrayAttr,
  type DenseElementsAttr,
  DYNAMIC,
  IntegerAttr,
  isDialectType,
  MemRefType,
  type Operation,
  operandsNamed,
  RankedTensorType,
  StringAttr,
  SymbolRefAttr,
  type Type,
  TypeAttr,
  UnitAttr,
  type Value,
  VectorType,
} from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';
import type { Emitter } from './emitter.ts';
import {
  addLinear,
  type Linear,
  linearConstant,
  linearKey,
  linearValue,
  scaleLinear,
  ZERO,
} from './linear.ts';

/** A place in memory that holds a tensor in row-major order. */
export interface Storage {
  readonly memref: Value;
  readonly elementType: Type;
  readonly sizes: readonly Linear[];
  /** Nothing in the function writes it, so that reads may be moved and merged. */
  readonly immutable: boolean;
}

/** The type that memory holds for elements of the type. */
export function storageType(type: Type): Type {
  if (type.kind === 'complex') return type.elementType;
  return type.kind === 'integer' && type.width === 1 ? type.context.i8 : type;
}
/** How many of them an element is: a complex number is its parts, one after the other. */
const storedCount = (type: Type): number => (type.kind === 'complex' ? 2 : 1);

/** An index value as a combination: constants and affine forms are seen through. */
export function linearOf(value: Value): Linear {
  const op = value.definingOp;
  if (op?.is('arith.constant')) {
    const attr = op.attr('value');
    if (attr?.kind === 'integer') return linearConstant(Number(attr.value));
  }
  return linearValue(value);
}

/** Sizes of a shape whose dynamic ones are the values. */
export function mixedSizes(shape: readonly number[], dynamic: readonly Value[]): Linear[] {
  const rest = [...dynamic];
  return shape.map((size) => {
    if (size !== DYNAMIC) return linearConstant(size);
    const value = rest.shift();
    if (!value) throw new Error('fewer sizes than dynamic dimensions');
    return linearOf(value);
  });
}

/** Row-major strides of the sizes. */
export function rowMajorStrides(emitter: Emitter, sizes: readonly Linear[]): Linear[] {
  const strides = new Array<Linear>(sizes.length);
  let stride: Linear = linearConstant(1);
  for (let i = sizes.length - 1; i >= 0; i--) {
    strides[i] = stride;
    if (i > 0) stride = emitter.multiply(stride, sizes[i] as Linear);
  }
  return strides;
}

/** The tensor type that a `!flow.dispatch.tensor` holds, or null. */
export function dispatchTensorType(type: Type): RankedTensorType | null {
  if (!isDialectType(type, 'flow.dispatch.tensor')) return null;
  for (const param of type.params) if (param instanceof RankedTensorType) return param;
  return null;
}

export class Memory {
  readonly #emitter: Emitter;
  readonly #bindings: Map<Value, Storage>;
  readonly #strides = new Map<Storage, readonly Linear[]>();

  /** @param bindings shared by all places of a function where code is emitted. */
  constructor(emitter: Emitter, bindings: Map<Value, Storage>) {
    this.#emitter = emitter;
    this.#bindings = bindings;
  }

  /** The memory behind a `!flow.dispatch.tensor` value. */
  binding(value: Value): Storage {
    const known = this.#bindings.get(value);
    if (known) return known;
    const storage = this.#makeBinding(value);
    this.#bindings.set(value, storage);
    return storage;
  }

  #makeBinding(value: Value): Storage {
    const op = value.definingOp;
    const tensor = dispatchTensorType(value.type);
    if (op?.is('flow.dispatch.tie_shape')) return this.binding(op.operand(0));
    if (!op?.is('hal.interface.binding.subspan') || !tensor) {
      const at = op ?? value.parentBlock?.parentOp;
      if (!at) throw new Error('a tensor in memory that belongs nowhere');
      throw new CannotLower(at, 'is no tensor in a binding');
    }
    const elementType = tensor.elementType;
    const sizes = mixedSizes(tensor.shape, operandsNamed(op, 'dynamic_dims'));
    const builder = Builder.after(op);
    const length = product(builder, [...sizes, linearConstant(storedCount(elementType))]);
    const memref = builder.createValue(op.name, {
      operandGroups: [operandsNamed(op, 'byte_offset'), typeof length === 'number' ? [] : [length]],
      resultTypes: [
        MemRefType.get([typeof length === 'number' ? length : DYNAMIC], storageType(elementType)),
      ],
      attributes: op.attributes.entries.filter(([name]) => name !== 'operand_segment_sizes'),
    });
    return { memref, elementType, sizes, immutable: !isWritten(value) };
  }

  /** The table of a constant that is not a splat. */
  constant(op: Operation, value: DenseElementsAttr): Storage {
    const known = this.#bindings.get(op.result());
    if (known) return known;
    const module = op.ancestor('builtin.module');
    const func = op.ancestor('func.func');
    if (!module || !func) throw new CannotLower(op, 'is outside a function of a module');
    const elementType = value.type.elementType;
    const stored = storageType(elementType);
    const count = value.numElements * storedCount(elementType);
    const type = MemRefType.get([count], stored);
    const tensor = RankedTensorType.get([count], stored);
    const elements =
      stored === elementType || elementType.kind === 'complex'
        ? Dense.get(tensor, value.data)
        : Dense.fromElements(
            tensor,
            Array.from({ length: count }, (_, i) =>
              IntegerAttr.get(op.context.i8, value.bitsAt(i) & 1n),
            ),
          );
    const name = freshGlobalName(module, `__constant_${count}x${typeName(stored)}`);
    const globals = Builder.before(func);
    globals.location = op.location;
    globals.create('memref.global', {
      resultTypes: [],
      attributes: [
        ['sym_name', StringAttr.get(op.context, name)],
        ['sym_visibility', StringAttr.get(op.context, 'private')],
        ['type', TypeAttr.get(type)],
        ['initial_value', elements],
        ['constant', UnitAttr.get(op.context)],
      ],
    });
    const memref = Builder.after(op).createValue('memref.get_global', {
      resultTypes: [type],
      attributes: [['name', SymbolRefAttr.get(op.context, name)]],
    });
    const storage: Storage = {
      memref,
      elementType,
      sizes: value.type.shape.map(linearConstant),
      immutable: true,
    };
    this.#bindings.set(op.result(), storage);
    return storage;
  }

  /** Memory of `count` elements that the thread alone sees, made at the function's start. */
  scratch(count: number, elementType: Type): Value {
    const { context, location, functionEntry } = this.#emitter;
    return Builder.atStart(functionEntry, location).createValue('memref.alloca', {
      resultTypes: [MemRefType.get([count * storedCount(elementType)], storageType(elementType))],
      attributes: [
        ['operand_segment_sizes', DenseArrayAttr.i32(context, [0, 0])],
        ['alignment', IntegerAttr.i64(context, 16)],
      ],
    });
  }

  strides(storage: Storage): readonly Linear[] {
    const known = this.#strides.get(storage);
    if (known) return known;
    const strides = rowMajorStrides(this.#emitter, storage.sizes);
    this.#strides.set(storage, strides);
    return strides;
  }
  /** Number of the element at the indices. */
  address(storage: Storage, indices: readonly Linear[]): Linear {
    return this.strides(storage).reduce(
      (sum, stride, i) => addLinear(sum, this.#emitter.multiply(indices[i] ?? ZERO, stride)),
      ZERO,
    );
  }

  /** The element at an address, or the vector that starts there. */
  load(storage: Storage, address: Linear, width: number): Value {
    const emitter = this.#emitter;
    if (storage.elementType.kind === 'complex') {
      const [re, im] = partsOf(storage, address).map((part) => this.load(...part, width));
      return emitter.complex(re as Value, im as Value);
    }
    const stored = storageType(storage.elementType);
    const type = width === 1 ? stored : VectorType.get([width], stored);
    const name = width === 1 ? 'memref.load' : 'vector.load';
    const index = emitter.materialize(address);
    const value = storage.immutable
      ? emitter.value(name, [storage.memref, index], type, [], true)
      : emitter.create(name, { operands: [storage.memref, index], types: [type] }).result();
    if (stored === storage.elementType) return value;
    return emitter.value(
      'arith.trunci',
      [value],
      width === 1 ? storage.elementType : VectorType.get([width], storage.elementType),
    );
  }

  store(storage: Storage, address: Linear, value: Value): void {
    const emitter = this.#emitter;
    if (value.type.kind === 'complex') {
      const parts = emitter.parts(value);
      partsOf(storage, address).forEach((part, i) => {
        this.store(...part, parts[i] as Value);
      });
      return;
    }
    const stored = storageType(storage.elementType);
    const isVector = value.type.kind === 'vector';
    const converted =
      stored === storage.elementType
        ? value
        : emitter.value(
            'arith.extui',
            [value],
            value.type.kind === 'vector' ? VectorType.get(value.type.shape, stored) : stored,
          );
    emitter.create(isVector ? 'vector.store' : 'memref.store', {
      operands: [converted, storage.memref, emitter.materialize(address)],
      types: [],
    });
  }
}

/** Where the parts of a complex element are in memory. */
function partsOf(storage: Storage, address: Linear): [storage: Storage, address: Linear][] {
  const parts: Storage = { ...storage, elementType: storageType(storage.elementType) };
  const first = scaleLinear(address, 2);
  return [
    [parts, first],
    [parts, addLinear(first, linearConstant(1))],
  ];
}

/** Is the type a tensor of elements that are words of memory? */
export const holdsWords = (type: Type): boolean =>
  type.kind === 'tensor' &&
  (type.elementType.kind === 'float'
    ? type.elementType.format === 'f32'
    : type.elementType.kind === 'integer' && type.elementType.width === 32);

/** Set, binding and offset of a tensor in memory: views with one key are the same memory. */
export function bindingKey(value: Value): string {
  let op = value.definingOp;
  while (op?.is('flow.dispatch.tie_shape')) op = op.operand(0).definingOp;
  if (!op?.is('hal.interface.binding.subspan')) return '';
  const [offset] = operandsNamed(op, 'byte_offset');
  return `${op.intAttr('set') ?? 0n}:${op.intAttr('binding') ?? 0n}@${offset ? linearKey(linearOf(offset)) : 0}`;
}

/** Does the function store to the tensor in memory, through this view or another? */
function isWritten(value: Value): boolean {
  const func = value.definingOp?.ancestor('func.func');
  const key = bindingKey(value);
  return (func?.collect('flow.dispatch.tensor.store') ?? []).some(
    (store) => bindingKey(store.operand(1)) === key,
  );
}

/** The product of sizes as a number or, made by the builder, as a value. */
export function product(builder: Builder, sizes: readonly Linear[]): number | Value {
  let constant = 1;
  let value: Value | null = null;
  for (const size of sizes) {
    const [term] = size.terms;
    if (!term) constant *= size.constant;
    else
      value = value
        ? builder.createValue('arith.muli', {
            operands: [value, term[0]],
            resultTypes: [builder.context.indexType],
          })
        : term[0];
  }
  if (!value) return constant;
  return constant === 1
    ? value
    : builder.createValue('arith.muli', {
        operands: [value, builder.constantIndex(constant)],
        resultTypes: [builder.context.indexType],
      });
}

function freshGlobalName(module: Operation, name: string): string {
  const taken = new Set(module.region().front.ops.map((op) => op.symbolName));
  if (!taken.has(name)) return name;
  for (let i = 0; ; i++) if (!taken.has(`${name}_${i}`)) return `${name}_${i}`;
}

const typeName = (type: Type): string =>
  type.kind === 'float' ? type.format : type.kind === 'integer' ? `i${type.width}` : type.kind;
