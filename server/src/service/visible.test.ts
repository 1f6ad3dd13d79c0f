/**
 * What is said of a part of a long text before the rest is parsed: errors in it, and nothing that is not
 * said of the whole. `FUZZ_SEED` repeats the random texts, `FUZZ_STEPS` takes more of them.
 */
import assert from 'node:assert/strict';
import { type DocumentDiagnostic, documentDiagnostics } from './diagnostics.ts';
import { MlirDocument, type TextRange } from './document.ts';
import { visibleDiagnostics } from './visible.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const STEPS = Number(process.env.FUZZ_STEPS ?? 4);

/** So much text that nothing behind or before it is looked at. */
const long = (line: (number: number) => string): string =>
  Array.from({ length: 4000 }, (_, i) => line(i)).join('');
const functions = (prefix: string, indent = ''): string =>
  long((i) => `${indent}func.func @${prefix}${i}() {\n${indent}  return\n${indent}}\n`);
const values = (prefix: string): string =>
  long((i) => `  %${prefix}${i} = arith.addi %x, %x : i32\n`);

const whole = (text: string): readonly DocumentDiagnostic[] =>
  documentDiagnostics(new MlirDocument(text));

/**
 * What is said of a part of a text, each with what it is said of. All of it must be said of the whole, too; but for
 * what the verifier says, which says nothing of a long run of statements that has an error.
 */
function saidOf(text: string, seen: TextRange, all = whole(text)): readonly string[] {
  const placeOf = ({ range, message }: DocumentDiagnostic): string => `${range?.start} ${message}`;
  const placed = new Set(all.map(placeOf));
  const isBroken = all.some(isParsers);
  return visibleDiagnostics(text, seen, '2023').map((diagnostic) => {
    const { range, message } = diagnostic;
    const isHeld = isParsers(diagnostic) || !isBroken;
    assert.ok(!isHeld || placed.has(placeOf(diagnostic)), `${message}\n${[...placed].join('\n')}`);
    return `${text.slice(range?.start, range?.end)}: ${message}`;
  });
}
const isParsers = ({ code }: DocumentDiagnostic): boolean => code.startsWith('parser/');

/** The part from `<<` to `>>` is seen. */
function check(marked: string, expected: readonly string[]): void {
  const seen = { start: marked.indexOf('<<'), end: marked.indexOf('>>') - 2 };
  assert.deepEqual(saidOf(marked.replace('<<', '').replace('>>', ''), seen), expected);
}

