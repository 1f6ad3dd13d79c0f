/** The vm dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { Context } from '../../context.ts';
import { parseModule } from '../../parser/parse.ts';
import { printOperation } from '../../printer/printer.ts';
import { canonicalize } from '../../transforms/canonicalize.ts';
import { verifyOperation } from '../../verify/verifier.ts';
import { allDialects } from '../index.ts';

const read = (text: string) => parseModule(new Context(allDialects), text);

/** A function's body, as text, after canonicalisation. */
function simplified(signature: string, body: string): string[] {
  const { module, diagnostics } = read(
    `vm.module @m {\n vm.export @f\n vm.func @f${signature} {\n${body}\n }\n}`,
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(verifyOperation(module), []);
  canonicalize(module);
  return printOperation(module)
    .split('\n')
    .filter((line) => line.startsWith('      ') || line.startsWith('    ^'))
    .map((line) => line.trim());
}

/** The first thing that the parser or the verifier has to say. */
function complaint(text: string): string | undefined {
  const { module, diagnostics } = read(text);
  return (diagnostics[0] ?? verifyOperation(module)[0])?.message;
}

describe('the vm dialect', () => {
  it('has the 292 operations of upstream’s', () => {
    const names = [...new Context(allDialects).registeredOperations()].map(({ name }) => name);
    assert.equal(names.filter((name) => name.startsWith('vm.')).length, 292);
  });

  const text = `module {
  vm.module public @m {
    vm.import private @hal.device.query.i64(%device : !vm.ref<!hal.device>, %category : !vm.buffer, %key : !vm.buffer) -> (i32, i64) attributes {nosideeffects}
    vm.import private optional @other.sum(%count : i32, %pairs : tuple<i32, i64> ..., %rest : !vm.ref<?> ...) -> i32 attributes {minimum_version = 3 : i32}
    vm.global.i32 private mutable @counter = 5 : i32
    vm.global.ref public @object : !vm.ref<!hal.buffer>
    vm.rodata private @data {alignment = 16 : i64} dense<[1, 2, 3]> : tensor<3xi8>
    vm.initializer {
      %c7 = vm.const.i32 7
      vm.global.store.i32 %c7, @counter : i32
      vm.return
    }
    vm.func private @f(%arg0: i32, %arg1: i64, %arg2: !vm.ref<?>) -> (i32, !vm.list<?>) attributes {noinline} {
      %zero = vm.const.i64.zero
      %null = vm.const.ref.zero : !vm.ref<?>
      %counter = vm.global.load.i32 @counter : i32
      %object = vm.global.load.ref @object : !vm.ref<!hal.buffer>
      %data = vm.const.ref.rodata @data : !vm.buffer
      %0 = vm.call.variadic @other.sum(%arg0, [(%arg0, %arg1), (%counter, %zero)], []) : (i32, tuple<i32, i64> ..., !vm.ref<?> ...) -> i32
      %has_other_sum = vm.import.resolved @other.sum : i32
      %list = vm.list.alloc %0 : (i32) -> !vm.list<?>
      %ref = vm.switch.ref %has_other_sum[%arg2, %null] else %arg2 : !vm.ref<?>
      vm.list.set.ref %list, %arg0, %ref : (!vm.list<?>, i32, !vm.ref<?>)
      vm.cond_fail %has_other_sum, %0, "no"
      vm.cond_fail %0
      %slt = vm.cmp.lt.i32.s %arg0, %0 : i32
      vm.cond_br %slt, ^bb1(%arg0 : i32), ^bb2
    ^bb1(%1: i32):  // pred: ^bb0
      vm.return %1, %list : i32, !vm.list<?>
    ^bb2:  // pred: ^bb0
      vm.fail %0, "failed"
    }
    vm.export @f as("other name") attributes {iree.abi.stub}
  }
}`;

  it('prints what upstream prints', () => {
    const { module, diagnostics } = read(text);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(verifyOperation(module), []);
    assert.equal(printOperation(module), text);
  });

  it('reads its generic form', () => {
    const generic = printOperation(read(text).module, { generic: true });
    assert.match(generic, /segment_sizes = dense<\[-1, 2, 0\]> : vector<3xi16>/);
    const again = read(generic);
    assert.deepEqual(again.diagnostics, []);
    assert.equal(printOperation(again.module), text);
  });

  it('counts ordinals in an attribute', () => {
    const counted =
      'module {\n  vm.module public @m attributes {ordinal_counts = #vm.ordinal_counts<import_funcs = 1, export_funcs = 2, internal_funcs = 3, global_bytes = 12, global_refs = 4, rodatas = 5, rwdatas = 0>} {\n  }\n}';
    const { module, diagnostics } = read(counted);
    assert.deepEqual(diagnostics, []);
    assert.equal(printOperation(module), counted);
  });

  it('says what is wrong as upstream does', () => {
    const inModule = (body: string) => complaint(`vm.module @m {\n${body}\n}`);
    assert.equal(inModule('vm.export @missing'), "vm.func op named 'missing' not found for export");
    assert.equal(
      inModule(
        'vm.global.i32 private @g : i32\n vm.func @f(%a: i32) { vm.global.store.i32 %a, @g : i32\n vm.return }',
      ),
      "'vm.global.store.i32' op global g is not mutable and cannot be stored to",
    );
    assert.equal(
      inModule('vm.func @f() { %0 = vm.global.load.i64 @g : i64\n vm.return }'),
      "'vm.global.load.i64' op undefined global: @g",
    );
    assert.equal(
      inModule('vm.func @f() { %zero = vm.const.i32.zero\n vm.fail %zero }'),
      "'vm.fail' op status is 0; expected to not be OK",
    );
    assert.equal(
      inModule(
        'vm.func @f(%l: !vm.list<!vm.ref<!hal.buffer>>, %i: i32) { %0 = vm.list.get.ref %l, %i : (!vm.list<!vm.ref<!hal.buffer>>, i32) -> !vm.ref<!hal.device>\n vm.return }',
      ),
      "list contains '!vm.ref<!hal.buffer>' that cannot be accessed as '!vm.ref<!hal.device>'",
    );
    assert.equal(
      complaint('vm.func @f() { vm.return }'),
      "'vm.func' op expects parent op 'vm.module'",
    );
  });
});

describe('canonicalisation of vm', () => {
  it('fuses a product and a sum', () => {
    assert.deepEqual(
      simplified(
        '(%a: i32, %b: i32, %c: i32) -> i32',
        '%0 = vm.mul.i32 %a, %b : i32\n %1 = vm.add.i32 %c, %0 : i32\n vm.return %1 : i32',
      ),
      ['%0 = vm.fma.i32 %arg0, %arg1, %arg2 : i32', 'vm.return %0 : i32'],
    );
  });

  it('lowers comparisons that the machine lacks', () => {
    assert.deepEqual(
      simplified(
        '(%a: i64, %b: i64) -> (i32, i32)',
        '%0 = vm.cmp.gt.i64.u %a, %b : i64\n %1 = vm.cmp.gte.i64.s %a, %b : i64\n vm.return %0, %1 : i32, i32',
      ),
      [
        '%c1 = vm.const.i32 1',
        '%ult = vm.cmp.lt.i64.u %arg1, %arg0 : i64',
        '%slt = vm.cmp.lt.i64.s %arg0, %arg1 : i64',
        '%0 = vm.xor.i32 %slt, %c1 : i32',
        'vm.return %ult, %0 : i32, i32',
      ],
    );
  });

  it('keeps what is not a number apart where a comparison turns round', () => {
    // Upstream makes !(a < b) of a >= b, which holds for what is not a number.
    assert.deepEqual(
      simplified(
        '(%a: f32, %b: f32) -> i32',
        '%0 = vm.cmp.gte.f32.o %a, %b : f32\n vm.return %0 : i32',
      ),
      ['%0 = vm.cmp.lte.f32.o %arg1, %arg0 : f32', 'vm.return %0 : i32'],
    );
    assert.deepEqual(
      simplified(
        '(%a: f32) -> i32',
        '%nan = vm.const.f32 0x7FC00000\n %0 = vm.cmp.ne.f32.o %nan, %nan : f32\n vm.return %0 : i32',
      ),
      ['%zero = vm.const.i32.zero', 'vm.return %zero : i32'],
    );
  });

  it('folds constants in the width of their type', () => {
    const folded = (name: string, ...values: readonly string[]): string | undefined =>
      simplified(
        '() -> i32',
        `${values.map((value, i) => `%${i} = vm.const.i32 ${value}`).join('\n')}\n %r = ${name} ${values.map((_, i) => `%${i}`).join(', ')} : i32\n vm.return %r : i32`,
      )[0];
    assert.equal(
      folded('vm.add.i32', '2147483647', '1'),
      '%c-2147483648 = vm.const.i32 -2147483648',
    );
    assert.equal(folded('vm.div.i32.u', '-2', '2'), '%c2147483647 = vm.const.i32 2147483647');
    assert.equal(folded('vm.rem.i32.s', '-7', '3'), '%c-1 = vm.const.i32 -1');
    assert.equal(folded('vm.shr.i32.u', '-1', '28'), '%c15 = vm.const.i32 15');
    assert.equal(folded('vm.ctlz.i32', '1'), '%c31 = vm.const.i32 31');
    assert.equal(folded('vm.sub.i32', '5', '5'), '%zero = vm.const.i32.zero');
  });

  it('leaves alone what would change the result', () => {
    // (a * b) / b is not a where the product overflows; 0 * x is not 0 for infinite x.
    assert.equal(
      simplified(
        '(%a: i32, %b: i32) -> i32',
        '%0 = vm.mul.i32 %a, %b : i32\n %1 = vm.div.i32.s %0, %b : i32\n vm.return %1 : i32',
      ).length,
      3,
    );
    assert.equal(
      simplified(
        '(%a: f32) -> f32',
        '%zero = vm.const.f32.zero\n %0 = vm.mul.f32 %a, %zero : f32\n vm.return %0 : f32',
      ).length,
      3,
    );
  });

  it('fails in a block of its own', () => {
    assert.deepEqual(simplified('(%a: i32) -> i32', 'vm.cond_fail %a, "no"\n vm.return %a : i32'), [
      'vm.cond_br %arg0, ^bb2(%arg0 : i32), ^bb1',
      '^bb1:  // pred: ^bb0',
      'vm.return %arg0 : i32',
      '^bb2(%0: i32):  // pred: ^bb0',
      'vm.fail %0, "no"',
    ]);
  });

  it('takes initial values from initialisers', () => {
    const { module } = read(
      'vm.module @m {\n vm.global.i32 public @g : i32\n vm.initializer { %c7 = vm.const.i32 7\n vm.global.store.i32 %c7, @g : i32\n vm.return }\n}',
    );
    canonicalize(module);
    assert.equal(
      printOperation(module),
      'module {\n  vm.module public @m {\n    vm.global.i32 public @g = 7 : i32\n  }\n}',
    );
  });
});
