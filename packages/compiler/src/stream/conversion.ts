/**
 * Tensors become resources with a size in bytes (`iree-stream-conversion`).
 *
 * Every tensor value turns into a pair: a `!stream.resource<*>` and an index. Block arguments and
 * function signatures are expanded; flow operations become asynchronous operations on resources;
 * executables' tensor parameters become bindings.
 */

import {
  attributeType,
  type Block,
  Builder,
  FunctionType,
  IntegerAttr,
  isTensor,
  type Operation,
  operandsNamed,
  type Region,
  resourceType,
  reversePostOrder,
  StringAttr,
  SymbolRefAttr,
  type Type,
  TypeAttr,
  UnitAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { callablesIn, functionType } from '../util/functions.ts';
import { copyTerminator } from '../util/terminators.ts';
import { convertExecutables } from './convert-executables.ts';
import { elementTypeValue } from './element-types.ts';
import { fillScalar, patternHalves, splatPattern } from './patterns.ts';
import { elementBytes, elementOffset, sizeOfTensor } from './sizes.ts';

/** A converted tensor. */
interface Resource {
  readonly value: Value;
  readonly size: Value;
}

export const convertToStream: PassFunction = (module, report) => {
  convertGlobals(module, report);
  for (const callable of callablesIn(module)) new FunctionConverter(report).convert(callable);
  for (const func of module.region().front.ops)
    if (func.is('func.func') && func.region().isEmpty) expandDeclaration(func);
  convertExecutables(module, report);
};

const unknown = (op: { context: Operation['context'] }): Type => resourceType(op.context, '*');

/** Types as functions and blocks carry them after conversion. */
function expandTypes(types: readonly Type[]): Type[] {
  return types.flatMap((type) =>
    isTensor(type) ? [resourceType(type.context, '*'), type.context.indexType] : [type],
  );
}

function expandDeclaration(func: Operation): void {
  const type = functionType(func);
  if (![...type.inputs, ...type.results].some(isTensor)) return;
  func.setAttr(
    'function_type',
    TypeAttr.get(
      FunctionType.get(func.context, expandTypes(type.inputs), expandTypes(type.results)),
    ),
  );
}

/** Name of the global that holds the size of another's resource. */
const sizeGlobal = (name: string): string => `${name}__size`;

/** Tensor globals become resource globals with a size beside them, set by an initialiser. */
function convertGlobals(module: Operation, report: PassReport): void {
  const { context } = module;
  for (const global of module.region().front.ops) {
    const typeAttr = global.attr('type');
    if (!global.is('util.global') || typeAttr?.kind !== 'type' || !isTensor(typeAttr.type))
      continue;
    const type = typeAttr.type;
    if (type.kind !== 'tensor') {
      report.error(global, 'holds a tensor of unknown rank', 'give the global a ranked type');
      continue;
    }
    const initial = global.attr('initial_value');
    const isMutable = global.attr('is_mutable') !== undefined;
    const lifetime = isMutable || !initial ? 'variable' : 'constant';
    const name = global.symbolName ?? '';
    global.setAttr('type', TypeAttr.get(resourceType(context, lifetime)));
    global.removeAttr('initial_value');
    const builder = Builder.after(global);
    const size = builder.create('util.global', {
      resultTypes: [],
      attributes: [
        ['sym_name', StringAttr.get(context, sizeGlobal(name))],
        ['sym_visibility', StringAttr.get(context, 'private')],
        ['type', TypeAttr.get(context.indexType)],
        ...(isMutable ? [['is_mutable', UnitAttr.get(context)] as const] : []),
      ],
    });
    const isStatic = type.shape.every((dim) => dim >= 0);
    if (isStatic && !initial)
      size.setAttr(
        'initial_value',
        IntegerAttr.index(
          context,
          type.shape.reduce((a, b) => a * b, 1) * (elementBytes(type.elementType) ?? 1),
        ),
      );
    if (!initial) continue;
    builder.setAfter(size);
    const initializer = builder.create('util.initializer', {
      resultTypes: [],
      attributes: [['function_type', TypeAttr.get(FunctionType.get(context, [], []))]],
      regions: 1,
    });
    const inner = Builder.atEnd(initializer.region().append(), global.location);
    // The value is stored as a tensor; the converter below turns it into a resource.
    const value = inner.createValue('flow.tensor.constant', {
      resultTypes: [type],
      attributes: [['value', initial]],
    });
    inner.create('util.global.store', {
      operands: [value],
      resultTypes: [],
      attributes: [['global', SymbolRefAttr.get(context, name)]],
    });
    inner.create('util.initializer.return', { resultTypes: [] });
  }
}

/** Whether an operation around gives tensors: it cannot be converted either, and says so itself. */
function isInsideCarrier(op: Operation): boolean {
  for (let outer = op.parentOp; outer; outer = outer.parentOp)
    if (outer.resultTypes.some(isTensor)) return true;
  return false;
}

class FunctionConverter {
  readonly #report: PassReport;
  readonly #resources = new Map<Value, Resource>();
  /** Operations that could not be converted, which was said of them or of what they use. */
  readonly #refused = new Set<Operation>();
  /** Tensor arguments, erased when all uses have been converted. */
  readonly #oldArguments: (readonly [Block, Value])[] = [];
  constructor(report: PassReport) {
    this.#report = report;
  }

  convert(callable: Operation): void {
    for (const region of callable.regions) this.#convertRegion(region);
    if (callable.is('func.func')) expandDeclaration(callable);
    for (const [block, argument] of this.#oldArguments)
      if (argument.kind === 'argument' && !argument.hasUses) block.eraseArgument(argument.index);
  }

  #convertRegion(region: Region): void {
    for (const block of region.blocks) this.#expandArguments(block);
    for (const block of reversePostOrder(region))
      for (const op of block.ops) {
        if (op.block) this.#convertOp(op);
      }
  }

  #expandArguments(block: Block): void {
    for (const argument of [...block.arguments]) {
      if (!isTensor(argument.type)) continue;
      const value = block.insertArgument(argument.index + 1, unknown(argument), argument.location);
      const size = block.insertArgument(
        argument.index + 2,
        argument.context.indexType,
        argument.location,
      );
      this.#resources.set(argument, { value, size });
      this.#oldArguments.push([block, argument]);
    }
  }

  #get(value: Value): Resource {
    const resource = this.#resources.get(value);
    if (!resource) throw new Error('a tensor was used before it was converted');
    return resource;
  }
  #has(op: Operation): boolean {
    const missing = op.operands.find((o) => isTensor(o.type) && !this.#resources.has(o));
    if (!missing) return true;
    const isReported = missing.definingOp !== null && this.#refused.has(missing.definingOp);
    this.#refused.add(op);
    if (isReported) return false;
    this.#report.error(
      op,
      `uses a tensor that '${missing.definingOp?.name ?? 'a block'}' defines and that has no storage`,
      'the operation that defines it must become part of a dispatch',
    );
    return false;
  }
  /** Operands with tensors as resource and size. */
  #expand(values: readonly Value[]): Value[] {
    return values.flatMap((value) => {
      const resource = this.#resources.get(value);
      return resource ? [resource.value, resource.size] : [value];
    });
  }
  /** The operation's tensor results become the resources, and it goes. */
  #finish(op: Operation, resources: readonly (Resource | Value)[]): void {
    op.results.forEach((result, i) => {
      const resource = resources[i];
      if (!resource) return;
      if ('kind' in resource) result.replaceAllUsesWith(resource);
      else this.#resources.set(result, resource);
    });
    this.#pending.push(op);
    this.#erasePending();
  }
  readonly #pending: Operation[] = [];
  /** Converted operations are erased once their converted users are gone. */
  #erasePending(): void {
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const op = this.#pending[i];
      if (op?.block && !op.hasResultUses) {
        op.erase();
        this.#pending.splice(i, 1);
        i = this.#pending.length;
      }
    }
  }

  #convertOp(op: Operation): void {
    for (const region of op.regions)
      if (!op.hasTrait('IsolatedFromAbove')) this.#convertRegion(region);
    const touchesTensors =
      op.operands.some((operand) => isTensor(operand.type)) || op.resultTypes.some(isTensor);
    if (!touchesTensors || !this.#has(op)) return;
    const builder = Builder.before(op);
    switch (op.name) {
      case 'arith.constant':
      case 'flow.tensor.constant':
        return this.#constant(op, builder);
      case 'hal.tensor.import':
        return this.#import(op, builder);
      case 'hal.tensor.export':
        return this.#export(op, builder);
      case 'flow.tensor.reshape':
      case 'flow.tensor.tie_shape':
        return this.#finish(op, [this.#get(op.operand(0))]);
      case 'flow.tensor.empty':
        return this.#empty(op, builder);
      case 'flow.tensor.splat':
        return this.#splat(op, builder);
      case 'flow.tensor.clone': {
        const { value, size } = this.#get(op.operand(0));
        const copy = builder.createValue('stream.async.clone', {
          operands: [value, size, size],
          resultTypes: [unknown(op)],
        });
        return this.#finish(op, [{ value: copy, size }]);
      }
      case 'flow.tensor.slice':
        return this.#slice(op, builder);
      case 'flow.tensor.update':
        return this.#update(op, builder);
      case 'flow.tensor.load':
        return this.#load(op, builder);
      case 'flow.tensor.store':
        return this.#store(op, builder);
      case 'flow.dispatch':
        return this.#dispatch(op, builder);
      case 'util.global.load':
        return this.#globalLoad(op, builder);
      case 'util.global.store':
        return this.#globalStore(op, builder);
      case 'tensor.dim':
        this.#report.error(
          op,
          'asks the dimension of a tensor that does not carry its dimensions',
          'pass the dimensions beside the tensor',
        );
        return;
      case 'arith.select': {
        const [condition, a, b] = op.operands as [Value, Value, Value];
        const [x, y] = [this.#get(a), this.#get(b)];
        const select = (lhs: Value, rhs: Value): Value =>
          builder.createValue('arith.select', {
            operands: [condition, lhs, rhs],
            resultTypes: [lhs.type],
          });
        return this.#finish(op, [
          { value: select(x.value, y.value), size: select(x.size, y.size) },
        ]);
      }
      case 'util.optimization_barrier':
        return this.#barrier(op, builder);
      case 'func.call':
        return this.#expandOperation(op, builder);
      default:
        if (op.hasTrait('Terminator')) return this.#terminator(op, builder);
        this.#refused.add(op);
        if (isInsideCarrier(op)) return;
        this.#report.error(
          op,
          'works on tensors on the host, which the stream phase cannot convert',
          'it must become part of a dispatch or a flow operation',
        );
    }
  }

  #constant(op: Operation, builder: Builder): void {
    const value = op.attr('value');
    const type = value && attributeType(value);
    if (!type) return;
    const size = sizeOfTensor(builder, type, []);
    const scalar = fillScalar(value);
    const pattern = scalar && splatPattern(builder, builder.constant(scalar, scalar.type));
    const constant = pattern
      ? builder.createValue('stream.async.splat', {
          operands: [pattern, size],
          resultTypes: [unknown(op)],
        })
      : builder.createValue('stream.async.constant', {
          operands: [size],
          resultTypes: [unknown(op)],
          attributes: [['value', value]],
        });
    this.#finish(op, [{ value: constant, size }]);
  }

  #import(op: Operation, builder: Builder): void {
    const source = op.operand(0);
    const encoding = op.attr('target_encoding');
    const type = encoding?.kind === 'type' ? encoding.type : op.result().type;
    const dims = operandsNamed(op, 'target_dims');
    if (source.type.kind === 'dialect' && source.type.name === 'hal.buffer_view')
      assertView(builder, source, type, dims, op.stringAttr('name') ?? 'tensor');
    const size = sizeOfTensor(builder, type, dims);
    const external = builder.createValue('stream.tensor.import', {
      operands: [source, ...dims, size],
      resultTypes: [resourceType(op.context, 'external')],
      attributes: [['result_encoding', TypeAttr.get(type)]],
    });
    const value = transfer(builder, external, size, unknown(op));
    this.#finish(op, [{ value, size }]);
  }

  #export(op: Operation, builder: Builder): void {
    const { value, size } = this.#get(op.operand(0));
    const encoding = op.attr('source_encoding');
    const external = transfer(builder, value, size, resourceType(op.context, 'external'));
    const result = builder.createValue('stream.tensor.export', {
      operands: [external, ...operandsNamed(op, 'source_dims'), size],
      resultTypes: op.resultTypes,
      attributes: [
        [
          'source_encoding',
          encoding?.kind === 'type' ? encoding : TypeAttr.get(op.operand(0).type),
        ],
      ],
    });
    this.#finish(op, [result]);
  }

  #empty(op: Operation, builder: Builder): void {
    const size = sizeOfTensor(builder, op.result().type, operandsNamed(op, 'result_dims'));
    const value = builder.createValue('stream.async.alloca', {
      operands: [size],
      resultTypes: [unknown(op)],
    });
    this.#finish(op, [{ value, size }]);
  }

  #splat(op: Operation, builder: Builder): void {
    const type = op.result().type;
    const size = sizeOfTensor(builder, type, operandsNamed(op, 'result_dims'));
    const pattern = splatPattern(builder, op.operand(0));
    if (!pattern) {
      this.#report.error(op, 'fills with a pattern wider than 32 bits whose halves differ');
      return;
    }
    const value = builder.createValue('stream.async.splat', {
      operands: [pattern, size],
      resultTypes: [unknown(op)],
    });
    this.#finish(op, [{ value, size }]);
  }

  #slice(op: Operation, builder: Builder): void {
    const source = this.#get(op.operand(0));
    const offset = elementOffset(
      builder,
      op.operand(0).type,
      operandsNamed(op, 'source_dims'),
      operandsNamed(op, 'start_indices'),
    );
    const size = sizeOfTensor(builder, op.result().type, operandsNamed(op, 'result_dims'));
    const value = builder.createValue('stream.async.slice', {
      operands: [source.value, source.size, offset, add(builder, offset, size), size],
      resultTypes: [unknown(op)],
    });
    this.#finish(op, [{ value, size }]);
  }

  #update(op: Operation, builder: Builder): void {
    const [targetValue] = operandsNamed(op, 'target') as [Value];
    const [updateValue] = operandsNamed(op, 'update') as [Value];
    const target = this.#get(targetValue);
    const update = this.#get(updateValue);
    const offset = elementOffset(
      builder,
      targetValue.type,
      operandsNamed(op, 'target_dims'),
      operandsNamed(op, 'start_indices'),
    );
    const value = builder.createValue('stream.async.update', {
      operands: [
        target.value,
        target.size,
        offset,
        add(builder, offset, update.size),
        update.value,
        update.size,
      ],
      resultTypes: [unknown(op)],
    });
    this.#finish(op, [{ value, size: target.size }]);
  }

  #load(op: Operation, builder: Builder): void {
    const source = this.#get(op.operand(0));
    const offset = elementOffset(
      builder,
      op.operand(0).type,
      operandsNamed(op, 'source_dims'),
      operandsNamed(op, 'indices'),
    );
    const staged = transfer(
      builder,
      source.value,
      source.size,
      resourceType(op.context, 'staging'),
    );
    const value = builder.createValue('stream.async.load', {
      operands: [staged, source.size, offset],
      resultTypes: op.resultTypes,
    });
    this.#finish(op, [value]);
  }

  /** Writes one element: a fill of its bytes, half by half if they are too many for one. */
  #store(op: Operation, builder: Builder): void {
    const [targetValue] = operandsNamed(op, 'target') as [Value];
    const target = this.#get(targetValue);
    const pattern = splatPattern(builder, op.operand(0));
    const patterns = pattern ? [pattern] : patternHalves(builder, op.operand(0));
    if (!patterns) {
      this.#report.error(op, 'stores a value that has no bytes in memory');
      return;
    }
    const offset = elementOffset(
      builder,
      targetValue.type,
      operandsNamed(op, 'target_dims'),
      operandsNamed(op, 'indices'),
    );
    const bytes = (elementBytes(op.operand(0).type) ?? 4) / patterns.length;
    const length = builder.constantIndex(bytes);
    const value = patterns.reduce((stored, bits, i) => {
      const start = add(builder, offset, builder.constantIndex(i * bytes));
      const end = add(builder, start, length);
      return builder.createValue('stream.async.fill', {
        operands: [stored, target.size, start, end, length, bits],
        resultTypes: [unknown(op)],
      });
    }, target.value);
    this.#finish(op, [{ value, size: target.size }]);
  }

  #dispatch(op: Operation, builder: Builder): void {
    const zero = builder.constantIndex(0);
    const args = operandsNamed(op, 'arguments');
    const operands: Value[] = [];
    const [sizes, offsets, ends, lengths]: [Value[], Value[], Value[], Value[]] = [[], [], [], []];
    for (const arg of args) {
      const resource = this.#resources.get(arg);
      operands.push(resource?.value ?? arg);
      if (!resource) continue;
      sizes.push(resource.size);
      offsets.push(zero);
      ends.push(resource.size);
      lengths.push(resource.size);
    }
    const resultDims = operandsNamed(op, 'result_dims');
    const ties = op.attr('tied_operands');
    const resultSizes = op.results.map((result, i) => {
      const tie = ties?.kind === 'array' ? ties.elements[i] : undefined;
      const count =
        result.type.kind === 'tensor' ? result.type.shape.filter((size) => size < 0).length : 0;
      const dims = resultDims.splice(0, count);
      if (tie?.kind === 'integer' && tie.value >= 0n) {
        const tied = args[Number(tie.value)];
        if (tied) return this.#get(tied).size;
      }
      return sizeOfTensor(builder, result.type, dims);
    });
    const call = builder.create('stream.async.dispatch', {
      operandGroups: [
        operandsNamed(op, 'workload'),
        operands,
        sizes,
        offsets,
        ends,
        lengths,
        resultSizes,
      ],
      resultTypes: op.results.map(() => unknown(op)),
      attributes: op.attributes.entries.filter(
        ([name]) => name === 'entry_point' || name === 'tied_operands',
      ),
    });
    this.#finish(
      op,
      call.results.map((value, i) => ({ value, size: resultSizes[i] as Value })),
    );
  }

  #globalLoad(op: Operation, builder: Builder): void {
    const global = op.attr('global');
    if (global?.kind !== 'symbol_ref') return;
    const lifetime = globalLifetime(op, global.root);
    const loaded = builder.createValue('util.global.load', {
      resultTypes: [resourceType(op.context, lifetime)],
      attributes: [['global', global]],
    });
    const size = builder.createValue('util.global.load', {
      resultTypes: [op.context.indexType],
      attributes: [['global', SymbolRefAttr.get(op.context, sizeGlobal(global.root))]],
    });
    this.#finish(op, [{ value: transfer(builder, loaded, size, unknown(op)), size }]);
  }

  #globalStore(op: Operation, builder: Builder): void {
    const global = op.attr('global');
    if (global?.kind !== 'symbol_ref') return;
    const { value, size } = this.#get(op.operand(0));
    const lifetime = globalLifetime(op, global.root);
    const stored = transfer(builder, value, size, resourceType(op.context, lifetime));
    builder.create('util.global.store', {
      operands: [stored],
      resultTypes: [],
      attributes: [['global', global]],
    });
    builder.create('util.global.store', {
      operands: [size],
      resultTypes: [],
      attributes: [['global', SymbolRefAttr.get(op.context, sizeGlobal(global.root))]],
    });
    this.#pending.push(op);
    this.#erasePending();
  }

  /** A barrier's operands have one type: each tensor's resource gets a barrier of its own. */
  #barrier(op: Operation, builder: Builder): void {
    const guard = (value: Value): Value =>
      builder.createValue('util.optimization_barrier', {
        operands: [value],
        resultTypes: [value.type],
      });
    this.#finish(
      op,
      op.operands.map((operand) => {
        const resource = this.#resources.get(operand);
        return resource ? { value: guard(resource.value), size: resource.size } : guard(operand);
      }),
    );
  }

  /** Operands and results of the same kinds, tensors as pairs. */
  #expandOperation(op: Operation, builder: Builder): void {
    const created = builder.create(op.operationName, {
      operands: this.#expand(op.operands),
      resultTypes: expandTypes(op.resultTypes),
      attributes: op.attributes,
    });
    let next = 0;
    const results = op.results.map((result): Resource | Value =>
      isTensor(result.type)
        ? { value: created.result(next++), size: created.result(next++) }
        : created.result(next++),
    );
    this.#finish(op, results);
  }

  #terminator(op: Operation, builder: Builder): void {
    copyTerminator(builder, op, (values) => this.#expand(values));
    this.#pending.push(op);
    this.#erasePending();
  }
}

