/** IREE Workbench beside LLVM's MLIR extension, of which a stand-in without a server is installed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { installBeside, Workbench } from './workbench.ts';

const standIn = {
  publisher: 'llvm-vs-code-extensions',
  name: 'vscode-mlir',
  displayName: 'MLIR',
  version: '0.0.12',
  engines: { vscode: '^1.52.0' },
};

const ours = async (workbench: Workbench) =>
  (await workbench.problems()).filter({ hasText: 'use of undeclared SSA value name' });

describe("beside LLVM's extension", () => {
  let scratch: string;
  let workbench: Workbench;
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'iwb-beside-'));
    writeFileSync(join(scratch, 'package.json'), JSON.stringify(standIn));
    writeFileSync(join(scratch, 'README.md'), 'A stand-in.');
    writeFileSync(join(scratch, 'LICENSE'), '');
    const packagePath = join(scratch, 'stand-in.vsix');
    await createVSIX({
      cwd: scratch,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
    });
    const extensions = join(scratch, 'extensions');
    installBeside(extensions, [packagePath]);
    workbench = await Workbench.start(extensions);
  });
  after(async function () {
    await workbench.close(this.test?.parent?.tests.some((test) => test.isFailed()) ?? false);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  });

  it('says that both serve MLIR, and gives way when told to', async () => {
    await workbench.open('two-errors.mlir');
    const notice = workbench.notification("LLVM's MLIR extension both serve MLIR files");
    await notice.waitFor();
    await (await ours(workbench)).first().waitFor();
    await workbench.screenshot('beside-llvm');
    await notice.getByRole('button', { name: "Use LLVM's" }).click();
    const none = workbench.page.getByText('No problems have been detected in the workspace.');
    await none.waitFor();
    await workbench.screenshot('gave-way-to-llvm');
  });

  it('serves again when that is chosen', async () => {
    await workbench.command('Choose Language Server');
    const notice = workbench.notification("LLVM's MLIR extension both serve MLIR files");
    await notice.getByRole('button', { name: 'Keep Both' }).click();
    await (await ours(workbench)).first().waitFor();
  });
});
