/** The emitc dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the emitc dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  emitc.include <"test.h">
  emitc.include "other.h"
  func.func @f(%arg0: i32, %arg1: !emitc.opaque<"int32_t">) {
    %0 = emitc.call "foo"(%arg0) {args = [0 : index, dense<[0, 1]> : tensor<2xi32>, #emitc.opaque<"\\22q\\22">], template_args = [!emitc.opaque<"std::vector<int*>">, 3 : i32]} : (i32) -> i64
    emitc.call "bar"() : () -> ()
    %1 = emitc.cast %arg0 : i32 to !emitc.ptr<!emitc.opaque<"int">>
    %2 = emitc.apply "&"(%arg0) : (i32) -> !emitc.ptr<i32>
    %3 = "emitc.constant"() {value = 42 : i32} : () -> i32
    %4 = "emitc.constant"() {value = #emitc.opaque<"NULL">} : () -> !emitc.ptr<i32>
    %5 = "emitc.variable"() {value = "nullptr" : !emitc.ptr<i64>} : () -> !emitc.ptr<i64>
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @const_attribute_return_type_1() {
    %c0 = "emitc.constant"(){value = 42: i64} : () -> i32
    return
}`,
      "2:11: 'emitc.constant' op requires attribute's type ('i64') to match op's return type ('i32')",
    ],
    [
      `func.func @const_attribute_return_type_2() {
    %c0 = "emitc.constant"(){value = "CHAR_MIN" : !emitc.opaque<"char">} : () -> !emitc.opaque<"mychar">
    return
}`,
      `2:11: 'emitc.constant' op requires attribute's type ('!emitc.opaque<"char">') to match op's return type ('!emitc.opaque<"mychar">')`,
    ],
    [
      `func.func @index_args_out_of_range_1() {
    emitc.call "test" () {args = [0 : index]} : () -> ()
    return
}`,
      "2:5: 'emitc.call' op index argument is out of range",
    ],
    [
      `func.func @index_args_out_of_range_2(%arg : i32) {
    emitc.call "test" (%arg, %arg) {args = [2 : index]} : (i32, i32) -> ()
    return
}`,
      "2:5: 'emitc.call' op index argument is out of range",
    ],
    [
      `func.func @empty_callee() {
    emitc.call "" () : () -> ()
    return
}`,
      "2:5: 'emitc.call' op callee must not be empty",
    ],
    [
      `func.func @nonetype_arg(%arg : i32) {
    emitc.call "nonetype_arg"(%arg) {args = [0 : index, [0, 1, 2]]} : (i32) -> i32
    return
}`,
      "2:5: 'emitc.call' op array argument has no type",
    ],
    [
      `func.func @array_template_arg(%arg : i32) {
    emitc.call "nonetype_template_arg"(%arg) {template_args = [[0, 1, 2]]} : (i32) -> i32
    return
}`,
      "2:5: 'emitc.call' op template argument has invalid type",
    ],
    [
      `func.func @dense_template_argument(%arg : i32) {
    emitc.call "dense_template_argument"(%arg) {template_args = [dense<[1.0, 1.0]> : tensor<2xf32>]} : (i32) -> i32
    return
}`,
      "2:5: 'emitc.call' op template argument has invalid type",
    ],
    [
      `func.func @empty_operator(%arg : i32) {
    %2 = emitc.apply ""(%arg) : (i32) -> !emitc.ptr<i32>
    return
}`,
      "2:10: 'emitc.apply' op applicable operator must not be empty",
    ],
    [
      `func.func @illegal_operator(%arg : i32) {
    %2 = emitc.apply "+"(%arg) : (i32) -> !emitc.ptr<i32>
    return
}`,
      "2:10: 'emitc.apply' op applicable operator is illegal",
    ],
    [
      `func.func @var_attribute_return_type_1() {
    %c0 = "emitc.variable"(){value = 42: i64} : () -> i32
    return
}`,
      "2:11: 'emitc.variable' op requires attribute's type ('i64') to match op's return type ('i32')",
    ],
    [
      `func.func @var_attribute_return_type_2() {
    %c0 = "emitc.variable"(){value = "nullptr" : !emitc.ptr<i64>} : () -> !emitc.ptr<i32>
    return
}`,
      "2:11: 'emitc.variable' op requires attribute's type ('!emitc.ptr<i64>') to match op's return type ('!emitc.ptr<i32>')",
    ],
    [
      `func.func @cast_tensor(%arg : tensor<f32>) {
    %1 = emitc.cast %arg: tensor<f32> to tensor<f32>
    return
}`,
      "2:10: 'emitc.cast' op operand type 'tensor<f32>' and result type 'tensor<f32>' are cast incompatible",
    ],
    [
      `func.func @illegal_opaque_type_1() {
    %1 = "emitc.variable"(){value = "42" : !emitc.opaque<"">} : () -> !emitc.opaque<"mytype">
}`,
      '2:58: expected non empty string in !emitc.opaque type',
    ],
    [
      `func.func @illegal_opaque_type_2() {
    %1 = "emitc.variable"(){value = "nullptr" : !emitc.opaque<"int32_t*">} : () -> !emitc.opaque<"int32_t*">
}`,
      '2:63: pointer not allowed as outer type with !emitc.opaque, use !emitc.ptr instead',
    ],
    [
      `emitc.include <"a"`,
      "1:1: custom op 'emitc.include' expected trailing '>' for standard include",
    ],
    [`emitc.include 3`, "1:1: custom op 'emitc.include' expected string attribute"],
    [`emitc.include foo`, "1:1: custom op 'emitc.include' expected string attribute"],
    [
      `func.func @f() {
  %0 = "emitc.constant"() {value = unit} : () -> i32
  return
}`,
      "2:8: 'emitc.constant' op attribute 'value' failed to satisfy constraint: An opaque attribute or TypedAttr instance",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
