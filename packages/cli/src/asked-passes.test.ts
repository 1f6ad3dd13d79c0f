/** Passes asked for on the command line, and what is said of those that there are not. */

import assert from 'node:assert/strict';
import { passRegistry } from '@iree-workbench/compiler';
import { printPipeline } from '@iree-workbench/ir';
import { type AskedPasses, readOptPipeline, readPreprocessing } from './asked-passes.ts';
import { CommandError } from './command-error.ts';
import type { JobSink } from './compiler-job.ts';
import { irPrinting } from './ir-dumps.ts';

const registry = passRegistry();

/** What a reader says, to the sink or in its error. */
function said(read: (sink: JobSink) => unknown): string {
  let text = '';
  const sink: JobSink = {
    error: (piece) => {
      text += piece;
    },
    step: () => undefined,
    file: () => undefined,
  };
  try {
    read(sink);
  } catch (error) {
    assert.ok(error instanceof CommandError);
    return text + error.message;
  }
  return text;
}

const asked = (passFlags: readonly string[], passPipeline?: string): AskedPasses => ({
  passFlags,
  otherFlags: ['split-input-file', 'pass-pipeline'],
  ...(passPipeline !== undefined && { passPipeline }),
});
const ofFlags = (...flags: readonly string[]): string =>
  said((sink) => readOptPipeline(asked(flags), registry, sink));
const ofPipeline = (text: string): string =>
  said((sink) => readOptPipeline(asked([], text), registry, sink));

const failingSink: JobSink = {
  error: (text) => assert.fail(text),
  step: () => undefined,
  file: () => assert.fail('writes a file'),
};

describe('passes asked for', () => {
  it('are those of flags in their order, nested where they must be', () => {
    let pipeline = '';
    const error = said((sink) => {
      const flags = asked([
        'cse',
        'iree-vm-deduplicate-rodata',
        'iree-abi-transformation-pipeline',
      ]);
      const read = readOptPipeline(flags, registry, sink);
      pipeline = read ? printPipeline(read) : '';
    });
    assert.equal(error, '');
    assert.match(
      pipeline,
      /^builtin\.module\(cse,iree-vm-deduplicate-rodata,iree-abi-wrap-entry-points,/,
    );
    assert.equal(readOptPipeline(asked([]), registry, failingSink), undefined);
  });

  it('may be misspelt', () => {
    const hint = (flag: string, nearest: string): string =>
      `unknown option '--${flag}'\n(Did you mean --${nearest}?)\nTry: iwb opt --help`;
    assert.equal(ofFlags('canonicalise'), hint('canonicalise', 'canonicalize'));
    assert.equal(ofFlags('split-input-fil'), hint('split-input-fil', 'split-input-file'));
    assert.equal(ofFlags('xyzzy'), "unknown option '--xyzzy'\nTry: iwb opt --help");
    assert.equal(
      ofPipeline('builtin.module(fse)'),
      `<unknown>:0: error: MLIR Textual PassPipeline Parser:1:1: error: 'fse' does not refer to a registered pass or pass pipeline
fse
^

<unknown>:0: note: did you mean \`cse\`?
`,
    );
    assert.equal(
      said((sink) => irPrinting({ print: {}, dumps: { after: ['canon'] } }, registry, sink)),
      "for the --mlir-print-ir-after option: Cannot find option named 'canon'!\n(Did you mean canonicalize?)",
    );
  });

  it('may have options that they do not take', () => {
    assert.equal(ofFlags('cse=deep=1'), '<Pass-Options-Parser>: no such option deep\n');
    const value = "iwb: for the --max-iterations option: 'x' value invalid for long argument!\n";
    assert.equal(ofFlags('canonicalize=max-iterations=x'), value);
    assert.equal(
      ofPipeline('builtin.module(canonicalize{max-iterations=x})'),
      `${value}<unknown>:0: error: failed to add \`canonicalize\` with options \`max-iterations=x\`\n\n`,
    );
  });

  it('may stand where they cannot run', () => {
    assert.equal(
      ofPipeline('builtin.module(iree-vm-deduplicate-rodata)'),
      `<unknown>:0: error: Can't add pass 'DeduplicateRodataPass' restricted to 'vm.module' on a PassManager intended to run on 'builtin.module', did you intend to nest?
failed to add \`iree-vm-deduplicate-rodata\` with options \`\`

`,
    );
    assert.equal(
      said((sink) => readPreprocessing('func.func(cse)', registry, sink)),
      'expected preprocessing pass pipeline string to be nested within `builtin.module(..)`; got `func.func(cse)`',
    );
  });

  it("may be flags of upstream's that do nothing here", () => {
    assert.equal(
      ofFlags('iree-stream-resource-index-bits=32'),
      '--iree-stream-resource-index-bits is not supported: that setting of phase stream is missing',
    );
    assert.equal(ofFlags('mlir-pass-statistics=0'), '');
  });
});
