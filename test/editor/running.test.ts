/** Running functions and looking at their IR in a real VS Code. */
import assert from 'node:assert/strict';
import { Workbench } from './workbench.ts';

describe('running in VS Code', function () {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.start();
    await workbench.open('scale.mlir');
  });
  after(async () => {
    await workbench?.close(this.tests.some((test) => test.isFailed()));
  });

  it('offers to run public functions only', async () => {
    const lenses = workbench.page.locator('.codelens-decoration');
    await lenses.filter({ hasText: 'Run ▶' }).first().waitFor();
    assert.equal(await lenses.filter({ hasText: 'Run ▶' }).count(), 1);
    assert.equal(await lenses.filter({ hasText: 'Show IR after…' }).count(), 1);
    await workbench.screenshot('code-lens');
  });

  it('runs a function and shows result, timing and device', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Run ▶' }).click();
    const offered = await workbench.answer('4xf32=1 2 3 4');
    assert.match(offered, /^4xf32=/);
    const text = await workbench.textThat((shown) => shown.includes('device:'), '@scale result');
    assert.match(text, /result\[0\]: 4xf32=2 4 6 8/);
    assert.match(text, /compiled in [\d.]+ ms/);
    assert.match(text, /ran in [\d.]+ ms/);
    // A first run on a busy machine may have a message about it, which goes by itself.
    await workbench.page.locator('.notification-toast').waitFor({ state: 'hidden' });
    await workbench.screenshot('run');
  });

  it('remembers the inputs of a function', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Run ▶' }).click();
    assert.equal(await workbench.answer('4xf32=10'), '4xf32=1 2 3 4');
    await workbench.textThat(
      (shown) => shown.includes('result[0]: 4xf32=20 20 20 20'),
      '@scale result',
    );
  });

  it('says what is wrong with an input while it is written, and why a run failed', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Run ▶' }).click();
    const box = workbench.page.locator('.quick-input-widget:visible');
    await box.locator('input').fill('3xf32=1 2 3');
    await box.getByText("expected 4xf32, found '3xf32'").waitFor();
    await workbench.screenshot('input-check');
    await workbench.answer('@missing.npy');
    const text = await workbench.textThat((shown) => shown.includes('It failed:'), '@scale result');
    assert.match(text, /error: cannot open input file '.*missing\.npy': No such file or directory/);
    await workbench.screenshot('run-failed');
  });

  it('shows the IR after flow, which follows edits of the source', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Show IR after…' }).click();
    await workbench.pick('flow');
    const title = 'scale after flow.mlir';
    await workbench.textThat((shown) => shown.includes('flow.dispatch'), title);
    await workbench.screenshot('ir-after-flow');

    await workbench.open('scale.mlir');
    await workbench.token('@scale').dblclick();
    await workbench.page.keyboard.type('@renamed');
    await workbench.textThat((shown) => shown.includes('func.func @renamed('), title);
    await workbench.screenshot('ir-follows-edits');
    await workbench.page.keyboard.press('Control+Z');
  });

  it('compares IR with the step before', async () => {
    await workbench.tab('scale after flow.mlir').click();
    await workbench.command('IREE: Compare IR with the Step Before');
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.page.locator('.line-insert, .line-delete').first().waitFor();
    await workbench.screenshot('ir-diff');
  });

  it('runs RUN: lines, and shows at its directive what FileCheck did not find', async () => {
    await workbench.open('checked.mlir');
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Run test ▶' }).click();
    const problems = await workbench.problems();
    await problems
      .filter({ hasText: 'CHECK: expected string not found in input' })
      .first()
      .waitFor();
    await workbench.page
      .locator('.notification-toast', { hasText: 'FAIL: checked.mlir' })
      .waitFor();
    await workbench.screenshot('run-lines');
  });

  it('lists files with RUN: lines as tests, and runs them', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const rows = workbench.page.locator('.test-explorer .monaco-list-row');
    await rows.filter({ hasText: 'checked.mlir' }).waitFor();
    assert.equal(await rows.filter({ hasText: 'scale.mlir' }).count(), 0);
    await workbench.command('Test: Run All Tests');
    await rows
      .filter({ hasText: 'checked.mlir' })
      .locator('.codicon-testing-failed-icon')
      .waitFor();
    await workbench.screenshot('test-explorer');
  });
});
