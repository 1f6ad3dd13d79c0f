/** What the pipeline says of a document: passes, IR on the way, diagnostics with their places. */
import assert from 'node:assert/strict';
import { NEVER_CANCELLED } from '@iree-workbench/ir';
import { type IRAtPoint, IRHistory } from './ir-history.ts';
import {
  compileText,
  type PassRun,
  type PipelineOptions,
  type Point,
  pipelineDiagnostics,
  SHOWN_PHASES,
} from './pipeline.ts';

const LOCAL: PipelineOptions = { targets: ['local'], allowUnregisteredDialects: false };
const WEBGPU: PipelineOptions = { ...LOCAL, targets: ['webgpu'] };

const ABS = `func.func @abs(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = math.absf %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}
`;
/** No WebGPU device has doubles. */
const DOUBLES = ABS.replaceAll('f32', 'f64');

/** Each question is asked of a history that knows nothing, and of one that knows it all. */
const history = new IRHistory();
const ir = (text: string, point: Point, options = LOCAL): IRAtPoint => {
  const result = history.at(text, point, options, NEVER_CANCELLED);
  assert.deepEqual(history.at(text, point, options, NEVER_CANCELLED), result);
  assert.deepEqual(new IRHistory().at(text, point, options, NEVER_CANCELLED), result);
  return result;
};

describe('IR on the way', function () {
  this.timeout(20_000);

  it('after each phase that can be shown, each against the one before', () => {
    let previous: Point = { kind: 'source' };
    for (const phase of SHOWN_PHASES) {
      const result = ir(ABS, { kind: 'phase', phase });
      assert.equal(result.failure, undefined, phase);
      assert.deepEqual(result.previous, previous);
      previous = { kind: 'phase', phase };
    }
    assert.match(ir(ABS, { kind: 'phase', phase: 'vm' }).text, /vm\.module/);
  });
  it('with the passes of the user, and printed as the user likes', () => {
    const options: PipelineOptions = {
      ...LOCAL,
      preprocessing: 'builtin.module(func.func(cse))',
      print: { generic: true },
    };
    const ran = history.passes(ABS, options, NEVER_CANCELLED);
    assert.deepEqual(
      ran.filter(({ phase }) => phase === 'preprocessing').map(({ argument }) => argument),
      ['cse'],
    );
    const { text } = ir(ABS, { kind: 'phase', phase: 'preprocessing' }, options);
    assert.match(text, /^"builtin\.module"\(\)/);
  });
  it('after each pass: a phase ends as its last pass left it', () => {
    const runs = history.passes(ABS, LOCAL, NEVER_CANCELLED);
    const last = runs.findLast(({ phase }) => phase === 'stream');
    assert.ok(last);
    assert.equal(
      ir(ABS, { kind: 'pass', ...last }).text,
      ir(ABS, { kind: 'phase', phase: 'stream' }).text,
    );
  });
  it('after the same run of a pass whatever is added, each against the run before', () => {
    const id = ({ phase, argument, occurrence }: PassRun): Point => ({
      kind: 'pass',
      phase,
      argument,
      occurrence,
    });
    const runs = history.passes(ABS, LOCAL, NEVER_CANCELLED);
    const at = runs.findIndex(({ argument }) => argument === 'iree-flow-outline-dispatch-regions');
    const [before, run] = [runs[at - 1], runs[at]];
    assert.ok(before && run);
    const result = ir(ABS, id(run));
    assert.ok(result.changed);
    assert.deepEqual(result.previous, id(before));
    const more = `${ABS}func.func @more(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}
`;
    assert.match(ir(more, id(run)).text, /flow\.executable private @abs_dispatch_0/);
    assert.match(
      ir(ABS, { ...id(run), occurrence: 7 } as Point).failure ?? '',
      /run 8 of iree-flow/,
    );
  });
  it('at the source is the source, printed', () =>
    assert.deepEqual(ir(ABS, { kind: 'source' }), {
      text: `module {\n${ABS.trimEnd().replaceAll(/^/gm, '  ')}\n}\n`
        .replace('%x:', '%arg0:')
        .replace('absf %x', 'absf %arg0'),
      changed: false,
    }));
  it('says how far it came where a pass fails', () => {
    const result = ir(DOUBLES, { kind: 'phase', phase: 'vm' }, WEBGPU);
    assert.match(result.failure ?? '', /webgpu-wgsl/);
    assert.match(result.text, /hal\.executable/);
  });
  it('says that the text does not parse', () => {
    const text = 'func.func @f( {';
    const result = ir(text, { kind: 'phase', phase: 'flow' });
    assert.equal(result.text, text);
    assert.ok(result.failure);
  });
  it('is not compiled again for what was asked before, or lies on the way there', () => {
    const known = new IRHistory();
    known.at(ABS, { kind: 'phase', phase: 'hal' }, LOCAL, NEVER_CANCELLED);
    const cancelled = { isCancelled: true };
    for (const phase of SHOWN_PHASES.slice(0, SHOWN_PHASES.indexOf('hal') + 1))
      assert.equal(known.at(ABS, { kind: 'phase', phase }, LOCAL, cancelled).failure, undefined);
    const other = known.at(`${ABS}\n`, { kind: 'phase', phase: 'hal' }, LOCAL, cancelled);
    assert.ok(other.failure);
  });
  it('of each piece of a file', () => {
    const { text } = ir(`${ABS}// -----\n${ABS}`, { kind: 'phase', phase: 'flow' });
    assert.equal(text.split('// -----').length, 2);
    assert.equal(text.split('flow.executable.export').length, 3);
  });
  it('of a phase that there is not, is refused', () =>
    assert.match(ir(ABS, { kind: 'phase', phase: 'tea' }).failure ?? '', /no phase 'tea'/));
});

describe('diagnostics of the pipeline', function () {
  this.timeout(20_000);

  it('stand at the operation that a pass could not go on with, in its piece of the file', () => {
    const text = `${ABS}// -----\n${DOUBLES}`;
    assert.deepEqual(pipelineDiagnostics(text, LOCAL, NEVER_CANCELLED), []);
    const found = pipelineDiagnostics(text, WEBGPU, NEVER_CANCELLED);
    const about = found.find(({ message }) => message.endsWith('which webgpu-wgsl does not have'));
    assert.ok(about?.range);
    assert.equal(text.slice(about.range.start, about.range.end), 'math.absf');
    assert.ok(about.range.start > text.indexOf('// -----'));
    assert.equal(about.code, 'pass/iree-hal-serialize-executables');
    assert.match(about.notes[0]?.message ?? '', /^in pass 'iree-hal-serialize-executables'/);
  });
  it('say each thing once', () => {
    const found = pipelineDiagnostics(DOUBLES, WEBGPU, NEVER_CANCELLED).map((d) =>
      JSON.stringify(d),
    );
    assert.equal(new Set(found).size, found.length);
  });
  it('end with a cancellation', () => {
    let asked = 0;
    const cancellation = {
      get isCancelled() {
        return ++asked > 5;
      },
    };
    assert.equal(compileText(ABS, 0, LOCAL, cancellation).bytes, undefined);
    assert.ok(asked < 20);
  });
});
