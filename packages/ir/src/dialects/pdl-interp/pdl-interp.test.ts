/** The pdl_interp dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the pdl_interp dialect', () => {
  const printed: readonly (readonly [about: string, text: string])[] = [
    [
      'matchers and rewriters',
      `module {
  pdl_interp.func @matcher(%arg0: !pdl.operation, %arg1: !pdl.range<operation>, %arg2: !pdl.range<type>, %arg3: !pdl.range<value>, %arg4: !pdl.attribute, %arg5: !pdl.type, %arg6: !pdl.value) {
    pdl_interp.apply_constraint "c"(%arg0, %arg4 : !pdl.operation, !pdl.attribute) {x} -> ^bb1, ^bb20
  ^bb1:  // pred: ^bb0
    pdl_interp.are_equal %arg0, %arg0 : !pdl.operation -> ^bb2, ^bb20
  ^bb2:  // pred: ^bb1
    pdl_interp.check_attribute %arg4 is 10 : i8 -> ^bb3, ^bb20
  ^bb3:  // pred: ^bb2
    pdl_interp.check_operand_count of %arg0 is at_least 2 -> ^bb4, ^bb20
  ^bb4:  // pred: ^bb3
    pdl_interp.check_operand_count of %arg0 is 2 -> ^bb5, ^bb20
  ^bb5:  // pred: ^bb4
    pdl_interp.check_operation_name of %arg0 is "foo.op" -> ^bb6, ^bb20
  ^bb6:  // pred: ^bb5
    pdl_interp.check_result_count of %arg0 is at_least 0 -> ^bb7, ^bb20
  ^bb7:  // pred: ^bb6
    pdl_interp.check_type %arg5 is i32 -> ^bb8, ^bb20
  ^bb8:  // pred: ^bb7
    pdl_interp.check_types %arg2 are [i32, f32] -> ^bb9, ^bb20
  ^bb9:  // pred: ^bb8
    pdl_interp.is_not_null %arg3 : !pdl.range<value> -> ^bb10, ^bb20
  ^bb10:  // pred: ^bb9
    pdl_interp.switch_attribute %arg4 to [10, true](^bb20, ^bb11) -> ^bb20
  ^bb11:  // pred: ^bb10
    pdl_interp.switch_operand_count of %arg0 to dense<[10, 2]> : vector<2xi32>(^bb20, ^bb12) -> ^bb20
  ^bb12:  // pred: ^bb11
    pdl_interp.switch_operation_name of %arg0 to ["foo.op", "bar.op"](^bb20, ^bb13) -> ^bb20
  ^bb13:  // pred: ^bb12
    pdl_interp.switch_result_count of %arg0 to dense<[0, 2]> : vector<2xi32>(^bb20, ^bb14) -> ^bb20
  ^bb14:  // pred: ^bb13
    pdl_interp.switch_type %arg5 to [i32, i64](^bb20, ^bb15) -> ^bb20
  ^bb15:  // pred: ^bb14
    pdl_interp.switch_types %arg2 to [[i32], [i64, i64]](^bb20, ^bb16) -> ^bb20
  ^bb16:  // pred: ^bb15
    pdl_interp.branch ^bb17
  ^bb17:  // pred: ^bb16
    pdl_interp.record_match @rewriters::@r(%arg0, %arg4 : !pdl.operation, !pdl.attribute) : benefit(1), generatedOps(["a.b", "c.d"]), loc([%arg0, %arg0]), root("foo.op") -> ^bb18
  ^bb18:  // pred: ^bb17
    pdl_interp.record_match @r : benefit(1), loc([%arg0]) -> ^bb19
  ^bb19:  // pred: ^bb18
    pdl_interp.foreach %arg7 : !pdl.operation in %arg1 {
      %14 = pdl_interp.get_result 0 of %arg7
      pdl_interp.continue
    } {x} -> ^bb20
  ^bb20:  // 23 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4, ^bb5, ^bb6, ^bb7, ^bb8, ^bb9, ^bb10, ^bb10, ^bb11, ^bb11, ^bb12, ^bb12, ^bb13, ^bb13, ^bb14, ^bb14, ^bb15, ^bb15, ^bb19
    %0 = pdl_interp.extract 1 of %arg1 : !pdl.operation
    %1 = pdl_interp.get_attribute "a" of %arg0
    %2 = pdl_interp.get_attribute_type of %1
    %3 = pdl_interp.get_defining_op of %arg3 : !pdl.range<value>
    %4 = pdl_interp.get_defining_op of %arg6 : !pdl.value
    %5 = pdl_interp.get_operand 3 of %arg0
    %6 = pdl_interp.get_operands of %arg0 : !pdl.range<value>
    %7 = pdl_interp.get_operands 1 of %arg0 : !pdl.value
    %8 = pdl_interp.get_results of %arg0 : !pdl.range<value>
    %9 = pdl_interp.get_results 1 of %arg0 : !pdl.value
    %10 = pdl_interp.get_users of %arg6 : !pdl.value
    %11 = pdl_interp.get_users of %arg3 : !pdl.range<value>
    %12 = pdl_interp.get_value_type of %arg6 : !pdl.type
    %13 = pdl_interp.get_value_type of %arg3 : !pdl.range<type>
    pdl_interp.finalize
  }
  module @rewriters {
    pdl_interp.func private @r(%arg0: !pdl.operation, %arg1: !pdl.value) -> i32 attributes {x} {
      pdl_interp.apply_rewrite "log"
      %0 = pdl_interp.apply_rewrite "make"(%arg0 : !pdl.operation) : !pdl.attribute
      %1 = pdl_interp.create_attribute 10 : i64 attributes {x}
      %2 = pdl_interp.create_attribute "s"
      %3 = pdl_interp.create_type i32
      %4 = pdl_interp.create_types [i32, f32]
      %5 = pdl_interp.create_operation "foo.op"(%arg1 : !pdl.value) {"a" = %0, "b" = %1}  -> (%3, %4 : !pdl.type, !pdl.range<type>)
      %6 = pdl_interp.create_operation "foo.op" 
      %7 = pdl_interp.create_operation "foo.op" {"a" = %0}  {x}
      %8 = pdl_interp.create_range %3, %4 : !pdl.type, !pdl.range<type> 
      %9 = pdl_interp.create_range : !pdl.range<value>
      pdl_interp.erase %arg0
      pdl_interp.replace %arg0 with (%arg1, %9 : !pdl.value, !pdl.range<value>)
      pdl_interp.replace %arg0 with ()
      pdl_interp.finalize
    }
  }
  func.func @f() -> i32 {
    %c1_i32 = arith.constant 1 : i32
    %0 = pdl_interp.create_operation "arith.constant"  -> <inferred>
    return %c1_i32 : i32
  }
}`,
    ],
  ];
  for (const [about, text] of printed)
    it(`prints ${about} as upstream prints it`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `pdl_interp.func @f(%op: !pdl.operation)`,
      "1:1: 'pdl_interp.func' op region #0 ('body') failed to verify constraint: region with at least 1 blocks",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  pdl_interp.switch_operation_name of %op to ["foo.op", "bar.op"](^end) -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.switch_operation_name' op expected number of cases to match the number of case values, got 1 but expected 2",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  pdl_interp.switch_operand_count of %op to dense<[1, 2]> : vector<2xi64>(^end, ^end) -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.switch_operand_count' op attribute 'caseValues' failed to satisfy constraint: 32-bit signless integer elements attribute",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  pdl_interp.switch_operand_count of %op to dense<0> : vector<2xi32>(^end) -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.switch_operand_count' op expected number of cases to match the number of case values, got 1 but expected 2",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  "pdl_interp.foreach"(%ops)[^end] ({
  ^bb0:
    pdl_interp.continue
  }) : (!pdl.range<operation>) -> ()
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.foreach' op requires exactly one argument",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  "pdl_interp.foreach"(%ops)[^end] ({
  ^bb0(%x: !pdl.value):
    pdl_interp.continue
  }) : (!pdl.range<operation>) -> ()
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.foreach' op operand must be a range of loop variable type",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  pdl_interp.foreach %o in %ops {
    pdl_interp.continue
  } -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:24: expected ':'",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  pdl_interp.foreach %o : !pdl.operation of %ops {
    pdl_interp.continue
  } -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:42: custom op 'pdl_interp.foreach' expected 'in' after loop variable",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  pdl_interp.foreach %o : !pdl.operation in %ops {
    pdl_interp.continue
  }
^end:
  pdl_interp.finalize
}`,
      "4:4: expected '->'",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  pdl_interp.foreach %o : !pdl.value in %ops {
    pdl_interp.continue
  } -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:41: use of value '%ops' expects different type than prior uses: '!pdl.range<value>' vs '!pdl.range<operation>'",
    ],
    [
      `pdl_interp.func @f(%ops: !pdl.range<operation>) {
  pdl_interp.continue
}`,
      "2:3: 'pdl_interp.continue' op expects parent op 'pdl_interp.foreach'",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  %0 = pdl_interp.create_operation "foo.op" -> <foo>
  pdl_interp.finalize
}`,
      "2:49: custom op 'pdl_interp.create_operation' expected 'inferred'",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  %0 = pdl_interp.create_operation "foo.op" -> <inferred>
  pdl_interp.finalize
}`,
      "2:8: 'pdl_interp.create_operation' op has inferred results, but the created operation 'foo.op' does not support result type inference (or is not registered)",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  %0 = pdl_interp.create_operation "foo.op" -> %op
  pdl_interp.finalize
}`,
      "2:47: expected '('",
    ],
    [
      `pdl_interp.func @f(%op: !pdl.operation) {
  %0 = pdl_interp.get_operand -1 of %op
  pdl_interp.finalize
}`,
      "2:8: 'pdl_interp.get_operand' op attribute 'index' failed to satisfy constraint: 32-bit signless integer attribute whose value is non-negative",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.range<value>) {
  %0 = pdl_interp.get_value_type of %v : !pdl.type
  pdl_interp.finalize
}`,
      "2:37: use of value '%v' expects different type than prior uses: '!pdl.value' vs '!pdl.range<value>'",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.range<value>) {
  %0 = "pdl_interp.get_value_type"(%v) : (!pdl.range<value>) -> !pdl.type
  pdl_interp.finalize
}`,
      "2:8: 'pdl_interp.get_value_type' op failed to verify that `value` type matches arity of `result`",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.range<value>) {
  %0 = "pdl_interp.extract"(%v) {index = 0 : i32} : (!pdl.range<value>) -> !pdl.type
  pdl_interp.finalize
}`,
      "2:8: 'pdl_interp.extract' op failed to verify that `range` is a PDL range whose element type matches type of `result`",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.range<value>) {
  %0 = pdl_interp.extract 0 of %v : i32
  pdl_interp.finalize
}`,
      "2:37: custom op 'pdl_interp.extract' invalid kind of type specified",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.operation) {
  pdl_interp.record_match @r : benefit(-2), loc([%v]) -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.record_match' op attribute 'benefit' failed to satisfy constraint: 16-bit signless integer attribute whose value is non-negative",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.operation, %a: !pdl.value) {
  pdl_interp.are_equal %v, %a : !pdl.value -> ^end, ^end
^end:
  pdl_interp.finalize
}`,
      "2:24: use of value '%v' expects different type than prior uses: '!pdl.value' vs '!pdl.operation'",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.operation, %a: !pdl.value) {
  "pdl_interp.are_equal"(%v, %a)[^end, ^end] : (!pdl.operation, !pdl.value) -> ()
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.are_equal' op requires all operands to have the same type",
    ],
    [
      `pdl_interp.func @f(%v: !pdl.range<type>) {
  pdl_interp.switch_types %v to [i32](^end) -> ^end
^end:
  pdl_interp.finalize
}`,
      "2:3: 'pdl_interp.switch_types' op attribute 'caseValues' failed to satisfy constraint: type-array array attribute",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
