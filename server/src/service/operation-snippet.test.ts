/** Snippets of operations, filled in: the parser and the verifier take what they make. */
import assert from 'node:assert/strict';
import { documentDiagnostics } from './diagnostics.ts';
import { MlirDocument } from './document.ts';
import { operationSnippet } from './operation-snippet.ts';

const { context } = new MlirDocument('').at(0).chunk.module;

const snippetOf = (name: string): string => {
  const { definition } = context.operationName(name);
  assert.ok(definition, `there is no ${name}`);
  return operationSnippet(definition, name);
};

/** The snippet as a user fills it in: values for its places, then the text of its regions. */
function filled(name: string, values: readonly string[], regions: readonly string[]): string {
  const [texts, bodies] = [[...values], [...regions]];
  const written = snippetOf(name)
    .replaceAll(/\$\{\d+:(?:\\.|[^\\}])*\}/g, () => texts.shift() ?? assert.fail('a value too few'))
    .replaceAll(/\$\{\d+\}|\$0/g, () => bodies.shift() ?? assert.fail('a region too few'))
    .replaceAll(/\\([\\$}])/g, '$1');
  assert.deepEqual([texts, bodies], [[], []], `too much for: ${snippetOf(name)}`);
  return written;
}

const problems = (text: string): string[] =>
  documentDiagnostics(new MlirDocument(text)).map(({ message }) => message);

/** In a function that has values of the usual types. */
function check(name: string, values: readonly string[], ...regions: readonly string[]): void {
  const text = `func.func @f(%a: i32, %i: index, %c: i1, %x: f32, %m: memref<8x8xf32>,
    %t: tensor<8x8xf32>, %v: vector<8xf32>, %line: memref<8xf32>, %row: tensor<8xf32>) {
  ${filled(name, values, regions)}
  return
}`;
  assert.deepEqual(problems(text), [], text);
}

const T = 'tensor<8x8xf32>';