describe('diagnostics of what is visible', function () {
  this.timeout(0);

  it('are those of the functions there', () =>
    check(
      `${functions('before')}func.func @f(%x: i32) -> i32 {
  <<%y = arith.addi %x, %z : i32
  %w = arith.addi %x, %x : f32>>
  return %y : i32
}
${functions('behind')}func.func @g() { return %none : i32 }
`,
      [
        '%z: use of undeclared SSA value name',
        "%x: use of value '%x' expects different type than prior uses: 'f32' vs 'i32'",
      ],
    ));

  it('are those of the verifier, too', () =>
    check(
      `${functions('before')}func.func @f(%x: f32) -> i32 {
  <<%y = arith.addi %x, %x : f32
  return %y : f32>>
}
${functions('behind')}`,
      [
        "arith.addi: 'arith.addi' op operand #0 must be signless-integer-like, but got 'f32'",
        "return: type of return operand 0 ('f32') doesn't match function result type ('i32') in function @f",
      ],
    ));

  it('know the aliases at the head, and take others and symbols for right', () =>
    check(
      `#map = affine_map<(d0) -> (d0)>
module {
${functions('before', '  ')}<<  func.func @f(%x: memref<4xf32, #map>, %y: memref<4xf32, #behind>) {
    %z = memref.cast %x : memref<4xf32, #map> to memref<5xf32, #map>
    func.call @behind() : () -> ()
    call @behind() : () -> i32
    return
  }>>
${functions('behind', '  ')}  func.func private @behind() -> ()
}
#behind = affine_map<(d0) -> (d0)>
`,
      // The alias behind is not known, and so nothing else is of the function that names it.
      [],
    ));

  it('are those of the statements in a long function, whatever their values are', () =>
    check(
      `func.func @f(%x: i32) {
${values('a')}<<  %y = arith.addi %a17, %unknown : i32
  %z = arith.subbi %y, %y : i32
  %w = arith.addi %y, %y : f32
>>${values('b')}  return
}
`,
      [
        "arith.subbi: custom op 'arith.subbi' is unknown",
        "%y: use of value '%y' expects different type than prior uses: 'f32' vs 'i32'",
      ],
    ));

  it('are those of a long function that begins there', () =>
    check(
      `<<func.func @f(%x: i32) {
  %y = arith.constant 1 : q32>>
${values('b')}  return
}
`,
      [' : expected non-function type'],
    ));

  it('say nothing of blocks that stand elsewhere', () =>
    check(
      `func.func @f(%x: i32) {
${values('a')}<<  cf.br ^bb1
^bb1:
  %y = arith.constant 1 : f3
  cf.br ^bb2(%y : i32)
^bb2(%z: i32):
>>${values('b')}  return
}
`,
      [' : expected non-function type'],
    ));

  it('are of the piece that is seen', () =>
    check(
      `${functions('before')}// -----
<<func.func @f() {
  return %x : i32
}>>
// -----
${functions('behind')}`,
      ['%x: use of undeclared SSA value name'],
    ));

  it('say nothing where diagnostics are announced', () =>
    check(
      `${functions('before')}<<func.func @f() {
  // expected-error @+1 {{undeclared}}
  return %x : i32
}>>
${functions('behind')}`,
      [],
    ));

  it(`are said of the whole, too (FUZZ_SEED=${SEED})`, () => {
    const random = makeRandom(SEED);
    for (let step = 0; step < STEPS; step++) {
      let text = program(random);
      for (let number = 0; number < 40; number++) text = damaged(text, random);
      const all = whole(text);
      for (let part = 0; part < 10; part++) {
        const start = random(text.length);
        saidOf(text, { start, end: start + 2000 }, all);
      }
    }
  });
});

/** A text of some functions or a long one, in a module or not. */
function program(random: (below: number) => number): string {
  const [indent, open, close] = random(2) === 0 ? ['', '', ''] : ['  ', 'module {\n', '}\n'];
  const statements = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => {
      const value = random(3) === 0 || i === 0 ? '%x' : `%v${random(i)}`;
      switch (random(6)) {
        case 0:
          return `%v${i} = scf.if %c -> (i32) {\n${indent}    scf.yield ${value} : i32\n${indent}  } else {\n${indent}    scf.yield %x : i32\n${indent}  }`;
        case 1:
          return `%v${i} = func.call @f0(%x, %c) : (i32, i1) -> i32`;
        case 2:
          return `%v${i} = arith.select %c, ${value}, %x : i32`;
        default:
          return `%v${i} = arith.muli ${value}, %x : i32`;
      }
    });
  const isOne = random(2) === 0;
  const lines = Array.from({ length: isOne ? 1 : 500 }, (_, i) => [
    `func.func @f${i}(%x: i32, %c: i1) -> i32 {`,
    ...statements(isOne ? 8000 : 12).map((statement) => `  ${statement}`),
    '  return %x : i32',
    '}',
  ]).flat();
  return `#map = affine_map<(d0) -> (d0)>\n${open}${lines.map((line) => `${indent}${line}\n`).join('')}${close}`;
}

/** The text with another word in some place. Brackets stay. */
function damaged(text: string, random: (below: number) => number): string {
  const words = /[%@]?\w+/g;
  words.lastIndex = random(text.length);
  const word = words.exec(text);
  if (!word) return text;
  const others = ['', 'x', '%x', 'i64', 'f32', 'arith.addi', '%v3', '#map', '!none', '@f1', '42'];
  return `${text.slice(0, word.index)}${others[random(others.length)]}${text.slice(words.lastIndex)}`;
}

/** Linear congruences of Knuth's MMIX, the upper bits. */
function makeRandom(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}
