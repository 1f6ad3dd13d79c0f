/** The verifier against what upstream's iree-opt (20230404) says of the same invalid text. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { fileLocation } from '../diagnostics.ts';
import { allDialects } from '../dialects/index.ts';
import { parseModule } from '../parser/parse.ts';
import { verifyOperation } from './verifier.ts';

function verify(text: string, showOperation = true): readonly Diagnostic[] {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text, { fileName: 'a.mlir' });
  assert.deepEqual(
    diagnostics.map((d) => d.message),
    [],
  );
  return verifyOperation(module, { showOperation });
}

const shown = ({ severity, location, message }: Diagnostic): string => {
  const at = fileLocation(location);
  return `${at?.line}:${at?.column}: ${severity}: ${message}`;
};

/** The first finding with its notes is `expected`. */
function finds(text: string, ...expected: readonly string[]): void {
  const [first] = verify(text);
  assert.deepEqual(first ? [first, ...first.notes].map(shown) : [], expected);
}

describe('the verifier', () => {
  it("names the constraint that an operand's type breaks", () => {
    finds(
      `func.func @a(%a: f32) { %0 = "arith.addi"(%a, %a) : (f32, f32) -> f32 
 return }`,
      `1:30: error: 'arith.addi' op operand #0 must be signless-integer-like, but got 'f32'`,
      `1:30: note: see current operation: %0 = "arith.addi"(%arg0, %arg0) : (f32, f32) -> f32`,
    );
  });

  it('wants a terminator', () => {
    finds(
      `"func.func"() ({ %0 = arith.constant 1 : i32 }) {function_type = () -> (), sym_name = "f"} : () -> ()`,
      `1:23: error: block with no terminator, has %0 = "arith.constant"() {value = 1 : i32} : () -> i32`,
      `1:23: note: see current operation: %0 = "arith.constant"() {value = 1 : i32} : () -> i32`,
    );
  });

  it('wants blocks that are not empty', () => {
    finds(
      `"func.func"() ({ ^bb0: }) {function_type = () -> (), sym_name = "f"} : () -> ()`,
      `1:1: error: empty block: expect at least a terminator`,
    );
  });

  it('lets nobody branch to an entry', () => {
    finds(
      `"func.func"() ({ ^bb0: "cf.br"()[^bb0] : () -> () }) {function_type = () -> (), sym_name = "f"} : () -> ()`,
      `1:1: error: entry block of region may not have predecessors`,
    );
  });

  it('wants names that are unique', () => {
    finds(
      `func.func @a() { return }
func.func @a() { return }`,
      `2:1: error: redefinition of symbol named 'a'`,
      `2:1: note: see current operation: 
"func.func"() ({
  "func.return"() : () -> ()
}) {function_type = () -> (), sym_name = "a"} : () -> ()`,
      `1:1: note: see existing symbol definition here`,
    );
  });

  it('wants definitions before uses, in other blocks', () => {
    finds(
      `func.func @a(%c: i1) { cf.cond_br %c, ^bb1, ^bb2
^bb1:
  %0 = arith.constant 1 : i32
  cf.br ^bb2
^bb2:
  %1 = arith.addi %0, %0 : i32
  return }`,
      `6:8: error: operand #0 does not dominate this use`,
      `6:8: note: see current operation: %1 = "arith.addi"(%0, %0) : (i32, i32) -> i32`,
      `3:8: note: operand defined here (op in the same region)`,
    );
  });

  it('wants definitions before uses in several blocks of an unknown operation', () => {
    finds(
      `"a.b"() ({
  "a.use"(%0) : (i32) -> ()
  "a.branch"()[^bb1] : () -> ()
^bb1:
  %0 = "a.define"() : () -> i32
  "a.end"() : () -> ()
}) : () -> ()`,
      `2:3: error: operand #0 does not dominate this use`,
      `2:3: note: see current operation: "a.use"(%0) : (i32) -> ()`,
      `5:8: note: operand defined here (op in the same region)`,
    );
  });

  it('wants definitions before uses, in a block', () => {
    finds(
      `func.func @a(%c: i1) { 
  scf.if %c { 
    %2 = arith.constant 1 : i32
  }
  %1 = "arith.addi"(%0, %0) : (i32, i32) -> i32
  %0 = arith.constant 1 : i32
  return }`,
      `5:8: error: operand #0 does not dominate this use`,
      `5:8: note: see current operation: %0 = "arith.addi"(%1, %1) : (i32, i32) -> i32`,
      `6:8: note: operand defined here (op in the same block)`,
    );
  });

  it('keeps isolated regions closed', () => {
    finds(
      `func.func @a(%c: i1) { 
  %0 = arith.constant 1 : i32
  func.func @b() -> i32 {
  %1 = "arith.addi"(%0, %0) : (i32, i32) -> i32
  return %1 : i32 }
  return }`,
      `4:8: error: 'arith.addi' op using value defined outside the region`,
      `4:8: note: see current operation: %0 = "arith.addi"(<<UNKNOWN SSA VALUE>>, <<UNKNOWN SSA VALUE>>) : (i32, i32) -> i32`,
      `3:3: note: required by region isolation constraints`,
    );
  });

  it('wants attributes that are required', () => {
    finds(
      `func.func @a(%c: i1) { 
  "arith.constant"() : () -> i32
 return }`,
      `2:3: error: 'arith.constant' op requires attribute 'value'`,
      `2:3: note: see current operation: %0 = "arith.constant"() : () -> i32`,
    );
  });

  it('wants all attributes, by name, before it looks at any', () => {
    finds(
      `func.func @a(%p: !llvm.ptr, %i: i32) {
  "llvm.cmpxchg"(%p, %i, %i) {success_ordering = "x"} : (!llvm.ptr, i32, i32) -> i32
  return }`,
      `2:3: error: 'llvm.cmpxchg' op requires attribute 'failure_ordering'`,
      `2:3: note: see current operation: %0 = "llvm.cmpxchg"(%arg0, %arg1, %arg1) {success_ordering = "x"} : (!llvm.ptr, i32, i32) -> i32`,
    );
  });

  it('wants results and successors at all', () => {
    finds(
      `func.func @a() {
  "gpu.alloc"() : () -> ()
  return }`,
      `2:3: error: 'gpu.alloc' op expected 1 or more results`,
      `2:3: note: see current operation: "gpu.alloc"() : () -> ()`,
    );
    finds(
      `func.func @a() {
  "llvm.switch"() : () -> ()
  return }`,
      `2:3: error: 'llvm.switch' op requires at least 1 successors but found 0`,
      `2:3: note: see current operation: "llvm.switch"() : () -> ()`,
    );
  });

  it('names the cases of an enum', () => {
    finds(
      `func.func @a(%c: i1) { 
  "arith.cmpi"(%c, %c) {predicate = 77 : i64} : (i1, i1) -> i1
 return }`,
      `2:3: error: 'arith.cmpi' op attribute 'predicate' failed to satisfy constraint: allowed 64-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9`,
      `2:3: note: see current operation: %0 = "arith.cmpi"(%arg0, %arg0) {predicate = 77 : i64} : (i1, i1) -> i1`,
    );
  });

  it('counts operands', () => {
    finds(
      `func.func @a(%c: i1) { 
  "arith.cmpi"(%c) {predicate = 7 : i64} : (i1) -> i1
  "arith.cmpi"(%c, %c) {predicate = 7 : i64} : (i1, i1) -> (i1, i1)
  "arith.cmpi"(%c, %c) {predicate = 7 : i64} : (i1, i1) -> i32
  "arith.cmpi"(%c, %c) ({}) {predicate = 7 : i64} : (i1, i1) -> i1
 return }`,
      `2:3: error: 'arith.cmpi' op expected 2 operands, but found 1`,
      `2:3: note: see current operation: %0 = "arith.cmpi"(%arg0) {predicate = 7 : i64} : (i1) -> i1`,
    );
  });

  it('wants branches at the end of blocks', () => {
    finds(
      `func.func @a(%c: i1) { 
  cf.br ^bb1
  return
^bb1:
  return
  }`,
      `2:3: error: operation with block successors must terminate its parent block`,
      `2:3: note: see current operation: "cf.br"()[^bb1] : () -> ()`,
    );
  });

  it('tells where a value is defined: a parent region', () => {
    finds(
      `func.func @f(%c: i1) {
  scf.if %c {
    %0 = "foo.def"() : () -> i32
    "foo.use"(%1) : (i32) -> ()
  }
  %1 = "foo.def"() : () -> i32
  return
}`,
      `4:5: error: operand #0 does not dominate this use`,
      `4:5: note: see current operation: "foo.use"(%0) : (i32) -> ()`,
      `6:8: note: operand defined here (op in a parent region)`,
    );
  });

  it('a block argument of the same region', () => {
    finds(
      `func.func @f(%c: i1) {
  cf.cond_br %c, ^bb1(%c: i1), ^bb2
^bb1(%d: i1):
  return
^bb2:
  "foo.use"(%d) : (i1) -> ()
  return
}`,
      `6:3: error: operand #0 does not dominate this use`,
      `6:3: note: see current operation: "foo.use"(%0) : (i1) -> ()`,
      `1:1: note: operand defined as a block argument (block #1 in the same region)`,
    );
  });

  it('a block argument of a parent region', () => {
    finds(
      `func.func @f(%c: i1) {
  cf.cond_br %c, ^bb1(%c: i1), ^bb2
^bb1(%d: i1):
  return
^bb2:
  scf.if %c {
  "foo.use"(%d) : (i1) -> ()
  }
  return
}`,
      `7:3: error: operand #0 does not dominate this use`,
      `7:3: note: see current operation: "foo.use"(%0) : (i1) -> ()`,
      `1:1: note: operand defined as a block argument (block #1 in a parent region)`,
    );
  });

  it('counts what a branch passes', () => {
    finds(
      `func.func @f(%c: i32) {
  cf.br ^bb1(%c, %c : i32, i32)
^bb1(%a : i32):
  return
}`,
      `2:3: error: branch has 2 operands for successor #0, but target block has 1`,
      `2:3: note: see current operation: "cf.br"(%arg0, %arg0)[^bb1] : (i32, i32) -> ()`,
    );
  });

  it('compares types of what a branch passes', () => {
    finds(
      `func.func @f(%c: i32) {
  cf.br ^bb1(%c : i32)
^bb1(%a : i64):
  return
}`,
      `2:3: error: type mismatch for bb argument #0 of successor #0`,
      `2:3: note: see current operation: "cf.br"(%arg0)[^bb1] : (i32) -> ()`,
    );
  });

  it('wants segments that fit', () => {
    finds(
      `func.func @f(%a: i1) {
  "cf.cond_br"(%a)[^bb1, ^bb1] {operand_segment_sizes = array<i32: 1, 0, 1>} : (i1) -> ()
^bb1:
  return
}`,
      `2:3: error: 'cf.cond_br' op operand count (1) does not match with the total size (2) specified in attribute 'operand_segment_sizes'`,
      `2:3: note: see current operation: "cf.cond_br"(%arg0)[^bb1, ^bb1] {operand_segment_sizes = array<i32: 1, 0, 1>} : (i1) -> ()`,
    );
  });

  it('wants segments at all', () => {
    finds(
      `func.func @f(%a: i1) {
  "cf.cond_br"(%a)[^bb1, ^bb1] : (i1) -> ()
^bb1:
  return
}`,
      `2:3: error: 'cf.cond_br' op requires dense i32 array attribute 'operand_segment_sizes'`,
      `2:3: note: see current operation: "cf.cond_br"(%arg0)[^bb1, ^bb1] : (i1) -> ()`,
    );
  });

  it('wants terminators where there are several blocks', () => {
    finds(
      `func.func @f(%c: i1) {
  "foo.r"() ({
    "foo.use"() : () -> ()
  ^bb2:
    %0 = arith.constant 1 : i32
  }) : () -> ()
  return
}`,
      `5:10: error: block with no terminator, has %0 = "arith.constant"() {value = 1 : i32} : () -> i32`,
      `5:10: note: see current operation: %0 = "arith.constant"() {value = 1 : i32} : () -> i32`,
    );
  });

  it('finds every independent error, not only the first', () => {
    const found = verify(
      `func.func @a(%a: f32) {
  %0 = "arith.addi"(%a, %a) : (f32, f32) -> f32
  %1 = "arith.addi"(%a, %a) : (f32, f32) -> f32
  return
}
func.func @b() {
  "foo.use"(%x) : (i32) -> ()
  %x = arith.constant 1 : i32
  return
}`,
      false,
    );
    assert.deepEqual(found.map(shown), [
      "2:8: error: 'arith.addi' op operand #0 must be signless-integer-like, but got 'f32'",
      "3:8: error: 'arith.addi' op operand #0 must be signless-integer-like, but got 'f32'",
      '7:3: error: operand #0 does not dominate this use',
    ]);
  });

  it('lets graph regions and unreachable blocks use values before their definition', () => {
    assert.deepEqual(
      verify(
        `"foo.a"(%0) : (i32) -> ()
%0 = "foo.b"() : () -> i32
func.func @f() {
  return
^bb1:
  %1 = arith.addi %2, %2 : i32
  %2 = arith.addi %1, %1 : i32
  return
}`,
      ),
      [],
    );
  });
});
