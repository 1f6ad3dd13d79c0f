/** The compiler's thread: answers in order, and makes way for what is wanted instead. */
import assert from 'node:assert/strict';
import { CompilerThread, JobCancelled } from './compiler-thread.ts';
import type { PipelineOptions } from './service/pipeline.ts';

const options: PipelineOptions = { targets: ['local'], allowUnregisteredDialects: false };

/** A program of many dispatches, which takes a while. */
function program(functions: number): string {
  return Array.from(
    { length: functions },
    (_, i) =>
      `func.func @f${i}(%a: tensor<64x${i + 1}xf32>, %b: tensor<${i + 1}x64xf32>, %c: tensor<64x64xf32>) -> tensor<64x64xf32> {\n` +
      `  %0 = linalg.matmul ins(%a, %b : tensor<64x${i + 1}xf32>, tensor<${i + 1}x64xf32>) outs(%c : tensor<64x64xf32>) -> tensor<64x64xf32>\n` +
      '  return %0 : tensor<64x64xf32>\n}\n',
  ).join('');
}

describe("the compiler's thread", function () {
  this.timeout(60_000);
  let thread: CompilerThread;
  beforeEach(() => {
    thread = new CompilerThread();
  });
  afterEach(() => thread.dispose());

  it('makes way: a cancelled job is rejected at once and the next one answered', async () => {
    const controller = new AbortController();
    const long = thread.run({ kind: 'diagnose', text: program(200), options }, controller.signal);
    const short = thread.run({ kind: 'diagnose', text: 'func.func @f(', options });
    setTimeout(() => controller.abort(), 300);
    await assert.rejects(long, JobCancelled);
    const started = performance.now();
    const [first] = await short;
    assert.equal(first?.severity, 'error');
    assert.ok(performance.now() - started < 8000, 'the next job waited for the cancelled one');
  });
  it('skips what was cancelled before its turn', async () => {
    const controller = new AbortController();
    const first = thread.run({ kind: 'passes', text: program(1), options });
    const skipped = thread.run({ kind: 'passes', text: program(1), options }, controller.signal);
    controller.abort();
    await assert.rejects(skipped, JobCancelled);
    assert.ok((await first).length > 20);
  });
  it('rejects what it has not done when it ends', async () => {
    const left = thread.run({ kind: 'passes', text: program(50), options });
    await Promise.all([assert.rejects(left, JobCancelled), thread.dispose()]);
  });
});
