/**
 * Programs that cannot be compiled get one error each, at the operation that stands in the way, with the
 * pass that found it, the reason, and what would help.
 */

import assert from 'node:assert/strict';
import { type Diagnostic, fileLocation, parseModule } from '@iree-workbench/ir';
import { compile, createContext } from './pipeline.ts';
import type { TargetDevice } from './target-names.ts';

interface Refusal {
  readonly what: string;
  readonly text: string;
  /** Line and message of the one error, then its notes. */
  readonly says: readonly [number, ...string[]];
  readonly targets?: readonly TargetDevice[];
}

const HOST_HELP =
  'the host computes with 32- and 64-bit integers and 32-bit floats, and calls the hal module';
const TYPE_HELP =
  'compile for another target (--iree-hal-target-backends), or convert to a type that this one has';
const SIGNATURE_HELP =
  'functions take and return tensors, integers, floats of 32 bits and references';

/** A function that adds a tensor of the element type to itself. */
const addition = (
  element: string,
): string => `func.func @f(%a: tensor<4x${element}>) -> tensor<4x${element}> {
  %0 = arith.add${/^b?f/.test(element) ? 'f' : 'i'} %a, %a : tensor<4x${element}>
  return %0 : tensor<4x${element}>
}`;
/** A function on one argument that gives what an operation makes of it. */
const single = (argument: string, operation: string, result: string): string =>
  `func.func @f(%a: ${argument}) -> ${result} {
  %0 = ${operation}
  return %0 : ${result}
}`;
const lacks = (type: string, target: string): string =>
  `'hal.interface.binding.subspan' op works on memory of ${type}, which ${target} does not have`;

