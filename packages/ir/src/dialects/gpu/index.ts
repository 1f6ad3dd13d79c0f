/** The gpu dialect: threads in workgroups and the memory they share, kernels and their launches. */

import { AffineMapAttr } from '../../attributes.ts';
import { Index } from '../../constraints.ts';
import { defineDialect, defineOp, type OpDefinition } from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import { enumAttribute, parseEnumCase } from '../enum-attributes.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';
import { directives } from './directives.ts';
import { kernelOperations } from './kernels.ts';
import { launchOperations, verifyContainer } from './launch.ts';
import { elementwiseAttribute, matrixOperations, matrixType } from './matrix.ts';
import { memoryOperations } from './memory.ts';
import { reductionAttributes, reductionOperations } from './reductions.ts';

const DIMENSIONS = ['x', 'y', 'z'] as const;
const ADDRESS_SPACES = ['global', 'workgroup', 'private'] as const;
const PROCESSORS = [
  'block_x',
  'block_y',
  'block_z',
  'thread_x',
  'thread_y',
  'thread_z',
  'sequential',
] as const;

const dimension = enumAttribute({
  dialect: 'gpu',
  mnemonic: 'dim',
  summary: 'a dimension of the grid',
  cppName: '::mlir::gpu::Dimension',
  cases: DIMENSIONS,
  constraintSummary: "a dimension, either 'x', 'y', or 'z'",
});

const dimensioned = (name: string, summary: string): OpDefinition =>
  defineOp(`gpu.${name}`, {
    summary,
    results: { result: Index },
    attributes: { dimension: dimension.constraint },
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

const addressSpace = enumAttribute({
  dialect: 'gpu',
  mnemonic: 'address_space',
  summary: 'the memory that a memref lies in',
  cppName: '::mlir::gpu::AddressSpace',
  cases: ADDRESS_SPACES,
  constraintSummary: 'GPU address space',
  hasBrackets: true,
});

/** An affine map without `affine_map<…>` around. */
const mapParameter = (name: string): StructParameter => ({
  name,
  parse: (parser) => AffineMapAttr.get(parser.context, parser.parseAffineMap()),
  print(printer, value) {
    if (value instanceof AffineMapAttr) printer.printAffineMap(value.map);
  },
});
const loopMapping = structAttribute('loop_dim_map', 'what runs the iterations of a parallel loop', [
  {
    name: 'processor',
    parse: (parser) => parseEnumCase(parser, '::mlir::gpu::Processor', PROCESSORS),
    print: (printer, value) => printer.print(String(value)),
  },
  mapParameter('map'),
  mapParameter('bound'),
]);

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
    ...reductionOperations,
    ...memoryOperations,
    ...kernelOperations,
    ...launchOperations,
    ...matrixOperations,
  ],
  customDirectives: directives,
  attributes: [
    dimension.definition,
    addressSpace.definition,
    loopMapping,
    ...reductionAttributes,
    elementwiseAttribute,
    mapping('block', 'Blocks'),
    mapping('linear', 'LinearId'),
    mapping('memory_space', 'AddressSpace', ADDRESS_SPACES),
    mapping('thread', 'Threads'),
    mapping('warp', 'Warps'),
  ],
  types: [{ mnemonic: 'async.token', summary: 'says that an operation has ended' }, matrixType],
  parseType(parser) {
    const at = parser.offset();
    return parser.fail(`unknown gpu type: ${parser.parseKeyword()}`, at);
  },
  verifyOperationAttribute: verifyContainer,
  isLegalToInline: () => true,
});
