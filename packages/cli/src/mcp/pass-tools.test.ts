/** The tools that run passes, as a client has them. */
import assert from 'node:assert/strict';
import { type Connected, connect } from './client.fixture.ts';

const SUMS = `func.func @sums(%x: i32) -> i32 {
  %c1 = arith.constant 1 : i32
  %0 = arith.addi %x, %c1 : i32
  %1 = arith.addi %x, %c1 : i32
  %2 = arith.addi %0, %1 : i32
  return %2 : i32
}
`;

const SCALE = `func.func @scale(%x: tensor<4xf32>) -> tensor<4xf32> {
  %two = arith.constant dense<2.0> : tensor<4xf32>
  %y = arith.mulf %x, %two : tensor<4xf32>
  return %y : tensor<4xf32>
}
`;

describe('tools for passes', function () {
  this.timeout(120_000);
  let server: Connected;
  before(async () => {
    server = await connect({ 'scale.mlir': SCALE });
  });
  after(() => server.close());

  const check: Connected['check'] = (...said) => server.check(...said);
  const checkRefused: Connected['checkRefused'] = (...said) => server.checkRefused(...said);

  it('list_passes finds passes by words', async () => {
    const data = await check(
      'list_passes',
      { filter: 'inline calls' },
      'inline: replaces calls by the bodies of the functions called\n',
    );
    assert.equal(data.total, 1);
    await check(
      'list_passes',
      { filter: 'canonicalize' },
      /^canonicalize: .*\n {4}max-iterations=10: /m,
    );
    await check('list_passes', { filter: 'xyz' }, "no pass has 'xyz' in its name or summary\n");
    await check('list_passes', { max: 2 }, /\n… and \d+ more: narrow the filter, or raise max\n$/);
  });

  const BEHIND = `module {
  func.func @sums(%arg0: i32) -> i32 {
    %c1_i32 = arith.constant 1 : i32
    %0 = arith.addi %arg0, %c1_i32 : i32
    %1 = arith.addi %0, %0 : i32
    return %1 : i32
  }
}
`;

  it('run_pipeline answers the IR behind passes', async () => {
    const effects = 'cse: changed 1 of 1\ncanonicalize: changed 0 of 1\n\n';
    const data = await check(
      'run_pipeline',
      { text: SUMS, pipeline: 'cse,canonicalize' },
      effects + BEHIND,
    );
    assert.equal(data.ir, BEHIND);
    const pipeline = 'builtin.module(func.func(cse))';
    await check('run_pipeline', { text: SUMS, pipeline, show: 'effects' }, 'cse: changed 1 of 1\n');
  });

  it('run_pipeline answers what passes changed', () =>
    check(
      'run_pipeline',
      { text: SUMS, pipeline: 'cse', show: 'diff', context: 0 },
      `cse: changed 1 of 1

--- before
+++ after
@@ -5,3 +5,2 @@
-    %1 = arith.addi %arg0, %c1_i32 : i32
-    %2 = arith.addi %0, %1 : i32
-    return %2 : i32
+    %1 = arith.addi %0, %0 : i32
+    return %1 : i32
`,
    ));

  it('run_pipeline runs on each piece', () =>
    check(
      'run_pipeline',
      { text: `${SUMS}// -----\n${SUMS}`, pipeline: 'cse' },
      `cse: changed 2 of 2\n\n${BEHIND}// -----\n${BEHIND}`,
    ));

  it('run_pipeline says which pass or option was meant', async () => {
    const refused = (pipeline: string, expected: string): Promise<void> =>
      checkRefused('run_pipeline', { text: SUMS, pipeline }, expected);
    await refused(
      'cse,canonicalise',
      "there is no pass or pipeline 'canonicalise'\ndid you mean `canonicalize`? list_passes has them all",
    );
    await refused(
      'builtin.module(canonicalise)',
      "MLIR Textual PassPipeline Parser:1:1: error: 'canonicalise' does not refer to a registered pass or pass pipeline\n" +
        'canonicalise\n^\ndid you mean `canonicalize`? list_passes has them all',
    );
    await refused(
      'canonicalize{max-iterations=a}',
      "for the --max-iterations option: 'a' value invalid for long argument!",
    );
  });

  it('elides constants, and shows them if asked', async () => {
    const text = `%0 = arith.constant dense<[${Array.from({ length: 20 }, (_, i) => i)}]> : tensor<20xi32>`;
    const given = { text, pipeline: 'builtin.module()' };
    await check('run_pipeline', given, /dense_resource<__elided__> : tensor<20xi32>/);
    await check('run_pipeline', { ...given, elideLargerThan: 20 }, /dense<\[0, 1, 2/);
  });

  it('list_pass_runs lists what changed IR, in order', () =>
    check(
      'list_pass_runs',
      { text: SCALE, phase: 'flow' },
      `flow/convert-elementwise-to-linalg (builtin.module)
flow/iree-flow-form-dispatch-regions (builtin.module)
flow/iree-flow-clone-producers-into-dispatch-regions (builtin.module)
flow/iree-flow-form-dispatch-workgroups (builtin.module)
flow/canonicalize#3 (builtin.module)
flow/iree-flow-outline-dispatch-regions (builtin.module)
`,
    ));

  it('ir_after answers the IR of phases and passes', async () => {
    const data = await check(
      'ir_after',
      { file: 'scale.mlir', after: 'abi', maxLines: 2 },
      'module {\n  func.func @scale(%arg0: !hal.buffer_view) -> !hal.buffer_view attributes {iree.abi.stub} {\n' +
        '(lines 1 to 2 of 9; go on with firstLine: 3)\n',
    );
    assert.equal(data.changed, true);
    await check(
      'ir_after',
      { text: SCALE, after: 'iree-flow-form-dispatch-workgroups' },
      /flow\.dispatch\.workgroups/,
    );
    await check('ir_after', { text: SCALE, after: 'flow/canonicalize' }, /\(unchanged\)\n$/);
    await checkRefused(
      'ir_after',
      { text: SCALE, after: 'flwo' },
      /is called 'flwo'; did you mean `flow`\?/,
    );
    await checkRefused(
      'ir_after',
      { text: SCALE, after: 'flow/canonicalize#99' },
      /^'flow\/canonicalize#99': the pass runs \d+ times$/,
    );
    const broken = await check(
      'ir_after',
      { text: 'func.func @f() -> i32 { return }', after: 'flow' },
      /^<text>:1:25: error: 'func\.return' op has 0 operands, but enclosing function \(@f\) returns 1\n/,
    );
    assert.equal(broken.ok, false);
  });

  it('diff_passes answers what changed between two points', async () => {
    await check(
      'diff_passes',
      { file: 'scale.mlir', to: 'abi', from: 'source', context: 0, maxLines: 5 },
      `--- source
+++ abi
@@ -2,1 +2,1 @@
-  func.func @scale(%arg0: tensor<4xf32>) -> tensor<4xf32> {
+  func.func @scale(%arg0: !hal.buffer_view) -> !hal.buffer_view attributes {iree.abi.stub} {
(lines 1 to 5 of 12; go on with firstLine: 6)
`,
    );
    await check(
      'diff_passes',
      { text: SCALE, to: 'flow/canonicalize' },
      /^no change from \S+ to flow\/canonicalize\n$/,
    );
    const { added } = await check(
      'diff_passes',
      { text: SCALE, to: 'iree-flow-outline-dispatch-regions' },
      /^\+ {2}flow\.executable private/m,
    );
    assert.ok((added as number) > 0);
  });

  it('stops what takes too long, or is cancelled', async () => {
    const pipeline = 'canonicalize';
    const text = Array.from({ length: 20_000 }, (_, i) => SUMS.replace('@sums', `@sums${i}`)).join(
      '',
    );
    await checkRefused(
      'run_pipeline',
      { text, pipeline, timeLimit: 0.05 },
      'stopped after 0.05 s: give it a smaller program, or a larger timeLimit',
    );
    const aborter = new AbortController();
    const call = server.call('run_pipeline', { text, pipeline }, { signal: aborter.signal });
    setTimeout(() => aborter.abort(new Error('enough')), 100);
    await assert.rejects(call, /enough/);
    await check('run_pipeline', { text: SUMS, pipeline, show: 'effects' }, /^canonicalize: /);
  });

  it('tells how far it is', async () => {
    const messages: (string | undefined)[] = [];
    const onprogress = ({ message }: { message?: string }): void => void messages.push(message);
    await server.call('list_pass_runs', { text: SCALE }, { onprogress });
    assert.match(messages[0] ?? '', /^(?:input|abi|flow): /);
  });
});
