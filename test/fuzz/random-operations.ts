/**
 * Random valid IR of every registered operation: operands, results, attributes and regions are picked
 * from samples that satisfy the constraints of the definition, and what the verifier refuses is tried
 * again with others. Operands come from operations of a dialect that nobody knows.
 */
import {
  type Attribute,
  type AttributeDefinition,
  type Context,
  IntegerAttr,
  type OpDefinition,
  type OperandDefinition,
  Operation,
  parseAttribute,
  parseType,
  Region,
  StringAttr,
  type Type,
  tryInferResultTypes,
  UnitAttr,
  UnknownLoc,
  type Value,
  verifyOperation,
} from '@iree-workbench/ir';
import { randomInteger } from '../reference/random.ts';

const ELEMENTS = [
  'i1',
  'i8',
  'i16',
  'i32',
  'i64',
  'si8',
  'ui32',
  'index',
  'f16',
  'bf16',
  'f32',
  'f64',
];
const SHAPES = ['', '4x', '?x', '2x3x', '?x4x', '1x2x3x4x'];

/** Texts of types; those of dialects without parameters are added. */
const TYPES: readonly string[] = [
  ...ELEMENTS,
  'none',
  'complex<f32>',
  'tuple<i32, f32>',
  '() -> ()',
  '(i32) -> f32',
  ...['i1', 'i32', 'f32', 'index', 'complex<f32>', 'i8', 'f64'].flatMap((element) => [
    ...SHAPES.map((shape) => `tensor<${shape}${element}>`),
    `tensor<*x${element}>`,
  ]),
  ...['i1', 'i8', 'i32', 'f32', 'index'].flatMap((element) => [
    ...SHAPES.map((shape) => `memref<${shape}${element}>`),
    `vector<4x${element}>`,
    `vector<2x3x${element}>`,
  ]),
  'vector<f32>',
  'vector<[4]xf32>',
  'memref<*xf32>',
  'memref<4x?xf32, strided<[?, 1], offset: ?>>',
  'memref<4xf32, 3>',
  'tensor<4xf32, "encoding">',
  '!util.list<?>',
  '!util.list<i32>',
  '!util.ptr<!hal.buffer>',
  '!stream.resource<*>',
  '!stream.resource<external>',
  '!stream.resource<transient>',
  '!flow.dispatch.tensor<readonly:tensor<4xf32>>',
  '!flow.dispatch.tensor<readwrite:tensor<?x4xf32>>',
  '!vm.ref<?>',
  '!vm.ref<!vm.buffer>',
  '!vm.list<i32>',
  '!quant.uniform<i8:f32, 5.000000e-01>',
  'tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>',
  '!shape.shape',
  '!llvm.ptr',
  '!llvm.ptr<i32>',
  '!llvm.struct<(i32, f32)>',
  '!llvm.array<4 x i32>',
  '!spirv.ptr<f32, Function>',
  '!spirv.array<4xf32>',
  '!spirv.struct<(f32, i32)>',
  '!pdl.operation',
  '!pdl.range<value>',
  '!emitc.ptr<i32>',
  '!emitc.opaque<"x">',
  '!async.value<f32>',
  '!async.token',
  '!gpu.async.token',
  '!gpu.mma_matrix<16x16xf16, "AOp">',
  '!transform.any_op',
];

/** Texts of attributes. */
const ATTRIBUTES: readonly string[] = [
  'unit',
  'true',
  'false',
  ...['0', '1', '2', '4', '-1', '127'].flatMap((value) =>
    ['i1', 'i8', 'i16', 'i32', 'i64', 'index'].map((type) => `${value} : ${type}`),
  ),
  '3 : ui32',
  ...['f16', 'f32', 'f64'].flatMap((type) => [`0.0 : ${type}`, `1.5 : ${type}`, `-2.25 : ${type}`]),
  '"text"',
  '"with \\22quotes\\22 and \\0A"',
  '""',
  '@symbol',
  '@outer::@inner',
  '[]',
  '[0]',
  '[0, 1]',
  '[1 : index, 2 : index]',
  '["a", "b"]',
  '[@a, @b::@c]',
  '[i32, f32]',
  '[[0], [1, 2]]',
  '[affine_map<(d0) -> (d0)>]',
  '[affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0)>]',
  '["parallel", "reduction"]',
  '{}',
  '{a = 1 : i32, b}',
  'i32',
  'tensor<4xf32>',
  '() -> ()',
  '(i32, tensor<4xf32>) -> f32',
  'affine_map<(d0) -> (d0)>',
  'affine_map<(d0, d1)[s0] -> (d0 + s0 floordiv 2, d1 mod 3)>',
  'affine_map<() -> (0)>',
  'affine_set<(d0) : (d0 - 1 >= 0)>',
  'dense<0> : tensor<4xi32>',
  'dense<[1, 2]> : tensor<2xi64>',
  'dense<1.5> : tensor<4xf32>',
  'dense<[[0, 1]]> : tensor<1x2xi64>',
  'dense<true> : tensor<4xi1>',
  'dense<1> : vector<4xi32>',
  'dense<[0, 1]> : vector<2xi64>',
  'dense<0> : tensor<2xindex>',
  'sparse<[[0]], 1> : tensor<4xi32>',
  'array<i32>',
  'array<i32: 1, 2>',
  'array<i64: 0>',
  'array<i64: 1, 0>',
  'array<i64: 2, 3>',
  'array<i8: 1>',
  'array<i1: true, false>',
  'array<f32: 1.5>',
];

