/** The tools that look at a text, as a client has them: arguments beside the answer. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connected, connect } from './client.fixture.ts';

const UNTIDY = 'func.func @f( %x: i32 )->i32 {\n return   %x : i32\n    }\n';
const TIDY = 'func.func @f(%x: i32) -> i32 {\n  return %x : i32\n}\n';

describe('tools for texts', function () {
  this.timeout(60_000);
  let server: Connected;
  before(async () => {
    server = await connect({ 'untidy.mlir': UNTIDY, 'bytes.mlir': '' });
  });
  after(() => server.close());

  const check: Connected['check'] = (...said) => server.check(...said);
  const checkRefused: Connected['checkRefused'] = (...said) => server.checkRefused(...said);

  it('verify says that valid IR is', async () => {
    const data = await check('verify', { text: TIDY }, '<text>: valid\n');
    assert.deepEqual(data, { ok: true, errors: 0, warnings: 0, diagnostics: [] });
  });

  it('verify tells all errors, with fixes', async () => {
    const text = `func.func @f(%x: i32) -> i32 {
  %sum = arith.adddi %x, %x : i32
  return %sum : i32
}
func.func @g(%input: f32) -> f32 {
  return %inptu : f32
}
`;
    const data = await check(
      'verify',
      { text },
      `<text>:2:10: error: custom op 'arith.adddi' is unknown
  %sum = arith.adddi %x, %x : i32
         ^
<text>:2:10: note: did you mean \`arith.addi\`?
fix: Change to 'arith.addi'
<text>:6:10: error: use of undeclared SSA value name
  return %inptu : f32
         ^
<text>:6:10: note: did you mean \`%input\`?
fix: Change to '%input'
`,
    );
    const { diagnostics } = data as { diagnostics: readonly Readonly<Record<string, unknown>>[] };
    assert.deepEqual(diagnostics[1], {
      severity: 'error',
      code: 'parser/undefined-value',
      message: 'use of undeclared SSA value name',
      line: 6,
      column: 10,
      notes: [{ message: 'did you mean `%input`?', line: 6, column: 10 }],
      fix: {
        title: "Change to '%input'",
        edits: [{ line: 6, column: 10, endLine: 6, endColumn: 16, newText: '%input' }],
      },
    });
  });

  it('verify counts lines over `// -----`, and columns in bytes', async () => {
    const data = await check(
      'verify',
      { text: `${TIDY}// -----\nfunc.func @ü() attributes {a = "ü", b = 1 : i31x} { return }` },
      /^<text>:5:12: error: /,
    );
    assert.equal(data.ok, false);
    await check(
      'verify',
      { text: 'func.func @f() attributes {a = "üü", b = @} { return }' },
      /^<text>:1:45: error: /,
    );
  });

  it('verify tells the first twenty of many', async () => {
    const text = Array.from({ length: 30 }, (_, i) => `func.func @f${i}() { %x = foo }`).join('\n');
    const data = await check('verify', { text }, /\n… and \d+ more diagnostics\n$/);
    assert.ok((data.errors as number) >= 30);
    assert.equal((data.diagnostics as unknown[]).length, 20);
  });

  it('verify takes unknown dialects if it may', async () => {
    const text = '%0 = "toy.constant"() : () -> i32\n';
    await check('verify', { text }, /unregistered/);
    await check('verify', { text, allowUnregistered: true }, '<text>: valid\n');
    await check(
      'verify',
      { text: `${text}"toy.f"(%1) : (i32) -> ()`, allowUnregistered: true },
      '<text>:2:9: error: use of undeclared SSA value name\n"toy.f"(%1) : (i32) -> ()\n        ^\n',
    );
  });

  it('verify knows the language of other releases', async () => {
    const text =
      'func.func @f(%x: f32) -> f32 {\n  %0 = arith.maximumf %x, %x : f32\n  return %0 : f32\n}';
    await check('verify', { text }, /'arith.maximumf'/);
    await check('verify', { text, dialects: '2026' }, '<text>: valid\n');
  });

  it('format answers the tidy text', async () => {
    assert.equal((await check('format', { text: UNTIDY }, TIDY)).changes, 7);
    assert.equal((await check('format', { text: TIDY }, TIDY)).changes, 0);
  });

  it('format answers pages', async () => {
    const data = await check(
      'format',
      { text: UNTIDY, firstLine: 2, maxLines: 1 },
      '  return %x : i32\n(lines 2 to 2 of 3; go on with firstLine: 3)\n',
    );
    assert.equal(data.text, '  return %x : i32\n');
    assert.equal(data.nextLine, 3);
  });

  it('format rewrites a file', async () => {
    const file = join(server.folder, 'untidy.mlir');
    await check('format', { file: 'untidy.mlir' }, TIDY);
    assert.equal(readFileSync(file, 'utf8'), UNTIDY);
    await check('format', { file: 'untidy.mlir', write: true }, 'untidy.mlir: 7 changes\n');
    assert.equal(readFileSync(file, 'utf8'), TIDY);
  });

  it('explain_operation documents operations, types, attributes and dialects', async () => {
    await check(
      'explain_operation',
      { name: 'arith.cmpi' },
      /\*\*Operands\*\*\n- `lhs`.*\*\*Syntax\*\*/s,
    );
    await check('explain_operation', { name: '!hal.buffer_view' }, /./);
    const data = await check('explain_operation', { name: 'cf' }, /^# Dialect cf\n[\s\S]*`cf\.br`/);
    assert.equal(data.kind, 'dialect');
    await checkRefused(
      'explain_operation',
      { name: 'arith.adddi' },
      "dialect 'arith' has nothing called 'arith.adddi'; did you mean `arith.addi`?",
    );
    await checkRefused(
      'explain_operation',
      { name: 'artih.addi' },
      /there is no dialect 'artih'; did you mean `arith.addi`\?/,
    );
    await checkRefused(
      'explain_operation',
      { name: 'arith.maximumf' },
      /`arith.maxf` is called `arith.maximumf` since 2026/,
    );
    await check(
      'explain_operation',
      { name: 'arith.maximumf', dialects: '2026' },
      /arith.maximumf/,
    );
  });

  it('explain_diagnostic takes codes and messages', async () => {
    await check(
      'explain_diagnostic',
      { diagnostic: 'verifier/dominance' },
      /^### verifier\/dominance\n/,
    );
    const messages: Readonly<Record<string, string>> = {
      'a.mlir:3:5: error: operand #0 does not dominate this use': 'verifier/dominance',
      "custom op 'arith.adddi' is unknown": 'parser/unknown-operation',
      "expected ')'": 'parser/syntax',
      "'func.return' op has 0 operands, but enclosing function (@f) returns 1":
        'verifier/operation',
      'pass/canonicalize': 'pass/canonicalize',
    };
    for (const [diagnostic, code] of Object.entries(messages)) {
      assert.equal((await check('explain_diagnostic', { diagnostic }, /^##/)).code, code);
    }
    await checkRefused(
      'explain_diagnostic',
      { diagnostic: 'verifier/x' },
      /no diagnostic has the code 'verifier\/x'; codes are parser\/syntax, /,
    );
  });

  it('takes files below the root only', async () => {
    const { folder } = server;
    const outside = '/etc/hostname';
    symlinkSync(outside, join(folder, 'link.mlir'));
    symlinkSync('/nowhere/new.mlir', join(folder, 'dangling.mlir'));
    symlinkSync('/etc', join(folder, 'etc'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'tidy.mlir'), TIDY);
    const refused = /is outside of the folders open to tools: /;
    for (const file of [
      outside,
      '../x.mlir',
      'sub/../../x.mlir',
      'link.mlir',
      'etc/passwd',
      'file:///etc/passwd',
    ])
      await checkRefused('verify', { file }, refused);
    await checkRefused(
      'format',
      { file: 'dangling.mlir', write: true },
      /is a link that leads nowhere/,
    );
    await checkRefused('verify', { file: 'sub' }, "cannot open 'sub': Is a directory");
    await checkRefused(
      'verify',
      { file: 'none.mlir' },
      "cannot open 'none.mlir': No such file or directory",
    );
    await checkRefused('verify', { file: 'http://example.com/x.mlir' }, /cannot open/);
    await check('verify', { file: 'sub/tidy.mlir' }, 'sub/tidy.mlir: valid\n');
    await check('verify', { file: join(folder, 'sub/tidy.mlir') }, /: valid\n$/);
    await check('verify', { file: `file://${join(folder, 'sub/tidy.mlir')}` }, /: valid\n$/);
  });

  it('says what is wrong with arguments', async () => {
    await checkRefused('verify', {}, 'give `text` or `file`');
    await checkRefused('verify', { text: '', file: 'x' }, 'give `text` or `file`, not both');
    await checkRefused('verify', { txt: '' }, /txt/);
    await checkRefused('verify', { text: '', dialects: '1999' }, /dialects/);
    await checkRefused('format', { text: '', write: true }, '`write` takes a `file`');
    writeFileSync(join(server.folder, 'bytes.mlir'), new Uint8Array([0xff, 0xfe]));
    await checkRefused('verify', { file: 'bytes.mlir' }, "'bytes.mlir' is not UTF-8 text");
  });

  it('survives any text', async () => {
    for (const text of ['', '\0', '{'.repeat(100_000), '"'.repeat(1000), '\ud800', '%'])
      assert.equal((await server.call('verify', { text })).isError, false);
  });
});
