/** Help with typing in a real VS Code: signatures, hints between the words, completion. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Workbench } from './workbench.ts';

describe('typing in VS Code', function () {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.start();
    await workbench.open('typing.mlir');
    // Nothing is offered before the server has said what it can do.
    await workbench.page.locator('.codelens-decoration a', { hasText: '1 use' }).first().waitFor();
  });
  after(async () => {
    await workbench?.close(this.tests.some((test) => test.isFailed()));
  });

  /** Types a statement that defines `%1` in a line of its own, and takes it back. */
  const typed = async (text: string, look: () => Promise<void>): Promise<void> => {
    const { keyboard } = workbench.page;
    await keyboard.press('Control+G');
    await workbench.answer(':10');
    await keyboard.press('End');
    await keyboard.type(`\n${text}`);
    await look();
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    while ((await workbench.text()).includes('%1')) await keyboard.press('Control+Z');
  };

  it('shows the signature of a callee, and the argument that is next', () =>
    typed('%1 = call @mix(%x, ', async () => {
      const widget: Locator = workbench.page.locator('.parameter-hints-widget.visible');
      await widget.waitFor();
      const signature = widget.locator('.signature');
      await signature.filter({ hasText: '@mix(%weight: f32, %bias: f32) -> f32' }).waitFor();
      assert.equal(await widget.locator('.parameter.active').textContent(), '%bias: f32');
      await workbench.screenshot('signature-help');
    }));

  it('shows the form of an operation, with what its next part is', () =>
    typed('%1 = memref.load %m[', async () => {
      const widget = workbench.page.locator('.parameter-hints-widget.visible');
      await widget.filter({ hasText: '%indices: any number of index' }).waitFor();
      await workbench.screenshot('signature-help-format');
    }));

  it('shows what the text does not say', async () => {
    const text = await workbench.textThat((shown) =>
      ['%less: i1 =', 'weight:%x, bias:%x', '4 KiB'].every((part) => shown.includes(part)),
    );
    assert.ok(!text.includes('%0: f32'), 'the type of a call is written');
    await workbench.screenshot('inlay-hints');
  });

  it('completes the types of the operands', () =>
    typed('%1 = arith.addf %x, %x : ', async () => {
      await workbench.page.keyboard.press('Control+Space');
      const rows = workbench.page.locator('.suggest-widget.visible .monaco-list-row');
      await rows.first().filter({ hasText: 'of the operands' }).waitFor();
      await workbench.screenshot('completion');
    }));
});
