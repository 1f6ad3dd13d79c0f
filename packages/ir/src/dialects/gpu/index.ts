/** The part of the gpu dialect that dispatch IR uses: where a thread is, and meeting the others. */

import { DialectAttr } from '../../attributes.ts';
import { Index } from '../../constraints.ts';
import {
  type AttrConstraint,
  type AttrDefinition,
  defineDialect,
  defineOp,
  type OpDefinition,
} from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import { enumAttribute } from '../enum-attributes.ts';
import { elementwiseAttribute, matrixOperations, matrixType } from './matrix.ts';

const DIMENSIONS = ['x', 'y', 'z'] as const;
const ADDRESS_SPACES = ['global', 'workgroup', 'private'] as const;

const DimensionAttr: AttrConstraint = {
  summary: 'a dimension, either "x", "y", or "z"',
  form: 'custom',
  matches: (attr) => attr.kind === 'dialect' && attr.name === 'gpu.dim',
  parse(parser) {
    const at = parser.offset();
    const keyword = parser.parseOptionalKeyword(...DIMENSIONS);
    if (keyword === null) parser.fail('expected ::mlir::gpu::Dimension to be one of: x, y, z', at);
    return DialectAttr.get(parser.context, 'gpu', 'dim', [keyword]);
  },
  print(printer, attr) {
    // Upstream's attribute begins with a blank of its own: `gpu.thread_id  x`.
    if (attr.kind === 'dialect') printer.print(` ${String(attr.params[0])}`);
  },
};

const dimensioned = (name: string, summary: string): OpDefinition =>
  defineOp(`gpu.${name}`, {
    summary,
    results: { result: Index },
    attributes: { dimension: DimensionAttr },
    traits: [Pure],
    assemblyFormat: '$dimension attr-dict',
  });

const counted = (name: string, summary: string): OpDefinition =>
  defineOp(`gpu.${name}`, {
    summary,
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($result)',
  });

/** `#gpu<dim x>`: a keyword after the mnemonic, without brackets of its own. */
const dim: AttrDefinition = {
  mnemonic: 'dim',
  summary: 'a dimension of the grid',
  parse(parser) {
    const at = parser.offset();
    const keyword = parser.parseOptionalKeyword(...DIMENSIONS);
    if (keyword === null) parser.fail('expected ::mlir::gpu::Dimension to be one of: x, y, z', at);
    return [keyword];
  },
  print(printer, attr) {
    printer.print(` ${String(attr.params[0])}`);
  },
};

const addressSpace: AttrDefinition = {
  mnemonic: 'address_space',
  summary: 'the memory that a memref lies in',
  parse(parser) {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const keyword = parser.parseOptionalKeyword(...ADDRESS_SPACES);
    if (keyword === null)
      parser.fail(
        'expected ::mlir::gpu::AddressSpace to be one of: global, workgroup, private',
        at,
      );
    parser.parsePunctuation('>');
    return [keyword];
  },
  print(printer, attr) {
    printer.print(`<${String(attr.params[0])}>`);
  },
};

/** What runs an iteration of a parallel loop: `#gpu.thread<x>`. */
const mapping = (mnemonic: string, cppName: string, cases: readonly string[] = DIMENSIONS) =>
  enumAttribute({
    dialect: 'gpu',
    mnemonic,
    summary: `the ${mnemonic.replace('_', ' ')} that runs an iteration`,
    cppName: `::mlir::gpu::${cppName}`,
    cases,
    constraintSummary: '',
    hasBrackets: true,
  }).definition;

export const gpuDialect = defineDialect({
  name: 'gpu',
  summary: 'threads in workgroups, and the memory that they share',
  operations: [
    dimensioned('thread_id', 'number of the thread in its workgroup, along a dimension'),
    dimensioned('block_id', 'number of the workgroup in the grid, along a dimension'),
    dimensioned('block_dim', 'threads of a workgroup along a dimension'),
    dimensioned('grid_dim', 'workgroups of the grid along a dimension'),
    dimensioned('global_id', 'number of the thread in the grid, along a dimension'),
    counted('subgroup_id', 'number of the subgroup in its workgroup'),
    counted('num_subgroups', 'subgroups of a workgroup'),
    counted('subgroup_size', 'threads of a subgroup'),
    defineOp('gpu.lane_id', {
      summary: 'number of the thread in its subgroup',
      results: { result: Index },
      traits: [Pure],
      assemblyFormat: 'attr-dict',
    }),
    defineOp('gpu.barrier', {
      summary: 'waits until all threads of the workgroup have come, and sees what they wrote',
      assemblyFormat: 'attr-dict',
    }),
    ...matrixOperations,
  ],
  // What is defined here is a part of the dialect.
  allowsUnknownOperations: true,
  attributes: [
    dim,
    addressSpace,
    elementwiseAttribute,
    mapping('block', 'Blocks'),
    mapping('linear', 'LinearId'),
    mapping('memory_space', 'AddressSpace', ADDRESS_SPACES),
    mapping('thread', 'Threads'),
    mapping('warp', 'Warps'),
  ],
  types: [matrixType],
  parseType(parser) {
    const at = parser.offset();
    return parser.fail(`unknown gpu type: ${parser.parseKeyword()}`, at);
  },
  isLegalToInline: () => true,
});