const add = (builder: Builder, lhs: Value, rhs: Value): Value =>
  builder.createValue('arith.addi', {
    operands: [lhs, rhs],
    resultTypes: [builder.context.indexType],
  });

/** Between lifetimes; where both are the same in the end, `refine-usage` drops it. */
function transfer(builder: Builder, value: Value, size: Value, type: Type): Value {
  return value.type === type
    ? value
    : builder.createValue('stream.async.transfer', {
        operands: [value, size, size],
        resultTypes: [type],
      });
}

function globalLifetime(op: Operation, name: string): 'variable' | 'constant' {
  let module: Operation | null = op.parentOp;
  while (module && !module.is('builtin.module')) module = module.parentOp;
  for (const global of module?.region().front.ops ?? [])
    if (global.symbolName === name) {
      const type = global.attr('type');
      if (type?.kind === 'type' && type.type.kind === 'dialect')
        return type.type.params[0] === 'constant' ? 'constant' : 'variable';
    }
  return 'variable';
}

/** `hal.buffer_view.assert` that the view is what the program was compiled for. */
function assertView(
  builder: Builder,
  view: Value,
  type: Type,
  dims: readonly Value[],
  message: string,
): void {
  if (type.kind !== 'tensor') return;
  const { context } = builder;
  const dynamic = [...dims];
  const shape = type.shape.map((size) =>
    size < 0 ? (dynamic.shift() as Value) : builder.constantIndex(size),
  );
  const i32 = (value: number): Value =>
    builder.constant(IntegerAttr.i32(context, value), context.i32);
  builder.create('hal.buffer_view.assert', {
    operands: [view, i32(elementTypeValue(type.elementType)), i32(1), ...shape],
    resultTypes: [],
    attributes: [['message', StringAttr.get(context, message)]],
  });
}