const REFUSALS: readonly Refusal[] = [
  {
    what: 'f64 on WebGPU',
    text: addition('f64'),
    says: [
      2,
      lacks('f64', 'webgpu-wgsl'),
      "in pass 'iree-hal-serialize-executables'",
      'compile for another target (--iree-hal-target-backends), or compute in 32 bits (--iree-flow-demote-f64-to-f32)',
    ],
  },
  {
    what: 'tensors of i128',
    text: addition('i128'),
    says: [2, lacks('i128', 'wasm'), "in pass 'iree-hal-serialize-executables'", TYPE_HELP],
    targets: ['local'],
  },
  {
    what: 'tensors of index',
    text: addition('index'),
    says: [2, lacks('index', 'wasm'), "in pass 'iree-hal-serialize-executables'", TYPE_HELP],
    targets: ['local'],
  },
  {
    what: 'memref<4xf32> as an argument',
    text: 'func.func @f(%a: memref<4xf32>) {\n  return\n}',
    says: [
      1,
      "'func.func' op takes or returns a value of type 'memref<4xf32>', which the VM lacks",
      "in pass 'iree-vm-conversion'",
      SIGNATURE_HELP,
    ],
  },
  {
    what: 'tuple<i32, f32> as an argument',
    text: 'func.func @f(%a: tuple<i32, f32>) {\n  return\n}',
    says: [
      1,
      "'func.func' op takes or returns a value of type 'tuple<i32, f32>', which the VM lacks",
      "in pass 'iree-vm-conversion'",
      SIGNATURE_HELP,
    ],
  },
  {
    what: 'vectors on the host',
    text: single('vector<4xf32>', 'arith.addf %a, %a : vector<4xf32>', 'vector<4xf32>'),
    says: [
      2,
      "'arith.addf' op cannot be converted to the vm dialect",
      "in pass 'iree-vm-conversion'",
      HOST_HELP,
    ],
  },
  {
    what: '64-bit integers to floats on the host',
    text: single('i64', 'arith.sitofp %a : i64 to f32', 'f32'),
    says: [
      2,
      "'arith.sitofp' op cannot be converted to the vm dialect",
      "in pass 'iree-vm-conversion'",
      HOST_HELP,
    ],
  },
  {
    what: 'counting ones on the host',
    text: single('i32', 'math.ctpop %a : i32', 'i32'),
    says: [
      2,
      "'math.ctpop' op cannot be converted to the vm dialect",
      "in pass 'iree-vm-conversion'",
      HOST_HELP,
    ],
  },
  {
    what: 'functions as values',
    text: 'func.func private @g(i32) -> i32\nfunc.func @f(%a: i32) -> i32 {\n  %0 = constant @g : (i32) -> i32\n  %1 = call_indirect %0(%a) : (i32) -> i32\n  return %1 : i32\n}',
    says: [
      3,
      "'func.constant' op cannot be converted to the vm dialect",
      "in pass 'iree-vm-conversion'",
      HOST_HELP,
    ],
  },
  {
    what: 'memory on the host',
    text: 'func.func @f(%a: f32) {\n  %0 = memref.alloc() : memref<4xf32>\n  linalg.fill ins(%a : f32) outs(%0 : memref<4xf32>)\n  return\n}',
    says: [
      2,
      "'memref.alloc' op cannot be converted to the vm dialect",
      "in pass 'iree-vm-conversion'",
      HOST_HELP,
    ],
  },
  {
    what: 'tensor.gather',
    text: single(
      'tensor<4x4xf32>, %i: tensor<2x1xi32>',
      'tensor.gather %a[%i] gather_dims([0]) : (tensor<4x4xf32>, tensor<2x1xi32>) -> tensor<2x4xf32>',
      'tensor<2x4xf32>',
    ),
    says: [
      2,
      "'tensor.gather' op has no lowering to loops",
      "in pass 'iwb-codegen-lower-to-loops'",
      'dispatches take linalg operations, tensor slices, pads and reshapes, and elementwise arith and math',
    ],
  },
  {
    what: 'an operation of no registered dialect',
    text: single(
      'tensor<4xf32>',
      '"foo.bar"(%a) : (tensor<4xf32>) -> tensor<4xf32>',
      'tensor<4xf32>',
    ),
    says: [
      2,
      'operation being parsed with an unregistered dialect. If this is intended, please use -allow-unregistered-dialect with the MLIR tool used',
    ],
  },
  {
    what: 'an unknown operation of a dialect',
    text: single(
      'tensor<4xf32>',
      '"arith.bar"(%a) : (tensor<4xf32>) -> tensor<4xf32>',
      'tensor<4xf32>',
    ),
    says: [
      2,
      "unregistered operation 'arith.bar' found in dialect ('arith') that does not allow unknown operations",
    ],
  },
  {
    what: 'a public function without a body',
    text: 'func.func @f(tensor<4xf32>) -> tensor<4xf32>',
    says: [1, "'func.func' op symbol declaration cannot have public visibility"],
  },
  {
    what: 'a parallel loop that inserts slices',
    text: `func.func @f(%a: tensor<4xf32>) -> tensor<4xf32> {
  %c4 = arith.constant 4 : index
  %0 = scf.forall (%i) in (%c4) shared_outs(%o = %a) -> tensor<4xf32> {
    %s = tensor.extract_slice %a[%i] [1] [1] : tensor<4xf32> to tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [1] [1] : tensor<1xf32> into tensor<4xf32>
    }
  }
  return %0 : tensor<4xf32>
}`,
    says: [
      3,
      "'scf.forall' op works on tensors on the host, which the stream phase cannot convert",
      "in pass 'iree-stream-conversion'",
      'it must become part of a dispatch or a flow operation',
    ],
  },
];

/** Line, message and notes of each diagnostic. */
function diagnosticsOf({ text, targets = ['local', 'webgpu'] }: Refusal): unknown[] {
  const found: Diagnostic[] = [];
  const { module, diagnostics } = parseModule(createContext(), text);
  if (diagnostics.length > 0) found.push(...diagnostics);
  else compile(module, { targets }, { onDiagnostic: (diagnostic) => found.push(diagnostic) });
  return found.map(({ location, message, notes }) => [
    fileLocation(location)?.line,
    message,
    ...notes.map((note) => note.message),
  ]);
}

describe('programs that cannot be compiled', () => {
  for (const refusal of REFUSALS)
    it(`get one error: ${refusal.what}`, () => {
      assert.deepEqual(diagnosticsOf(refusal), [refusal.says]);
    });
});
