/** Editing in a real VS Code: highlighting, problems, hover, go to definition, the device. */
import assert from 'node:assert/strict';
import { Workbench } from './workbench.ts';

describe('editing in VS Code', function () {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.start();
  });
  after(async () => {
    await workbench?.close(this.tests.some((test) => test.isFailed()));
  });

  it('highlights an MLIR file', async () => {
    await workbench.open('scale.mlir');
    await workbench.page.locator('.statusbar-item', { hasText: 'MLIR' }).waitFor();
    // A comment, an operation, a symbol and a type are told apart by colour.
    const colour = (text: string): Promise<string> =>
      workbench.token(text).evaluate((element) => getComputedStyle(element).color);
    await workbench.page.waitForFunction(
      () => document.querySelectorAll('.view-line span > span').length > 20,
    );
    const colours = await Promise.all(
      ['Scales', 'constant', '@factor', 'tensor'].map((text) => colour(text)),
    );
    assert.equal(new Set(colours).size, 4, `colours: ${colours.join(' ')}`);
    await workbench.screenshot('highlighting');
  });

  it('offers the commands of the extension', async () => {
    await workbench.page.keyboard.press('F1');
    const input = workbench.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.fill('>IREE: ');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    for (const title of ['Run Function', 'Show IR After', 'Select Device', 'Restart Language']) {
      await rows.filter({ hasText: title }).first().waitFor();
    }
    await workbench.screenshot('commands');
    await workbench.page.keyboard.press('Escape');
  });

  it('names the device in the status bar and lists the others', async () => {
    const item = workbench.page.locator('.statusbar-item[id*="iwb.device"]');
    await item.waitFor();
    await item.click();
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Best device' }).waitFor();
    await rows.filter({ hasText: 'local' }).first().waitFor();
    await workbench.screenshot('devices');
    await workbench.page.keyboard.press('Escape');
  });

  it('shows two independent errors of a file in Problems', async () => {
    await workbench.open('two-errors.mlir');
    const problems = await workbench.problems();
    await problems.filter({ hasText: 'use of undeclared SSA value name' }).first().waitFor();
    await problems
      .filter({
        hasText: "type of return operand 0 ('i32') doesn't match function result type ('f32')",
      })
      .first()
      .waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.screenshot('problems');
  });

  it('tells what an operation is on hover', async () => {
    await workbench.open('scale.mlir');
    await workbench.token('mulf').hover();
    const hover = workbench.page.locator('.monaco-hover:visible');
    await hover.filter({ hasText: 'arith.mulf' }).first().waitFor();
    await workbench.screenshot('hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('goes from the use of a symbol to its definition', async () => {
    await workbench.open('scale.mlir');
    // The second @factor is the call's.
    await workbench.page
      .locator('.editor-group-container.active .view-line span > span')
      .filter({ hasText: '@factor' })
      .nth(1)
      .click();
    await workbench.page.keyboard.press('F12');
    await workbench.statusBar(/Ln 2,/).waitFor();
    await workbench.screenshot('definition');
  });

  it('renames a value at all of its places', async () => {
    await workbench.open('scale.mlir');
    // The key does nothing before the server has said what it can do.
    await workbench.page.locator('.codelens-decoration a', { hasText: '1 use' }).first().waitFor();
    await workbench.token('%result').click();
    await workbench.page.keyboard.press('F2');
    const name = workbench.page.locator('.rename-box .rename-input:visible');
    await name.waitFor();
    assert.equal(await name.inputValue(), 'result');
    await name.fill('product');
    await name.press('Enter');
    await workbench.textThat(
      (shown) => shown.includes('%product = arith.mulf') && shown.includes('return %product :'),
    );
    await workbench.page.keyboard.press('Control+Z');
    await workbench.textThat((shown) => shown.includes('return %result :'));
  });

  it('counts the uses of a function, and shows them', async () => {
    await workbench.open('scale.mlir');
    await workbench.page.locator('.codelens-decoration a', { hasText: '1 use' }).first().click();
    await workbench.page.locator('.reference-zone-widget').waitFor();
    await workbench.screenshot('uses');
    await workbench.page.keyboard.press('Escape');
  });

  it('offers to cast what has the wrong type', async () => {
    await workbench.open('two-errors.mlir');
    await workbench.page.keyboard.press('Control+G');
    await workbench.answer(':12');
    await workbench.statusBar(/Ln 12,/).waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.page.keyboard.press('Control+.');
    const action = workbench.page.locator('.action-widget .monaco-list-row', {
      hasText: "Cast with 'arith.sitofp'",
    });
    await action.waitFor();
    await workbench.screenshot('quick-fix');
    await action.click();
    await workbench.textThat((shown) =>
      shown.includes('%arg0_cast = arith.sitofp %arg0 : i32 to f32'),
    );
    await workbench.page.keyboard.press('Control+Z');
    await workbench.textThat((shown) => !shown.includes('sitofp'));
  });

  it('takes back an error once it is mended', async () => {
    await workbench.open('two-errors.mlir');
    await workbench.token('%missing').dblclick();
    await workbench.page.keyboard.type('%arg0');
    await workbench.textThat((shown) => shown.includes('arith.addf %arg0, %arg0 : f32'));
    const problems = await workbench.problems();
    const undeclared = problems.filter({ hasText: 'use of undeclared SSA value name' });
    await undeclared.first().waitFor({ state: 'detached' });
    await problems.filter({ hasText: "doesn't match function result type" }).first().waitFor();
    await workbench.page.keyboard.press('Control+Z');
    await undeclared.first().waitFor();
  });
});
