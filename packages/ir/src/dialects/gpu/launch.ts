/** Launches: a grid of workgroups runs a region, or a kernel. */

import type {
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import { type Attribute, DenseArrayAttr } from '../../attributes.ts';
import { AnyType, I32, Index, SymbolRefAttrConstraint } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  operandsNamed,
  optional,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { FunctionOp } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import {
  AttrSizedOperandSegments,
  AutomaticAllocationScope,
  HasParent,
  Pure,
  Terminator,
} from '../../traits.ts';
import { functionTypeOf } from '../func/verify.ts';
import {
  asyncOperands,
  asyncResults,
  asyncTokenType,
  parseAsyncDependencies,
} from './directives.ts';
import { isKernel } from './kernels.ts';

export const CONTAINER_MODULE = 'gpu.container_module';
const SIZES = ['gridSizeX', 'gridSizeY', 'gridSizeZ', 'blockSizeX', 'blockSizeY', 'blockSizeZ'];
const sizeOperands = {
  gridSizeX: Index,
  gridSizeY: Index,
  gridSizeZ: Index,
  blockSizeX: Index,
  blockSizeY: Index,
  blockSizeZ: Index,
};
const DYNAMIC_MEMORY = 'dynamic_shared_memory_size';
/** First arguments of a launch's body, three each. */
const BLOCK_IDS = 0;
const THREAD_IDS = 3;
const GRID_SIZES = 6;
const BLOCK_SIZES = 9;

// ----- gpu.launch -----

/** `(%x, %y, %z) in (%size_x = %a, %size_y = %b, %size_z = %c)`. */
function parseSizes(parser: OpAsmParser): {
  readonly ids: readonly UnresolvedOperand[];
  readonly names: readonly UnresolvedOperand[];
  readonly sizes: readonly UnresolvedOperand[];
} {
  const at = parser.offset();
  const ids = parser.parseOperandList('paren');
  if (ids.length !== 3) parser.fail('expected 3 operands', at);
  parser.parseKeyword('in');
  parser.parsePunctuation('(');
  const names: UnresolvedOperand[] = [];
  const sizes: UnresolvedOperand[] = [];
  for (let i = 0; i < 3; i++) {
    if (i > 0) parser.parsePunctuation(',');
    names.push(parser.parseOperand());
    parser.parsePunctuation('=');
    sizes.push(parser.parseOperand());
  }
  parser.parsePunctuation(')');
  return { ids, names, sizes };
}

function parseLaunch(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const { isAsync, dependencies } = parseAsyncDependencies(parser);
  state.operands.push(...parser.resolveOperands(dependencies, asyncTokenType(parser)));
  if (isAsync) state.resultTypes.push(asyncTokenType(parser));
  parser.parseKeyword('blocks');
  const blocks = parseSizes(parser);
  parser.parseKeyword('threads');
  const threads = parseSizes(parser);
  state.operands.push(
    ...parser.resolveOperands([...blocks.sizes, ...threads.sizes], context.indexType),
  );
  const hasMemory = parser.parseOptionalKeyword(DYNAMIC_MEMORY) !== null;
  if (hasMemory) state.operands.push(parser.resolveOperand(parser.parseOperand(), context.i32));
  const args = [...blocks.ids, ...threads.ids, ...blocks.names, ...threads.names];
  state.regions.push(
    parser.parseRegion(
      args.map((operand) => ({
        operand,
        type: context.indexType,
        attributes: context.emptyDictionary,
        location: null,
      })),
    ),
  );
  parser.parseOptionalAttrDict(state.attributes);
  state.attributes.set(
    'operand_segment_sizes',
    DenseArrayAttr.i32(context, [dependencies.length, ...SIZES.map(() => 1), hasMemory ? 1 : 0]),
  );
}

function printSizes(
  printer: OpAsmPrinter,
  ids: readonly Value[],
  names: readonly Value[],
  sizes: readonly Value[],
): void {
  printer.print('(');
  printer.printOperands(ids);
  printer.print(') in (');
  names.forEach((name, i) => {
    if (i > 0) printer.print(', ');
    printer.printOperand(name);
    printer.print(' = ');
    printer.printOperand(sizes[i] as Value);
  });
  printer.print(')');
}

const sizesOf = (op: Operation): Value[] => SIZES.flatMap((name) => operandsNamed(op, name));

function printLaunch(printer: OpAsmPrinter, op: Operation): void {
  const waitedFor = operandsNamed(op, 'asyncDependencies');
  if (op.numResults > 0) {
    printer.print(' async');
    if (waitedFor.length > 0) {
      printer.print(' [');
      printer.printOperands(waitedFor);
      printer.print(']');
    }
  }
  const args = op.region().entry?.arguments ?? [];
  const three = (start: number): Value[] => args.slice(start, start + 3);
  const sizes = sizesOf(op);
  printer.print(' blocks');
  printSizes(printer, three(BLOCK_IDS), three(GRID_SIZES), sizes.slice(0, 3));
  printer.print(' threads');
  printSizes(printer, three(THREAD_IDS), three(BLOCK_SIZES), sizes.slice(3));
  const [memory] = operandsNamed(op, 'dynamicSharedMemorySize');
  if (memory) {
    printer.print(` ${DYNAMIC_MEMORY} `);
    printer.printOperand(memory);
  }
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
  printer.printOptionalAttrDict(op.attributes, ['operand_segment_sizes']);
}

function verifyLaunch(op: Operation, report: VerifyContext): boolean {
  const { entry, blocks } = op.region();
  if (entry && entry.arguments.length !== 2 * SIZES.length)
    return report.opError('unexpected number of region arguments');
  return blocks.every(({ last }) => {
    if (!last || last.successors.length > 0 || last.is('gpu.terminator')) return true;
    return report.errorAt(last, "expected 'gpu.terminator' or a terminator with successors", [
      { op, message: "in 'gpu.launch' body region" },
    ]);
  });
}

const isOne = (value: Value | undefined): boolean => {
  const constant = value && constantValue(value);
  return constant?.kind === 'integer' && constant.value === 1n;
};

const launch = defineOp('gpu.launch', {
  summary: 'runs its region in each thread of a grid',
  operands: { ...asyncOperands, ...sizeOperands, dynamicSharedMemorySize: optional(I32) },
  results: asyncResults,
  regions: { body: 'any' },
  traits: [AutomaticAllocationScope, AttrSizedOperandSegments],
  usage:
    'blocks(<%bx, %by, %bz>) in (<%gx = %gridSizeX>, <%gy = %gridSizeY>, <%gz = %gridSizeZ>) threads(<%tx, %ty, %tz>) in (<%sx = %blockSizeX>, <%sy = %blockSizeY>, <%sz = %blockSizeZ>) (?dynamic_shared_memory_size <%dynamicSharedMemorySize>)? <body>',
  parse: parseLaunch,
  print: printLaunch,
  verifyRegions: verifyLaunch,
  canonicalize: [
    definePattern('gpu.launch', 'the only block, or thread, is number 0', (op, rewriter) => {
      const { entry } = op.region();
      if (!entry) return false;
      const ids = entry.arguments.slice(BLOCK_IDS, GRID_SIZES);
      const known = sizesOf(op).flatMap((size, i) => {
        const id = ids[i];
        return id && isOne(size) && id.uses.length > 0 ? [id] : [];
      });
      if (known.length === 0) return false;
      rewriter.setToStart(entry);
      const zero = rewriter.constantIndex(0);
      for (const id of known) id.replaceAllUsesWith(zero);
      return true;
    }),
  ],
});

// ----- gpu.launch_func -----

const kernelName = (op: Operation): Attribute | undefined => op.attr('kernel');

/** The nearest module around, and how many operations are between. */
function enclosingModule(op: Operation): Operation | null {
  let parent = op.parentOp;
  while (parent && !parent.is('builtin.module')) parent = parent.parentOp;
  return parent;
}

function verifyLaunchFunc(op: Operation, report: VerifyContext): boolean {
  const module = enclosingModule(op);
  if (!module) return report.opError('expected to belong to a module');
  return (
    module.attr(CONTAINER_MODULE)?.kind === 'unit' ||
    report.opError(
      `expected the closest surrounding module to have the '${CONTAINER_MODULE}' attribute`,
    )
  );
}

/** Checks what a launch in a function of `module` names. */
function verifyKernel(op: Operation, module: Operation, report: VerifyContext): boolean {
  const name = kernelName(op);
  if (name?.kind !== 'symbol_ref') return true;
  const text = report.printAttribute(name);
  const kernels = module.region().entry?.findSymbol(name.root) ?? null;
  if (!kernels?.is('gpu.module'))
    return report.opErrorAt(op, `kernel module '${name.root}' is undefined`);
  let kernel: Operation | null = kernels;
  for (const part of name.nested) kernel = kernel?.regions[0]?.entry?.findSymbol(part) ?? null;
  if (!kernel) return report.opErrorAt(op, `kernel function '${text}' is undefined`);
  if (!kernel.getInterface(FunctionOp))
    return report.opErrorAt(op, `referenced kernel '${text}' is not a function`, [
      { op: kernel, message: 'see the kernel definition here' },
    ]);
  if (!isKernel(kernel))
    return report.opErrorAt(op, "kernel function is missing the 'gpu.kernel' attribute");
  // Types of a function of another dialect are converted already.
  if (!kernel.is('gpu.func')) return true;
  const inputs = functionTypeOf(kernel)?.inputs ?? [];
  const operands = operandsNamed(op, 'kernelOperands');
  if (operands.length !== inputs.length)
    return report.opErrorAt(
      op,
      `got ${operands.length} kernel operands but expected ${inputs.length}`,
    );
  const wrong = operands.findIndex(({ type }, i) => type !== inputs[i]);
  return wrong < 0 || report.opErrorAt(op, `type of function argument ${wrong} does not match`);
}

/** The attribute is a module's, whose functions launch kernels that there are. */
export function verifyContainer(
  module: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  if (value.kind !== 'unit' || name !== CONTAINER_MODULE) return true;
  if (!module.is('builtin.module'))
    return report.error(
      `expected '${CONTAINER_MODULE}' attribute to be attached to 'builtin.module'`,
    );
  let isValid = true;
  module.walk((op) => {
    const isLaunch = op.is('gpu.launch_func') && op.parentOp?.parentOp === module;
    if (!isLaunch || verifyKernel(op, module, report)) return undefined;
    isValid = false;
    return 'stop';
  });
  return isValid;
}

export const launchOperations: readonly OpDefinition[] = [
  launch,
  defineOp('gpu.launch_func', {
    summary: 'runs a kernel in each thread of a grid',
    operands: {
      ...asyncOperands,
      ...sizeOperands,
      dynamicSharedMemorySize: optional(I32),
      kernelOperands: variadic(AnyType),
    },
    results: asyncResults,
    attributes: { kernel: SymbolRefAttrConstraint },
    traits: [AttrSizedOperandSegments],
    verify: verifyLaunchFunc,
    assemblyFormat:
      'custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $kernel `blocks` `in` ` ` `(` $gridSizeX `,` $gridSizeY `,` $gridSizeZ `)` `threads` `in` ` ` `(` $blockSizeX `,` $blockSizeY `,` $blockSizeZ `)` (`dynamic_shared_memory_size` $dynamicSharedMemorySize^)? custom<LaunchFuncOperands>($kernelOperands, type($kernelOperands)) attr-dict',
  }),
  defineOp('gpu.terminator', {
    summary: 'ends the region of a launch',
    traits: [HasParent('gpu.launch'), Pure, Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('gpu.yield', {
    summary: 'the value that a reduction makes of two',
    operands: { values: variadic(AnyType) },
    traits: [Pure, Terminator],
  }),
];