describe('snippets of forms written by hand', () => {
  it('of scf', () => {
    check('scf.for', ['%k', '%i', '%i', '%i'], '');
    check('scf.if', ['%c'], '');
    check(
      'scf.while',
      ['%p = %a', 'i32', 'i32'],
      'scf.condition(%c) %p : i32',
      '^bb0(%q: i32):\n scf.yield %q : i32',
    );
    check('scf.parallel', ['%k', '%i', '%i', '%i'], '');
    check('scf.forall', ['%k', '%i'], '');
    check('scf.index_switch', ['%i', '2'], 'scf.yield', 'scf.yield');
    check('scf.execute_region', [], 'scf.yield');
  });
  it('of affine', () => {
    check('affine.for', ['%k', '0', '8'], '');
    check('affine.parallel', ['%k', '0', '8'], '');
    check('affine.if', ['affine_set<(d0) : (d0 >= 0)>', '%i'], '');
    check('affine.apply', ['affine_map<(d0) -> (d0)>', '%i']);
    check('affine.min', ['affine_map<(d0) -> (d0, 4)>', '%i']);
    check('affine.load', ['%m', '0, 0', 'memref<8x8xf32>']);
    check('affine.store', ['%x', '%m', '0, 0', 'memref<8x8xf32>']);
    check('affine.vector_load', ['%line', '0', 'memref<8xf32>', 'vector<8xf32>']);
    check('affine.vector_store', ['%v', '%line', '0', 'memref<8xf32>', 'vector<8xf32>']);
  });
  it('of linalg', () => {
    check('linalg.matmul', ['%t, %t', `${T}, ${T}`, '%t', T, T]);
    check('linalg.fill', ['%x', 'f32', '%t', T, T]);
    const map = 'affine_map<(i, j) -> (i, j)>';
    check(
      'linalg.generic',
      [`${map}, ${map}`, '"parallel", "parallel"', '%t', T, '%t', T, T],
      '^bb0(%p: f32, %q: f32):\n linalg.yield %p : f32',
    );
    check(
      'linalg.map',
      ['%t', T, '%t', T, '%p: f32'],
      '%0 = math.sqrt %p : f32\n linalg.yield %0 : f32',
    );
    check(
      'linalg.reduce',
      ['%t', T, '%row', 'tensor<8xf32>', '1', '%p: f32, %q: f32'],
      'linalg.yield %p : f32',
    );
    check('linalg.transpose', ['%t', T, '%t', T, '1, 0']);
    check('linalg.broadcast', ['%row', 'tensor<8xf32>', '%t', T, '0']);
  });
  it('of vector', () => {
    check('vector.transfer_read', ['%m', '%i, %i', '%x', 'memref<8x8xf32>', 'vector<8xf32>']);
    check('vector.transfer_write', ['%v', '%m', '%i, %i', 'vector<8xf32>', 'memref<8x8xf32>']);
    check('vector.reduction', ['<add>', '%v', 'vector<8xf32>', 'f32']);
    check('vector.outerproduct', ['%v', '%v', 'vector<8xf32>', 'vector<8xf32>']);
    check('vector.type_cast', ['%m', 'memref<8x8xf32>', 'memref<vector<8x8xf32>>']);
    const map = 'affine_map<(k) -> (k)>';
    check('vector.contract', [
      ...[`${map}, ${map}, affine_map<(k) -> ()>`, '"reduction"', '#vector.kind<add>'],
      ...['%v', '%v', '%x', 'vector<8xf32>', 'vector<8xf32>', 'f32'],
    ]);
  });
  it('of arith, memref, bufferization, cf and flow', () => {
    check('arith.constant', ['1.0 : f32']);
    check('arith.select', ['%c', '%a', '%a', 'i32']);
    check('memref.alloca_scope', [], '');
    check(
      'memref.generic_atomic_rmw',
      ['%m', '%i, %i', 'memref<8x8xf32>'],
      '^bb0(%old: f32):\n memref.atomic_yield %old : f32',
    );
    check('memref.transpose', [
      ...['%m', '(i, j) -> (j, i)', 'memref<8x8xf32>'],
      'memref<8x8xf32, strided<[1, 8]>>',
    ]);
    check('bufferization.alloc_tensor', ['', T]);
    check('flow.dispatch.region', [T], `flow.return %t : ${T}`);
  });
  it('of functions and modules', () => {
    const function_ = filled('func.func', ['@g', '%a: i32', 'i32'], ['return %a : i32']);
    assert.deepEqual(problems(function_), []);
    assert.deepEqual(problems(filled('util.initializer', [], ['util.initializer.return'])), []);
    const launch = `func.func @f(%n: index) { ${filled(
      'gpu.launch',
      ['%bx, %by, %bz', '%gx = %n', '%gy = %n', '%gz = %n'].concat([
        ...['%tx, %ty, %tz', '%sx = %n', '%sy = %n', '%sz = %n'],
      ]),
      ['gpu.terminator'],
    )} return }`;
    assert.deepEqual(problems(launch), []);
  });
});

describe('snippets of assembly formats', () => {
  const filledAlone = (name: string, values: readonly string[], ...regions: string[]): void =>
    assert.deepEqual(problems(filled(name, values, regions)), []);
  it('of lists that are partly known', () => {
    check('tensor.extract_slice', ['%t', '0, %i', '1, 8', '1, 1', T, 'tensor<8xf32>']);
    check('memref.subview', [
      ...['%m', '0, 0', '4, 8', '1, 1', 'memref<8x8xf32>'],
      'memref<4x8xf32, strided<[8, 1]>>',
    ]);
  });
  it('of types with sizes, and of bodies', () => {
    check('flow.tensor.empty', ['tensor<8x8xf32>']);
    check('hal.interface.binding.subspan', ['0', '1', 'storage_buffer', 'memref<8xf32>']);
    check(
      'flow.dispatch.workgroups',
      [
        '%t',
        `(${T}) -> ${T}`,
        `(%in: !flow.dispatch.tensor<readonly:${T}>, %out: !flow.dispatch.tensor<writeonly:${T}>)`,
      ],
      'flow.return',
    );
  });
  it('of globals and executables', () => {
    filledAlone('memref.global', ['@g', 'memref<4xf32> = dense<0.0>']);
    filledAlone('flow.executable', ['@e'], '');
  });
  it('of hlo', () => {
    check('stablehlo.concatenate', ['%t, %t,', '0', `(${T}, ${T}) -> tensor<16x8xf32>`]);
    check('mhlo.abs', ['%t', T]);
  });
});

describe('snippets of what has no form of its own', () => {
  it('are generic', () => {
    assert.equal(snippetOf('tosa.abs'), `"tosa.abs"(\${1:%input1}) : (\${2:type}) -> \${3:type}`);
    check('tosa.abs', ['%t', T, T]);
  });
});
