/** Command lines carried out in memory: pipes, redirections, what depends on what, and the shell's own tools. */
import assert from 'node:assert/strict';
import { joined, Shell } from './shell.ts';
import { parseShell } from './shell-parser.ts';
import { ShellSyntaxError, simpleCommands } from './shell-syntax.ts';
import type { ShellFiles, Tool } from './tool.ts';

/** Files that are nowhere but here. */
class MemoryFiles implements ShellFiles {
  readonly all = new Map<string, string>();

  read(path: string): Uint8Array {
    const text = this.all.get(path);
    if (text === undefined) throw new Error('No such file or directory');
    return new TextEncoder().encode(text);
  }

  write(path: string, bytes: Uint8Array, appends: boolean): void {
    const before = appends ? (this.all.get(path) ?? '') : '';
    this.all.set(path, before + new TextDecoder().decode(bytes));
  }

  makeFolder(): void {}

  remove(path: string): void {
    if (!this.all.delete(path)) throw new Error('No such file or directory');
  }

  exists(path: string): boolean {
    return this.all.has(path);
  }
}

/** A tool that writes to both streams and fails. */
const complain: Tool = ({ args, environment }) => ({
  exitCode: 3,
  chunks: [
    { stream: 'out', bytes: new TextEncoder().encode(`out ${args.join(',')}\n`) },
    { stream: 'error', bytes: new TextEncoder().encode(`error ${environment.get('X') ?? ''}\n`) },
  ],
});

async function shell(command: string, files: Readonly<Record<string, string>> = {}) {
  const memory = new MemoryFiles();
  for (const [path, text] of Object.entries(files)) memory.all.set(path, text);
  const host = {
    files: memory,
    environment: new Map([['HOME', '/home']]),
    tool: (name: string) => (name === 'complain' ? complain : undefined),
  };
  const { exitCode, chunks } = await new Shell(host).run(parseShell(command));
  const text = (stream: 'error' | 'out') => new TextDecoder().decode(joined(chunks, stream));
  return { code: exitCode, out: text('out'), error: text('error'), files: memory.all };
}

describe('the shell', () => {
  it('keeps quoted words together and puts variables in', async () => {
    const { out } = await shell(
      `echo 'a  b' "c d" e\\ f "$HOME/x" \${HOME} '$HOME' $NONE "$NONE" x#y # z`,
    );
    assert.equal(out, 'a  b c d e f /home/x /home $HOME  x#y\n');
  });

  it('pipes, and fails if anything in the pipe does', async () => {
    assert.deepEqual((await shell('echo a | cat')).out, 'a\n');
    const { code, out, error } = await shell('complain 1 | cat');
    assert.deepEqual([code, out, error], [3, 'out 1\n', 'error \n']);
    assert.equal((await shell('not complain | cat')).code, 0);
    assert.equal((await shell('! complain | cat')).code, 0);
    assert.equal((await shell('not true')).code, 1);
    assert.equal((await shell('not --crash complain')).code, 1);
  });

  it('redirects', async () => {
    const { files } = await shell(
      'complain a > o 2> e; complain b >> o 2>&1; complain c &> both; complain d >/dev/null',
    );
    assert.deepEqual(Object.fromEntries(files), {
      o: 'out a\nout b\nerror \n',
      e: 'error \n',
      both: 'out c\nerror \n',
    });
    assert.equal((await shell('X=1 complain 2>&1 | cat')).out, 'out \nerror 1\n');
    assert.equal((await shell('complain |& cat')).out, 'out \nerror \n');
    assert.equal((await shell('cat < in', { in: 'text' })).out, 'text');
    assert.deepEqual(await shell('cat < none').then(({ code, error }) => [code, error]), [
      1,
      'none: No such file or directory\n',
    ]);
  });

  it('goes on depending on how it went', async () => {
    assert.equal((await shell('true && echo a || echo b')).out, 'a\n');
    assert.equal((await shell('false && echo a || echo b; echo c')).out, 'b\nc\n');
    assert.equal((await shell('(echo a; echo b) | count 2')).code, 0);
    assert.equal((await shell('[[ $HOME == /home ]] && echo yes')).out, 'yes\n');
    assert.equal((await shell('[[ $NONE == 1 ]] || (echo a | cat)')).out, 'a\n');
    assert.equal((await shell('[[ -z "$NONE" ]] && [[ -n $HOME ]] && [[ $HOME != x ]]')).code, 0);
    assert.equal((await shell('[[ $HOME ]] && [[ $HOME == $NONE ]]')).code, 1);
    assert.equal((await shell('export X=2 && complain')).error, 'error 2\n');
    assert.equal((await shell('env X=3 complain')).error, 'error 3\n');
  });

  it('checks with FileCheck', async () => {
    const { code, error } = await shell('echo b | FileCheck c --dump-input=never', {
      c: 'CHECK: a\n',
    });
    assert.equal(code, 1);
    assert.match(error, /^c:1:8: error: CHECK: expected string not found in input\n/);
    const missing = await shell('echo b | FileCheck none');
    assert.deepEqual(
      [missing.code, missing.error],
      [2, "Could not open check file 'none': No such file or directory\n"],
    );
  });

  it('works on files', async () => {
    const { files, code } = await shell(
      'split-file all parts && cp parts/a c && mv parts/b d && rm -f none && diff c d',
      { all: 'x\n//--- a\n1\n//--- b\n2\n' },
    );
    assert.equal(code, 1);
    assert.deepEqual(Object.fromEntries(files), {
      all: 'x\n//--- a\n1\n//--- b\n2\n',
      'parts/a': '1\n',
      c: '1\n',
      d: '2\n',
    });
    assert.equal((await shell('rm none')).error, 'rm: none: No such file or directory\n');
    assert.equal((await shell('diff -w a b')).error, 'diff: -w is not supported\n');
    assert.equal((await shell('echo a | count 2')).error, 'Expected 2 lines, got 1.\n');
  });

  it('does not know every tool', async () => {
    const { code, error } = await shell('python3 -c 1');
    assert.deepEqual([code, error], [127, 'python3: not run: unknown tool python3\n']);
  });
});

describe('the syntax of command lines', () => {
  it('knows the commands in groups, too', () => {
    const list = parseShell('a | (b && c --x) || ! d');
    assert.deepEqual(
      simpleCommands(list).map(({ words }) => words.length),
      [1, 1, 2, 1],
    );
  });

  it('refuses what it does not do', () => {
    const refused: Readonly<Record<string, RegExp>> = {
      "echo 'a": /a ' is not closed/,
      'echo "a': /a " is not closed/,
      'a &': /not run in the background/,
      'echo $(a)': /output of a command/,
      'echo `a`': /output of a command/,
      'a |': /a command is missing/,
      'a >': /a file is missing/,
      '(a': /a command is missing/,
      '[[ -f x ]]': /texts are compared/,
      '[[ a =~ b ]]': /texts are compared/,
      'a )': /unexpected '\)'/,
      'echo ${a': /bad substitution/,
      '': /a command is missing/,
    };
    for (const [command, reason] of Object.entries(refused)) {
      assert.throws(
        () => parseShell(command),
        (error) => error instanceof ShellSyntaxError && reason.test(error.message),
        command,
      );
    }
  });
});
