/** What is shown of the operation that is being written: its form, with the part that is next in brackets. */
import assert from 'node:assert/strict';
import type { OpDefinition } from '@iree-workbench/ir';
import { MlirDocument } from './document.ts';
import { atCursor, withRanges } from './marked-text.fixture.ts';
import { signaturesAt } from './signature-help.ts';

const shown = (marked: string): string[] => {
  const { document, cursor } = atCursor(marked);
  return signaturesAt(document, cursor).map(({ label, parameters, active }) => {
    const parameter = active === null ? undefined : parameters[active];
    return withRanges(label, parameter ? [parameter] : []);
  });
};
const inBody = (text: string): string =>
  `func.func private @callee(i32, tensor<4xf32>) -> f32
func.func @f(%a: i32, %b: i32, %x: f32, %m: memref<4x8xf32>) -> (i32, f32) {
  %c0 = arith.constant 0 : index
  ${text}
  return %a, %x : i32, f32
}
`;
/** One signature, of a statement in a function. */
const check = (statement: string, ...expected: string[]): void =>
  assert.deepEqual(shown(inBody(statement)), expected);
const documentation = (statement: string): string | undefined => {
  const { document, cursor } = atCursor(inBody(statement));
  const [first] = signaturesAt(document, cursor);
  return first?.parameters[first.active ?? -1]?.documentation;
};

describe('signature help of assembly formats', () => {
  it('follows the parts as they are written', () => {
    check('%0 = arith.addi │', 'arith.addi ⟦%lhs⟧, %rhs {...} : type(%result)');
    check('%0 = arith.addi %a│', 'arith.addi ⟦%lhs⟧, %rhs {...} : type(%result)');
    check('%0 = arith.addi %a, │', 'arith.addi %lhs, ⟦%rhs⟧ {...} : type(%result)');
    check('%0 = arith.addi %a, │%b : i32', 'arith.addi %lhs, ⟦%rhs⟧ {...} : type(%result)');
    check('%0 = arith.addi %a, %b │', 'arith.addi %lhs, %rhs {...} : ⟦type(%result)⟧');
    check('%0 = arith.addi %a, %b : │', 'arith.addi %lhs, %rhs {...} : ⟦type(%result)⟧');
    check('%0 = arith.addi %a, %b : i3│', 'arith.addi %lhs, %rhs {...} : ⟦type(%result)⟧');
  });
  it('says nothing of what is complete, of names, and in comments', () => {
    check('%0 = arith.addi %a, %b : i32 │');
    check('%0 = arith.ad│');
    check('// arith.addi │');
    check('│');
  });
  it('goes into lists and behind optional groups', () => {
    check('%0 = memref.load %m[│', 'memref.load %memref[⟦%indices...⟧] {...} : type(%memref)');
    check('%0 = memref.load %m[%c0, │', 'memref.load %memref[⟦%indices...⟧] {...} : type(%memref)');
    check('%0 = memref.load %m[%c0] │', 'memref.load %memref[%indices...] {...} : ⟦type(%memref)⟧');
    check(
      '%0 = memref.alloc() │',
      'memref.alloc(%dynamicSizes...)([%symbolOperands...])? {...} : ⟦type(%memref)⟧',
    );
    check(
      '%0 = tensor.extract_slice %m[0] [│',
      'tensor.extract_slice %source[%offsets...] [⟦%sizes...⟧] [%strides...] {...} : type(%source) to type(%result)',
    );
  });
  it('marks what may be left out', () =>
    check(
      '%0 = arith.addf %a, %b fastmath│',
      'arith.addf %lhs, %rhs (fastmath<fastmath>)? {...} : ⟦type(%result)⟧',
    ));
  it('says what a part is for', () => {
    assert.equal(documentation('%0 = arith.addi %a, │'), '`%rhs`: signless-integer-like');
    assert.equal(
      documentation('%0 = arith.addi %a, %b : │'),
      'type of `%lhs`, `%rhs`, `%result`: signless-integer-like',
    );
    assert.match(documentation('%0 = arith.cmpi │') ?? '', /^`predicate`: one of `eq`, `ne`, /);
  });
});

describe('signature help of forms written by hand', () => {
  const loop = (part: string): string =>
    'scf.for %iv = %lowerBound to %upperBound step %step (iter_args(%arg = %initArgs) -> (types))? {region}'.replace(
      part,
      `⟦${part}⟧`,
    );
  it('follows their words', () => {
    check('scf.for │', loop('%iv'));
    check('scf.for %k = │', loop('%lowerBound'));
    check('scf.for %k = %c0 to │', loop('%upperBound'));
    check('scf.for %k = %c0 to %c0 step %c0 iter_args(│', loop('%arg = %initArgs'));
    check('scf.for %k = %c0 to %c0 step %c0 iter_args(%s = %x) -> (│', loop('types'));
    check(
      '%0 = linalg.matmul ins(%m, %m : memref<4x8xf32>, │',
      'linalg.matmul ({...})? ins(%inputs : ⟦types⟧) outs(%outputs : types) -> types',
    );
    check('%0 = arith.constant │', 'arith.constant ({...})? ⟦value⟧');
    check('%0 = arith.constant {│', 'arith.constant (⟦{...}⟧)? value');
    assert.match(shown('func.func │')[0] ?? '', /⟦@sym_name⟧/);
  });
  it('says what their parts are for', () => {
    assert.equal(documentation('scf.for %k = │'), '`%lowerBound`: signless integer or index');
    assert.equal(
      documentation('vector.transfer_read %m[%c0, %c0], %x : │'),
      'type of `%source`: shaped of any type values',
    );
  });
});