/**
 * Operations with results that the verifier lets be missing and that reading their own syntax adds,
 * upstream's as ours: what is printed of them is read as another.
 */
const COMPLETED_BY_READING: ReadonlySet<string> = new Set(['vector.transfer_write']);

/** Tries for one operation before another is picked. */
const TRIES = 12;

const pick = <T>(random: () => number, list: readonly T[]): T | undefined =>
  list[Math.floor(random() * list.length)];

/** What may stand at each place of an operation. */
interface Choices {
  readonly definition: OpDefinition;
  readonly operands: readonly (readonly Type[])[];
  readonly results: readonly (readonly Type[])[];
  readonly attributes: readonly (readonly Attribute[])[];
}

export class OperationGenerator {
  readonly #context: Context;
  readonly #types: readonly Type[];
  readonly #attributes: readonly Attribute[];
  /** Of operations that something can be picked for at every place. */
  readonly choices: readonly Choices[];
  #names = 0;

  constructor(context: Context) {
    this.#context = context;
    const dialectTypes = [...context.dialects.values()].flatMap(({ name, types }) =>
      (types ?? []).filter(({ parse }) => !parse).map(({ mnemonic }) => `!${name}.${mnemonic}`),
    );
    this.#types = [...TYPES, ...dialectTypes].flatMap((text) => {
      const { value } = parseType(context, text);
      return value ? [value] : [];
    });
    this.#attributes = ATTRIBUTES.flatMap((text) => {
      const { value } = parseAttribute(context, text);
      return value ? [value] : [];
    });
    this.choices = [...context.registeredOperations()].flatMap(({ definition }) => {
      // Where these stand, others must stand, too.
      if (!definition || definition.traitNames.has('Terminator')) return [];
      if (definition.successors.length > 0 || COMPLETED_BY_READING.has(definition.name)) return [];
      const found: Choices = {
        definition,
        operands: definition.operands.map((group) => this.#typesFor(group)),
        results: definition.results.map((group) => this.#typesFor(group)),
        attributes: definition.attributes.map((attribute) => this.#attributesFor(attribute)),
      };
      const isPossible =
        definition.operands.every(
          (g, i) => g.arity !== 'single' || found.operands[i]!.length > 0,
        ) &&
        definition.results.every((g, i) => g.arity !== 'single' || found.results[i]!.length > 0) &&
        definition.attributes.every((a, i) => a.optional || found.attributes[i]!.length > 0);
      return isPossible ? [found] : [];
    });
  }

  #typesFor({ constraint }: OperandDefinition): readonly Type[] {
    const types = this.#types.filter((type) => constraint.matches(type));
    const only = constraint.buildable?.(this.#context);
    return only && !types.includes(only) ? [...types, only] : types;
  }
  #attributesFor({ constraint }: AttributeDefinition): readonly Attribute[] {
    const { cases, valueType } = constraint;
    const type = valueType?.(this.#context) ?? this.#context.i64;
    const enums =
      cases && type.kind === 'integer'
        ? cases.map(([, value]) => IntegerAttr.get(type, value))
        : [];
    return [...enums, ...this.#attributes].filter((attr) => constraint.matches(attr));
  }

  /** Some valid operations in the region of an unknown one. */
  scope(random: () => number, count: number): Operation {
    const region = new Region();
    const block = region.append();
    const location = UnknownLoc.get(this.#context);
    const scope = Operation.create({ name: 'test.scope', location, regions: [region] });
    // What asks for the symbols around it shall find those that it will be printed in.
    const module = new Region();
    module.append().append(scope);
    Operation.create({ name: 'builtin.module', location, regions: [module] });
    for (let made = 0, tries = 0; made < count && tries < 40 * count; tries++) {
      const choices = pick(random, this.choices);
      if (choices && this.appendTo(block, choices, random)) made++;
    }
    // An operation that nobody knows may be a terminator, should a pass make several blocks.
    block.append(Operation.create({ name: 'test.end', location }));
    return scope;
  }

  /**
   * Appends an operation with what it uses; null if none was found.
   * @param isValid shall the verifier be content with it?
   */
  appendTo(
    block: NonNullable<Region['entry']>,
    choices: Choices,
    random: () => number,
    isValid = true,
  ): Operation | null {
    for (let i = 0; i < TRIES; i++) {
      const before = block.last;
      const op = this.#make(block, choices, random);
      if (op && (!isValid || verifyOperation(op).length === 0)) return op;
      for (let last = block.last; last && last !== before; last = block.last) last.erase();
    }
    return null;
  }

  #make(
    block: NonNullable<Region['entry']>,
    { definition, ...choices }: Choices,
    random: () => number,
  ): Operation | null {
    const location = UnknownLoc.get(this.#context);
    // Most operations want the same type at several places.
    const common = pick(random, [...choices.operands, ...choices.results].flat());
    const isAlike = random() < 0.8;
    const typeOf = (types: readonly Type[]): Type | undefined =>
      isAlike && common && types.includes(common) ? common : pick(random, types);
    const lists = (groups: readonly OperandDefinition[], types: readonly (readonly Type[])[]) =>
      groups.map(({ arity }, i): Type[] => {
        const most = arity === 'single' ? 1 : arity === 'optional' ? 1 : 3;
        const count = arity === 'single' ? 1 : randomInteger(random, 0, most);
        return Array.from({ length: count }, () => typeOf(types[i]!)).filter(
          (t) => t !== undefined,
        );
      });
    const operandTypes = lists(definition.operands, choices.operands);
    const resultTypes = lists(definition.results, choices.results);
    const operands = operandTypes.flat().map((type): Value => {
      const source = Operation.create({ name: 'test.value', location, resultTypes: [type] });
      return block.append(source).result();
    });
    const attributes = new Map<string, Attribute>();
    definition.attributes.forEach(({ name, optional, constraint }, i) => {
      if (optional && random() < 0.5) return;
      const isName = constraint.form === 'symbol-name' || name === 'sym_name';
      const attr = isName
        ? StringAttr.get(this.#context, `symbol_${this.#names++}`)
        : pick(random, choices.attributes[i]!);
      if (attr) attributes.set(name, attr);
    });
    if (random() < 0.1) attributes.set('test.extra', UnitAttr.get(this.#context));
    const sizes = (lists: readonly (readonly unknown[])[]): Attribute | null =>
      parseAttribute(
        this.#context,
        `array<i32${lists.length > 0 ? ': ' : ''}${lists.map((list) => list.length).join(', ')}>`,
      ).value;
    const operandSizes = definition.segments.operand ? sizes(operandTypes) : null;
    const resultSizes = definition.segments.result ? sizes(resultTypes) : null;
    if (operandSizes) attributes.set('operand_segment_sizes', operandSizes);
    if (resultSizes) attributes.set('result_segment_sizes', resultSizes);
    const regions = definition.regions.map(() => this.#region(definition, random));
    const name = this.#context.operationName(definition.name);
    const inferred = tryInferResultTypes(name, {
      context: this.#context,
      operands,
      attr: (key) => attributes.get(key),
      regions,
    });
    const op = Operation.create({
      name,
      location,
      operands,
      resultTypes: inferred && random() < 0.8 ? inferred : resultTypes.flat(),
      attributes,
      regions,
    });
    return block.append(op);
  }

  #region(definition: OpDefinition, random: () => number): Region {
    const region = new Region();
    const implied = definition.traits.find((trait) => 'terminator' in trait) as
      | { terminator?: string }
      | undefined;
    const isBare = definition.traitNames.has('NoTerminator');
    if (!implied && !isBare) return region;
    const block = region.append();
    const location = UnknownLoc.get(this.#context);
    if (random() < 0.3) {
      const type = pick(random, this.#types);
      if (type) block.addArgument(type, location);
    }
    if (implied?.terminator) block.append(Operation.create({ name: implied.terminator, location }));
    return region;
  }
}
