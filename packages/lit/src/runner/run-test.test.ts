/** Tests as lit runs them: what their lines, conditions and tools make of them. */
import assert from 'node:assert/strict';
import type { ShellHost, Tool } from '../shell/tool.ts';
import { isKnownTool, knownTools, verbOf } from './known-tools.ts';
import { runTest, type TestOutcome } from './run-test.ts';

/** A compiler that prints the file it is given in capitals. */
const capitals: Tool = ({ args }, { files }) => {
  const text = new TextDecoder().decode(files.read(args.at(-1) ?? ''));
  return {
    exitCode: 0,
    chunks: [{ stream: 'out', bytes: new TextEncoder().encode(text.toUpperCase()) }],
  };
};

async function lit(text: string, only?: number): Promise<TestOutcome> {
  const host: ShellHost = {
    files: {
      read: (path) => {
        assert.equal(path, 'dir/a.mlir');
        return new TextEncoder().encode(text);
      },
      write: () => assert.fail(),
      makeFolder: () => assert.fail(),
      remove: () => assert.fail(),
      exists: () => false,
    },
    environment: new Map(),
    tool: (name) => (verbOf(name) === 'opt' ? capitals : undefined),
  };
  const options = { features: new Set(['gpu']), substitutions: new Map([['%opt', 'iree-opt -x']]) };
  return await runTest({ path: 'dir/a.mlir', text, temporary: '/t/a' }, host, options, only);
}

const ends = async (text: string): Promise<readonly [string, string | undefined]> => {
  const { code, reason } = await lit(text);
  return [code, reason];
};

describe('a test', () => {
  it('passes if all its lines do', async () => {
    const { code, lines } = await lit(
      '// RUN: iree-opt %s | FileCheck %s\n// RUN: %opt %s | count 4\n// abc\n// CHECK: {{ABC}}\n',
    );
    assert.equal(code, 'PASS');
    assert.deepEqual(
      lines.map(({ commands }) => commands.map(({ name }) => name)),
      [
        ['iree-opt', 'FileCheck'],
        ['iree-opt', 'count'],
      ],
    );
  });

  it('fails at the first line that does, and says what FileCheck found', async () => {
    const { code, lines } = await lit(
      '// RUN: iree-opt %s | FileCheck %s\n// RUN: true\n// CHECK: {{x}}yz\n',
    );
    assert.equal(code, 'FAIL');
    assert.equal(lines.length, 1);
    const [report] = lines[0]?.commands.flatMap((command) => command.report ?? []) ?? [];
    assert.equal(report?.checkFile, 'dir/a.mlir');
    assert.equal(report?.result.messages[0]?.message, 'CHECK: expected string not found in input');
  });

  it('runs one line, if no others are asked for', async () => {
    const { code, lines } = await lit('// RUN: false\n// RUN: true\n', 2);
    assert.equal(code, 'PASS');
    assert.deepEqual(
      lines.map(({ line }) => line.text),
      ['true'],
    );
  });

  it('depends on features', async () => {
    assert.deepEqual(await ends('// REQUIRES: gpu\n// RUN: true'), ['PASS', undefined]);
    assert.deepEqual(await ends('// REQUIRES: cuda\n// RUN: true'), [
      'UNSUPPORTED',
      'Test requires the following unavailable features: cuda',
    ]);
    assert.deepEqual(await ends('// UNSUPPORTED: gpu\n// RUN: true'), [
      'UNSUPPORTED',
      'Test does not support the following features: gpu',
    ]);
    assert.deepEqual(await ends('// XFAIL: gpu\n// RUN: false'), ['XFAIL', undefined]);
    assert.deepEqual(await ends('// XFAIL: *\n// RUN: true'), ['XPASS', undefined]);
    assert.deepEqual(await ends('// REQUIRES: (gpu\n// RUN: true'), [
      'UNRESOLVED',
      "expected: ')'\nin expression: '(gpu'",
    ]);
  });

  it('is not run where a tool is not known, or a command is none', async () => {
    assert.deepEqual(await ends('// RUN: not --crash env X=1 mlir-translate %s | FileCheck %s'), [
      'UNSUPPORTED',
      'not run: unknown tool mlir-translate',
    ]);
    assert.deepEqual(await ends('// RUN: true | $(false)'), [
      'UNRESOLVED',
      'not run: RUN: at line 1: the output of a command cannot be put into another',
    ]);
    assert.deepEqual(await ends('nothing'), ['UNRESOLVED', "Test has no 'RUN:' line"]);
  });
});

describe('the known tools', () => {
  it('are listed with what they do', () => {
    const names = knownTools.map(({ name }) => name);
    for (const name of ['iree-opt', 'iree-run-module', 'FileCheck', 'not', 'split-file']) {
      assert.ok(names.includes(name), name);
      assert.ok(isKnownTool(name), name);
    }
    assert.ok(!isKnownTool('python3'));
    assert.equal(verbOf('mlir-opt'), 'opt');
    assert.equal(verbOf('FileCheck'), undefined);
  });
});