describe('signature help of the generic form', () => {
  const signature = (active: string): string =>
    '"arith.addi"(%lhs, %rhs) : (type(%lhs), type(%rhs)) -> type(%result)'.replace(
      active,
      `⟦${active}⟧`,
    );
  it('follows brackets and commas', () => {
    check('%0 = "arith.addi"(│', signature('%lhs'));
    check('%0 = "arith.addi"(%a, │', signature('%rhs'));
    check('%0 = "arith.addi"(%a, %b) : (│', signature('type(%lhs)'));
    check('%0 = "arith.addi"(%a, %b) : (i32, │', signature('type(%rhs)'));
    check('%0 = "arith.addi"(%a, %b) : (i32, i32) -> │', signature('type(%result)'));
    check('%0 = "arith.addi"(%a, %b) : (i32, i32) -> i32 │');
  });
  it('finds attributes by their names', () =>
    check(
      '%0 = "arith.cmpi"(%a, %b) {predicate = │',
      '"arith.cmpi"(%lhs, %rhs) {⟦predicate⟧} : (type(%lhs), type(%rhs)) -> type(%result)',
    ));
  it('stands for the form of what has no other', () =>
    check(
      '%0 = "tosa.add"(%a, │',
      '"tosa.add"(%input1, ⟦%input2⟧) : (type(%input1), type(%input2)) -> type(%output)',
    ));
});

describe('signature help of calls', () => {
  const call = (part: string): string =>
    'call @callee(%operands...) {...} : (type(%operands...)) -> type(%results...)'.replace(
      part,
      `⟦${part}⟧`,
    );
  const TYPES = '(type(%operands...)) -> type(%results...)';
  it('shows the callee', () => {
    check('%0 = call @callee(│', '@callee(⟦i32⟧, tensor<4xf32>) -> f32', call('%operands...'));
    check('%0 = call @callee(%a, │', '@callee(i32, ⟦tensor<4xf32>⟧) -> f32', call('%operands...'));
    check(
      '%0 = call @callee(%a, %t) : (i32, │',
      '@callee(i32, ⟦tensor<4xf32>⟧) -> f32',
      call(TYPES),
    );
    check('%0 = call @nobody(│', call('%operands...'));
  });
  it('shows what a dispatch is given, through its entry point', () =>
    assert.deepEqual(
      shown(`flow.executable private @ex {
  flow.executable.export public @entry
  builtin.module {
    func.func @entry(%in: !flow.dispatch.tensor<readonly:tensor<4xf32>>, %n: index) { return }
  }
}
func.func @f(%t: tensor<4xf32>) {
  %0 = flow.dispatch @ex::@entry(%t, │
}`)[0],
      '@ex::@entry(%in: !flow.dispatch.tensor<readonly:tensor<4xf32>>, ⟦%n: index⟧)',
    ));
  it('shows the arguments of blocks', () =>
    assert.deepEqual(
      shown(`func.func @f(%a: i32) {
  cf.br ^bb1(%a, │
^bb1(%p: i32, %q: f32):
  return
}`)[0],
      '^bb1(%p: i32, ⟦%q: f32⟧)',
    ));
  it('shows what a function and a region are to give', () => {
    assert.equal(shown(inBody('return │'))[0], 'results(⟦i32⟧, f32)');
    assert.equal(shown(inBody('return %a, %x : i32, │'))[0], 'results(i32, ⟦f32⟧)');
    assert.equal(
      shown(
        inBody(
          '%0 = scf.for %i = %c0 to %c0 step %c0 iter_args(%s = %a) -> (i32) {\n    %1 = arith.addi %s, %s : i32\n    scf.yield │%1 : i32\n  }',
        ),
      )[0],
      'results(⟦i32⟧)',
    );
  });
});

describe('signature help of every operation', () => {
  const { context } = new MlirDocument('').at(0).chunk.module;
  const definitions = [...context.dialects.values()].flatMap(({ operations }) => operations);
  /** What is shown behind the beginning of a statement of each. */
  const shownOf = (beginning: (definition: OpDefinition) => string) => {
    const texts = definitions.map((definition) => `${beginning(definition)}\n`);
    const document = new MlirDocument(texts.join(''));
    let end = 0;
    return texts.map((text, i) => {
      end += text.length;
      return { definition: definitions[i]!, signature: signaturesAt(document, end - 1)[0] };
    });
  };
  it('knows the part that comes first', () => {
    const lost = shownOf(({ name }) => `${name} `).filter(
      ({ definition: { hooks, spec, name }, signature }) =>
        (hooks.parse ? spec.usage : spec.assemblyFormat)?.replace(/attr-dict/, '').trim() &&
        !name.includes('-') &&
        signature?.active === null &&
        signature.parameters.length > 0,
    );
    assert.deepEqual(
      lost.map(({ signature, definition }) => signature?.label ?? definition.name),
      [],
    );
  });
  it('says what each part is for', () => {
    for (const { signature, definition } of shownOf(({ name }) => `"${name}"(`)) {
      assert.ok(signature, definition.name);
      for (const { start, end, documentation } of signature.parameters)
        assert.ok(
          0 <= start && start < end && end <= signature.label.length && documentation !== '',
          signature.label,
        );
    }
  });
});
