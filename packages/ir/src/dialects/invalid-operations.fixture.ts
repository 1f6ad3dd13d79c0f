/**
 * What IREE's iree-opt of 2023-04-04 says about operations that are not as they should be, recorded: its
 * first error for each text.
 */

export interface InvalidOperation {
  /** The dialect, or what of the parser it is about. */
  readonly about: string;
  readonly text: string;
  readonly error: string;
}

export const INVALID_OPERATIONS: readonly InvalidOperation[] = [
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<*xi32>) {
  %0 = "arith.cmpi"(%a, %a) {predicate = 7 : i64} : (tensor<*xi32>, tensor<*xi32>) -> i1
  return
}
`,
    error:
      "2:8: error: 'arith.cmpi' op failed to verify that result type has i1 element type and same shape as operands",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: f32) {
  %0 = arith.cmpi slt, %a, %a : f32
  return
}
`,
    error: "2:8: error: custom op 'arith.cmpi' 'lhs' must be signless-integer-like, but got 'f32'",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %b: tensor<3xi32>) {
  %0 = "arith.cmpi"(%a, %b) {predicate = 0 : i64} : (tensor<2xi32>, tensor<3xi32>) -> tensor<2xi1>
  return
}
`,
    error: "2:8: error: 'arith.cmpi' op requires all operands to have the same type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %b: tensor<3xi32>) {
  %0, %1 = "arith.addui_extended"(%a, %a)  : (tensor<2xi32>, tensor<2xi32>) -> (tensor<2xi32>, i1)
  return
}
`,
    error:
      "2:12: error: 'arith.addui_extended' op if an operand is non-scalar, then all results must be non-scalar",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %b: tensor<3xi32>) {
  %0, %1 = "arith.addui_extended"(%a, %a)  : (tensor<2xi32>, tensor<2xi32>) -> (tensor<2xi32>, vector<2xi1>)
  return
}
`,
    error:
      "2:12: error: 'arith.addui_extended' op all non-scalar operands/results must have the same shape and base type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %b: tensor<3xi32>) {
  %0, %1 = "arith.addui_extended"(%a, %b)  : (tensor<2xi32>, tensor<3xi32>) -> (tensor<2xi32>, tensor<2xi1>)
  return
}
`,
    error:
      "2:12: error: 'arith.addui_extended' op failed to verify that all of {lhs, rhs, sum} have same type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %b: tensor<3xi32>) {
  %0, %1 = "arith.mulsi_extended"(%a, %a)  : (tensor<2xi32>, tensor<2xi32>) -> (tensor<2xi32>, tensor<3xi32>)
  return
}
`,
    error:
      "2:12: error: 'arith.mulsi_extended' op failed to verify that all of {lhs, rhs, low, high} have same type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: memref<2xi32>, %i: i32) {
  %0 = arith.index_cast %i : i32 to f32
  return
}
`,
    error:
      "2:8: error: 'arith.index_cast' op result #0 must be signless-integer-like or memref of signless-integer, but got 'f32'",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: memref<2xi32>, %i: i32) {
  %0 = arith.index_cast %i : i32 to i64
  return
}
`,
    error:
      "2:8: error: 'arith.index_cast' op operand type 'i32' and result type 'i64' are cast incompatible",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: memref<2xi32>, %i: i32) {
  %0 = arith.bitcast %a : memref<2xi32> to memref<2xf32>
  %1 = arith.bitcast %i : i32 to f64
  return
}
`,
    error:
      "3:8: error: 'arith.bitcast' op operand type 'i32' and result type 'f64' are cast incompatible",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %i: i32) {
  %0 = arith.extf %i : i32 to f64
  return
}
`,
    error: "2:8: error: 'arith.extf' op operand #0 must be floating-point-like, but got 'i32'",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %i: i32) {
  %0 = "arith.extsi"(%a) : (tensor<2xi32>) -> i64
  return
}
`,
    error: "2:8: error: 'arith.extsi' op requires the same shape for all operands and results",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xi32>, %i: i32) {
  %0 = "arith.extsi"(%a) : (tensor<2xi32>) -> vector<2xi64>
  return
}
`,
    error:
      "2:8: error: 'arith.extsi' op all non-scalar operands/results must have the same shape and base type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: f32, %j: f64) {
  %0 = "arith.cmpf"(%i, %j) {predicate = 0 : i64}: (f32, f64) -> i1
  return
}
`,
    error: "2:8: error: 'arith.cmpf' op requires all operands to have the same type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: f32, %j: f64) {
  %0 = "arith.constant"() {value = 2}: () -> i1
  return
}
`,
    error:
      "2:8: error: 'arith.constant' op failed to verify that all of {value, result} have same type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: f32, %j: f64) {
  %0 = "arith.constant"() {value = "a"}: () -> i1
  return
}
`,
    error:
      "2:8: error: 'arith.constant' op failed to verify that all of {value, result} have same type",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: f32, %j: f64) {
  %0 = "arith.constant"() : () -> i1
  return
}
`,
    error: "2:8: error: 'arith.constant' op requires attribute 'value'",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: f32, %j: f64) {
  %0 = "arith.constant"() {value = array<i32: 1>}: () -> i1
  return
}
`,
    error:
      "2:8: error: 'arith.constant' op attribute 'value' failed to satisfy constraint: TypedAttr instance",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: i1, %j: f64) {
  %0 = arith.select %i, %i : i1
  return
}
`,
    error: "2:21: error: custom op 'arith.select' expected 3 operands",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: i1, %j: f64) {
  %0 = tensor.from_elements %j : tensor<2xf64>
  return
}
`,
    error: "2:29: error: custom op 'tensor.from_elements' 1 operands present, but expected 2",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: i1, %j: f64) {
  %0 = tensor.from_elements %j : tensor<?xf64>
  return
}
`,
    error:
      "2:8: error: custom op 'tensor.from_elements' 'result' must be statically shaped tensor of any type values, but got 'tensor<?xf64>'",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: i1, %j: tensor<*xf64>) {
  %0 = tensor.extract %j[] : tensor<*xf64>
  return
}
`,
    error:
      "2:8: error: custom op 'tensor.extract' 'tensor' must be ranked tensor of any type values, but got 'tensor<*xf64>'",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: i1, %j: tensor<*xf64>) {
  %0 = tensor.extract %j[] : i32
  return
}
`,
    error: "2:30: error: custom op 'tensor.extract' invalid kind of type specified",
  },
  {
    about: 'arith',
    text: `func.func @a(%a: tensor<2xf32>, %i: i1, %j: tensor<*xf64>) {
  %0 = tensor.splat %i : i32
  return
}
`,
    error: "2:26: error: custom op 'tensor.splat' invalid kind of type specified",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  cf.switch %i : i32, [
    default: ^bb1,
    -1 ^bb1
  ]
^bb1:
  return
}
`,
    error: "4:7: error: expected ':'",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  cf.switch %i : i32, [
    foo: ^bb1
  ]
^bb1:
  return
}
`,
    error: "3:5: error: custom op 'cf.switch' expected 'default'",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  cf.switch %i : i32, [
    default: ^bb1,
    foo: ^bb1
  ]
^bb1:
  return
}
`,
    error: "4:5: error: custom op 'cf.switch' expected integer value",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  cf.switch %i : i32, [
    default: ^bb1,
    2: ^bb1
  
^bb1:
  return
}
`,
    error: "4:12: error: expected ']'",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  cf.switch %i : f32, [
    default: ^bb1
  ]
^bb1:
  return
}
`,
    error: "2:18: error: custom op 'cf.switch' invalid kind of type specified",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  "cf.switch"(%i)[^bb1, ^bb1] {case_values = dense<1> : vector<1xi64>, case_operand_segments = array<i32: 0>, operand_segment_sizes = array<i32: 1, 0, 0>} : (i32) -> ()
^bb1:
  return
}
`,
    error: "2:3: error: 'cf.switch' op 'flag' type ('i32') should match case value type ('i64')",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  "cf.switch"(%i)[^bb1, ^bb1] {case_values = dense<[1, 2]> : vector<2xi32>, case_operand_segments = array<i32: 0>, operand_segment_sizes = array<i32: 1, 0, 0>} : (i32) -> ()
^bb1:
  return
}
`,
    error:
      "2:3: error: 'cf.switch' op number of case values (2) should match number of case destinations (1)",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i32, %f: f32) {
  cf.switch %i : i32, [
    default: ^bb1(%f : f32),
    2: ^bb1
  ]
^bb1(%x: f32):
  return
}
`,
    error: '2:3: error: branch has 0 operands for successor #1, but target block has 1',
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i1, %f: f32) {
  cf.cond_br %f, ^bb1, ^bb1
^bb1:
  return
}
`,
    error: "2:14: error: use of value '%f' expects different type than prior uses: 'i1' vs 'f32'",
  },
  {
    about: 'cf',
    text: `func.func @a(%i: i1, %f: f32) {
  cf.assert %f, "a"
  return
}
`,
    error: "2:13: error: use of value '%f' expects different type than prior uses: 'i1' vs 'f32'",
  },
  {
    about: 'enums',
    text: `func.func @a(%a: vector<4xf32>) {
  %0 = arith.cmpi "foo", %a, %a : vector<4xf32>
  return
}
`,
    error: '2:19: error: custom op \'arith.cmpi\' invalid predicate attribute specification: "foo"',
  },
  {
    about: 'enums',
    text: `func.func @e(%a: !hal.executable) {
   %channel = hal.command_buffer.create device(%a : !hal.device) mode("Foo") categories("Transfer|bar") : !hal.command_buffer
   return
}
`,
    error:
      '2:71: error: custom op \'hal.command_buffer.create\' invalid modes attribute specification: "Foo"',
  },
  {
    about: 'enums',
    text: `func.func @e(%a: !hal.executable) {
   %channel = hal.command_buffer.create device(%a : !hal.device) mode("OneShot") categories("Transfer|bar") : !hal.command_buffer
   return
}
`,
    error:
      '2:93: error: custom op \'hal.command_buffer.create\' invalid command_categories attribute specification: "Transfer|bar"',
  },
  {
    about: 'enums',
    text: `func.func @e(%a: !hal.executable) {
   %channel = hal.command_buffer.create device(%a : !hal.device) mode("OneShot") categories(3) : !hal.command_buffer
   return
}
`,
    error:
      "2:93: error: custom op 'hal.command_buffer.create' expected string or keyword containing one of the following enum values for attribute 'command_categories' [None, Transfer, Dispatch]",
  },
  {
    about: 'enums',
    text: `func.func @e(%a: f32) {
  %0 = arith.addf %a, %a fastmath<foo> : f32
   return
}
`,
    error:
      "2:35: error: custom op 'arith.addf' expected ::mlir::arith::FastMathFlags to be one of: none, reassoc, nnan, ninf, nsz, arcp, contract, afn, fast",
  },
  {
    about: 'enums',
    text: `func.func @e(%a: f32) {
  %0 = arith.cmpf foo, %a : f32
   return
}
`,
    error:
      "2:19: error: custom op 'arith.cmpf' expected string or keyword containing one of the following enum values for attribute 'predicate' [false, oeq, ogt, oge, olt, ole, one, ord, ueq, ugt, uge, ult, ule, une, uno, true]",
  },
  {
    about: 'enums',
    text: `func.func @e(%a: f32) {
  %0 = arith.cmpf 3, %a : f32
   return
}
`,
    error:
      "2:19: error: custom op 'arith.cmpf' expected string or keyword containing one of the following enum values for attribute 'predicate' [false, oeq, ogt, oge, olt, ole, one, ord, ueq, ugt, uge, ult, ule, une, uno, true]",
  },
  {
    about: 'func',
    text: `func.func @a(%f: () -> ()) {
  %0 = "func.call_indirect"(%f) : (() -> ()) -> i32
  return
}
`,
    error:
      "2:8: error: 'func.call_indirect' op failed to verify that callee result types match result types",
  },
  {
    about: 'func',
    text: `func.func @f() {
  %0 = func.constant @g : () -> i32
  return
}
func.func private @g()
`,
    error: "2:8: error: 'func.constant' op reference to function with mismatched type",
  },
  {
    about: 'func',
    text: `func.func @f() {
  %0 = func.constant @qux : () -> i32
  return
}
`,
    error: "2:8: error: 'func.constant' op reference to undefined function 'qux'",
  },
  {
    about: 'func',
    text: `func.func @f(i32 {a = 1})
`,
    error: "1:1: error: 'func.func' op symbol declaration cannot have public visibility",
  },
  {
    about: 'func',
    text: `func.func private @f(i32 {a = 1})
`,
    error: "1:1: error: 'func.func' op arguments may only have dialect attributes",
  },
  {
    about: 'func',
    text: `func.func private @f() -> (i32 {a = 1})
`,
    error: "1:1: error: 'func.func' op results may only have dialect attributes",
  },
  {
    about: 'func',
    text: `func.func @f()
`,
    error: "1:1: error: 'func.func' op symbol declaration cannot have public visibility",
  },
  {
    about: 'func',
    text: `func.func public @f()
`,
    error: "1:1: error: 'func.func' op symbol declaration cannot have public visibility",
  },
  {
    about: 'func',
    text: `func.func private @f() attributes {sym_visibility = "private"}
`,
    error:
      "1:24: error: custom op 'func.func' 'sym_visibility' is an inferred attribute and should not be specified in the explicit attribute dictionary",
  },
  {
    about: 'func',
    text: `func.func private @f() attributes {sym_name = "a"}
`,
    error:
      "1:24: error: custom op 'func.func' 'sym_name' is an inferred attribute and should not be specified in the explicit attribute dictionary",
  },
  {
    about: 'func',
    text: `func.func private @f() attributes {function_type = () -> ()}
`,
    error:
      "1:24: error: custom op 'func.func' 'function_type' is an inferred attribute and should not be specified in the explicit attribute dictionary",
  },
  {
    about: 'func',
    text: `func.func private @f() attributes {arg_attrs = [{}]}
`,
    error:
      "1:1: error: 'func.func' op expects argument attribute array to have the same number of elements as the number of function arguments, got 1, but expected 0",
  },
  {
    about: 'func',
    text: `func.func private @f() attributes {res_attrs = [{}]}
`,
    error:
      "1:1: error: 'func.func' op expects result attribute array to have the same number of elements as the number of function results, got 1, but expected 0",
  },
  {
    about: 'func',
    text: `func.func @f() {
  %0 = func.call @g() : () -> i32
  return
}
func.func private @g()
`,
    error: "2:8: error: 'func.call' op incorrect number of results for callee",
  },
  {
    about: 'func',
    text: `func.func @f() {
  func.call @h() : () -> ()
  return
}
`,
    error: "2:3: error: 'func.call' op 'h' does not reference a valid function",
  },
  {
    about: 'func',
    text: `func.func @f() -> i32 {
  func.return
}
`,
    error: "2:3: error: 'func.return' op has 0 operands, but enclosing function (@f) returns 1",
  },
  {
    about: 'func',
    text: `func.func @f() -> i32 {
  %0 = arith.constant 1.0 : f32
  func.return %0 : f32
}
`,
    error:
      "3:3: error: type of return operand 0 ('f32') doesn't match function result type ('i32') in function @f",
  },
  {
    about: 'func',
    text: `func.func @f(%a: i32) {
  func.call @g(%a) : (i32) -> ()
  return
}
func.func private @g(f32)
`,
    error:
      "2:3: error: 'func.call' op operand type mismatch: expected operand type 'f32', but provided 'i32' for operand number 0",
  },
  {
    about: 'func',
    text: `func.func @f(%a: i32) {
  func.foo
}
`,
    error: "2:3: error: custom op 'func.foo' is unknown",
  },
  {
    about: 'func',
    text: `func.func @f(%a: i32) {
  "func.foo"() : () -> ()
}
`,
    error:
      "2:3: error: unregistered operation 'func.foo' found in dialect ('func') that does not allow unknown operations",
  },
  {
    about: 'func',
    text: `"func.func"() ({
^bb0(%a: i32):
  "func.return"() : () -> ()
}) {function_type = () -> (), sym_name = "f"} : () -> ()
`,
    error:
      "1:1: error: 'func.func' op entry block must have 0 arguments to match function signature",
  },
  {
    about: 'hal',
    text: `util.global mutable @var : !hal.buffer
func.func @f(%v: !hal.buffer_view) {
  util.global.store %v, @var : !hal.buffer_view
  return
}
`,
    error:
      "3:3: error: 'util.global.store' op global type mismatch; global \"var\" is '!hal.buffer' but store is '!hal.buffer_view'",
  },
  {
    about: 'hal',
    text: `util.global mutable @var : !hal.buffer
func.func @f() {
  %0 = util.global.load @var : !hal.buffer_view
  return
}
`,
    error:
      "3:8: error: 'util.global.load' op global type mismatch; global \"var\" is '!hal.buffer' but load is '!hal.buffer_view'",
  },
  {
    about: 'hal',
    text: `func.func @f() {
  %0 = util.global.load @nope : !hal.buffer_view
  return
}
`,
    error: "2:8: error: 'util.global.load' op undefined global: @nope",
  },
  {
    about: 'hal',
    text: `func.func @f(%p : !util.ptr<!hal.buffer>, %v: !hal.buffer_view) {
  util.global.store.indirect %v, %p : !hal.buffer_view -> !util.ptr<!hal.buffer>
  return
}
`,
    error:
      "2:3: error: 'util.global.store.indirect' op global type mismatch; global pointer is '!hal.buffer' but store is '!hal.buffer_view'",
  },
  {
    about: 'hal',
    text: `func.func @f(%p : !util.ptr<!hal.buffer>, %v: !hal.buffer_view) {
  %0 = util.global.load.indirect %p : !util.ptr<!hal.buffer> -> !hal.buffer_view
  return
}
`,
    error:
      "2:8: error: 'util.global.load.indirect' op global type mismatch; global pointer is '!hal.buffer' but load is '!hal.buffer_view'",
  },
  {
    about: 'hal',
    text: `util.global @var : i32
func.func @f(%v: i32) {
  util.global.store %v, @var : i32
  return
}
`,
    error:
      '3:3: error: \'util.global.store\' op global "var" is not mutable and cannot be stored to',
  },
  {
    about: 'hal',
    text: `hal.executable @ex {
  hal.executable.variant @backend, target = #hal.executable.target<"backend", "format"> {
    hal.executable.constant.block(%device: !hal.device) -> (i32, i32) as ("foo") {
      %c1 = arith.constant 1 : i32
      %c2 = arith.constant 2 : i32
      hal.return %c1, %c2 : i32, i32
    }
  }
}
`,
    error: "3:5: error: 'hal.executable.constant.block' op must have one key for every result",
  },
  {
    about: 'hal',
    text: `hal.executable @ex {
  hal.executable.variant @backend, target = #hal.executable.target<"backend", "format"> {
    hal.executable.constant.block(%device: !hal.device) -> (i32, i32) as ("foo", "bar") {
      %c1 = arith.constant 1 : i32
      hal.return %c1 : i32
    }
  }
}
`,
    error:
      "5:7: error: 'hal.return' op return must have the same number of operands as the parent result signature (have 1, expected 2)",
  },
  {
    about: 'hal',
    text: `hal.executable @ex {
  hal.executable.variant @backend, target = #hal.executable.target<"backend", "format"> {
    hal.executable.constant.block(%device: !hal.device) -> i32 as "foo" {
      %c1 = arith.constant 1.0 : f32
      hal.return %c1 : f32
    }
  }
}
`,
    error: "5:7: error: 'hal.return' op parent expected result 0 to be 'i32' but returning 'f32'",
  },
  {
    about: 'hal',
    text: `hal.executable @ex {
  hal.executable.variant @backend, target = #hal.executable.target<"backend", "format"> {
    hal.executable.constant.block(%device: i32) -> i32 as "foo" {
      %c1 = arith.constant 1 : i32
      hal.return %c1 : i32
    }
  }
}
`,
    error:
      "3:5: error: 'hal.executable.constant.block' op initializer must take a !hal.device or nothing",
  },
  {
    about: 'hal',
    text: `hal.executable @ex {
  hal.executable.variant @backend, target = #hal.executable.target<"backend", "format"> {
    hal.executable.constant.block(%device: !hal.device) -> f32 as "foo" {
      %c1 = arith.constant 1.0 : f32
      hal.return %c1 : f32
    }
  }
}
`,
    error:
      "3:5: error: 'hal.executable.constant.block' op initializer must return only i32 values (result 0 is 'f32')",
  },
  {
    about: 'hal',
    text: `func.func @f(%o: index) {
  %0 = hal.interface.binding.subspan set(0) binding(0) type(storage_buffer) offset(%o) : memref<?x4x?x16xi8>{%o}
  return
}
`,
    error:
      "2:8: error: 'hal.interface.binding.subspan' op result type 'memref<?x4x?x16xi8>' has 2 dynamic dimensions but 1 associated dimension SSA values",
  },
  {
    about: 'hal',
    text: `func.func @f(%a: tensor<4xf32>, %i: index) {
  %0:2 = util.optimization_barrier %a, %i : tensor<4xf32>, index

  return
}
`,
    error:
      "2:10: error: 'util.optimization_barrier' op requires the same type for all operands and results",
  },
  {
    about: 'hal',
    text: `stream.executable private @ex {
  stream.executable.export public @d workgroups(%a: index) -> (index, index, index) {
    stream.return %a, %a, %a : index, index, index
  }
}
func.func @f(%r: !stream.resource<*>, %c: index) {
  %0 = stream.async.dispatch @ex::@d[%c, %c](%r[%c to %c for %c]) : (!stream.resource<*>{%c}) -> %r{%c}
  return
}
`,
    error:
      "7:8: error: 'stream.async.dispatch' op workload mismatch; entry point expects 1 arguments but dispatch provides 2",
  },
  {
    about: 'hal',
    text: `flow.executable private @ex {
  flow.executable.export public @d workgroups(%a: index) -> (index, index, index) {
    flow.return %a, %a, %a : index, index, index
  }
}
func.func @f(%r: tensor<4xf32>, %c: index) {
  %0 = flow.dispatch @ex::@d[%c, %c](%r) : (tensor<4xf32>) -> tensor<4xf32>
  return
}
`,
    error:
      "7:8: error: 'flow.dispatch' op workload mismatch; entry point expects 1 arguments but dispatch provides 2",
  },
  {
    about: 'hal',
    text: `flow.executable private @ex {
  flow.executable.export public @d workgroups(%a: index) -> (index, index, index) {
    flow.return %a, %a, %a : index, index, index
  }
}
func.func @f(%r: tensor<4xf32>, %c: f32) {
  %0 = flow.dispatch @ex::@d[%c](%r) : (tensor<4xf32>) -> tensor<4xf32>
  return
}
`,
    error:
      "7:30: error: use of value '%c' expects different type than prior uses: 'index' vs 'f32'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<?x?xf32>) {
  %0 = linalg.matmul ins(%a, %a : tensor<?x?xf32>, tensor<?x?xf32>) outs(%a : tensor<?x?xf32>) -> tensor<?xf32>
  return
}
`,
    error:
      "2:8: error: 'linalg.matmul' op expected type of operand #2 ('tensor<?x?xf32>') to match type of corresponding result ('tensor<?xf32>')",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: memref<?x?xf32>, %f: f32) {
  %0 = linalg.fill ins(%f : f32) outs(%a : memref<?x?xf32>) -> tensor<?x?xf32>
  return
}
`,
    error:
      "2:8: error: 'linalg.fill' op expected the number of results (1) to be equal to the number of output tensors (0)",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: memref<?x?xf32>, %f: f32) {
  %0 = linalg.fill ins(%f : f32) outs(%a : memref<?x?xf32>) -> memref<?x?xf32>
  return
}
`,
    error:
      "2:8: error: 'linalg.fill' op result #0 must be ranked tensor of any type values, but got 'memref<?x?xf32>'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<?x?xf32>, %f: f32) {
  linalg.fill ins(%f : f32) outs(%a : tensor<?x?xf32>)
  return
}
`,
    error:
      "2:3: error: 'linalg.fill' op expected the number of results (0) to be equal to the number of output tensors (1)",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<16x32x64xf32>, %b: tensor<16xf32>) {
  %0 = linalg.reduce { arith.addf } ins(%a : tensor<16x32x64xf32>) outs(%b : tensor<16xf32>) dimensions = [2, 1]
  return
}
`,
    error:
      "2:8: error: 'linalg.reduce' op attribute 'dimensions' failed to satisfy constraint: i64 dense array attribute should be in increasing order",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<16x32x64xf32>, %b: tensor<16x32xf32>) {
  %0 = linalg.reduce { arith.addf } ins(%a : tensor<16x32x64xf32>) outs(%b : tensor<16x32xf32>) dimensions = [1, 1]
  return
}
`,
    error:
      "2:8: error: 'linalg.reduce' op attribute 'dimensions' failed to satisfy constraint: i64 dense array attribute should be in increasing order",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<4xf32>) {
  %0 = linalg.map ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) (%x: f64) {
    linalg.yield %x : f64
  }
  return
}
`,
    error:
      "2:8: error: 'linalg.map' op expected element type of input 'f32' to match bbArg type 'f64'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<4xf32>, %b: tensor<f32>) {
  %0 = linalg.reduce ins(%a : tensor<4xf32>) outs(%b : tensor<f32>) dimensions = [0] (%x: f64, %y: f32) {
    linalg.yield %y : f32
  }
  return
}
`,
    error:
      "2:8: error: 'linalg.reduce' op input element type 'f32' does not match corresponding block argument type 'f64'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<4x4xf32>) {
  %0 = linalg.matmul ins(%a : tensor<4x4xf32>) outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}
`,
    error:
      "3:3: error: custom op 'linalg.matmul' [parseNamedStructuredOpRegion] ods-gen generated region expects 3 args, got 2",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<4xf32>) {
  %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["random"]}
    ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<4xf32>
  return
}
`,
    error: "3:5: error: custom op 'linalg.generic' unexpected iterator_type (random)",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<4xf32>) {
  %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
    ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    %i = linalg.index -1 : index
    linalg.yield %x : f32
  } -> tensor<4xf32>
  return
}
`,
    error:
      "5:10: error: 'linalg.index' op attribute 'dim' failed to satisfy constraint: 64-bit signless integer attribute whose minimum value is 0",
  },
  {
    about: 'linalg',
    text: `func.func @f(%a: tensor<4xf32>) {
  %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 - 1)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
    ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<4xf32>
  return
}
`,
    error:
      "2:8: error: 'linalg.generic' op unexpected result less than 0 at expression #0 in (d0) -> (d0 - 1)",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.for %j = %f to %f step %f {
  }
  return
}
`,
    error:
      "2:16: error: use of value '%f' expects different type than prior uses: 'index' vs 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.for"(%i, %f, %i) ({
  ^bb0(%j: index):
    "scf.yield"() : () -> ()
  }) : (index, f32, index) -> ()
  return
}
`,
    error: "2:3: error: 'scf.for' op operand #1 must be signless integer or index, but got 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.for"(%i, %i, %i) ({
  ^bb0(%j: i32):
    "scf.yield"() : () -> ()
  }) : (index, index, index) -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.for' op expected induction variable to be same type as bounds and step",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %c0 = arith.constant 0 : index
  scf.for %j = %i to %i step %c0 {
  }
  return
}
`,
    error: "3:3: error: 'scf.for' op constant step operand must be positive",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %c0 = arith.constant -1 : i32
  scf.for %j = %c0 to %c0 step %c0 : i32 {
  }
  return
}
`,
    error: "3:3: error: 'scf.for' op constant step operand must be positive",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.for %j = %i to %i step %i {
    arith.constant 0 : i1
    scf.yield %f : f32
  }
  return
}
`,
    error:
      "2:3: error: 'scf.for' op  region control flow edge from Region #0 to Region #0: source has 1 operands, but target successor needs 0",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0:2 = scf.for %j = %i to %i step %i iter_args(%k = %f) -> (f32, f32) {
    scf.yield %k : f32
  }
  return
}
`,
    error:
      "2:10: error: custom op 'scf.for' mismatch in number of loop-carried values and defined values",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.for %j = %i to %i step %i
     iter_args(%k = %f) -> (f32, f32) {
    scf.yield %k : f32
  }
  return
}
`,
    error:
      "2:8: error: custom op 'scf.for' mismatch in number of loop-carried values and defined values",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.for %j = %i to %i step %i iter_args(%k = %f) -> (f32) {
    scf.yield %i : index
  }
  return
}
`,
    error:
      "2:8: error: 'scf.for' op  along control flow edge from Region #0 to Region #0: source type #0 'index' should match input type #0 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.for %j = %i to %i step %i iter_args(%k = %f) -> (f32) {
    scf.yield
  }
  return
}
`,
    error:
      "2:8: error: 'scf.for' op  region control flow edge from Region #0 to Region #0: source has 0 operands, but target successor needs 1",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = "scf.for"(%i, %i, %i, %f) ({
  ^bb0(%j: index, %k: i32):
    "scf.yield"(%f) : (f32) -> ()
  }) : (index, index, index, f32) -> f32
  return
}
`,
    error:
      "2:8: error: 'scf.for' op  along control flow edge from parent operands to Region #0: source type #0 'f32' should match input type #0 'i32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.for"(%i, %i, %i, %f) ({
  ^bb0(%j: index, %k: f32):
    "scf.yield"(%f) : (f32) -> ()
  }) : (index, index, index, f32) -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.for' op  region control flow edge from Region #0 to parent results: source has 1 operands, but target successor needs 0",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.for"(%i, %i, %i) ({
  ^bb0(%j: index, %k: f32):
    "scf.yield"() : () -> ()
  }) : (index, index, index) -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.for' op  region control flow edge from parent operands to Region #0: source has 0 operands, but target successor needs 1",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  "scf.if"(%c) ({
  ^bb0(%j: i1):
    "scf.yield"() : () -> ()
  }, {}) : (i1) -> ()
  return
}
`,
    error: "2:3: error: 'scf.if' op region #0 should have no arguments",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  "scf.if"(%f) ({
    "scf.yield"() : () -> ()
  }, {}) : (f32) -> ()
  return
}
`,
    error: "2:3: error: 'scf.if' op operand #0 must be 1-bit signless integer, but got 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.if %c -> f32 {
    scf.yield %f : f32
  }
  return
}
`,
    error: "2:8: error: 'scf.if' op must have an else block if defining values",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.if %c -> f32 {
    scf.yield %f : f32
  } else {
    scf.yield %c : i1
  }
  return
}
`,
    error:
      "2:8: error: 'scf.if' op  along control flow edge from Region #1 to parent results: source type #0 'i1' should match input type #0 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0:2 = scf.if %c -> (f32, f32) {
    scf.yield %f, %f : f32, f32
  } else {
    scf.yield %f : f32
  }
  return
}
`,
    error:
      "2:10: error: 'scf.if' op  region control flow edge from Region #1 to parent results: source has 1 operands, but target successor needs 2",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  scf.yield
}
`,
    error:
      "2:3: error: 'scf.yield' op expects parent op to be one of 'scf.execute_region, scf.for, scf.if, scf.index_switch, scf.parallel, scf.while'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  scf.condition(%c)
}
`,
    error: "2:3: error: 'scf.condition' op expects parent op 'scf.while'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  scf.if %c {
    func.return
  }
  return
}
`,
    error: "3:5: error: 'func.return' op expects parent op 'func.func'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.while (%x = %f) : (f32) -> f32 {
    scf.yield %x : f32
  } do {
  ^bb0(%y: f32):
    scf.yield %y : f32
  }
  return
}
`,
    error:
      "2:8: error: 'scf.while' op expects the 'before' region to terminate with 'scf.condition'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.while (%x = %f) : (f32) -> f32 {
    scf.condition(%c) %c : i1
  } do {
  ^bb0(%y: f32):
    scf.yield %y : f32
  }
  return
}
`,
    error:
      "2:8: error: 'scf.while' op  along control flow edge from Region #0 to parent results: source type #0 'i1' should match input type #0 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.while (%x = %f) : (f32) -> f32 {
    scf.condition(%c) %x : f32
  } do {
  ^bb0(%y: i1):
    scf.yield %f : f32
  }
  return
}
`,
    error:
      "2:8: error: 'scf.while' op  along control flow edge from Region #0 to Region #1: source type #0 'f32' should match input type #0 'i1'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.while (%x = %f) : (f32) -> f32 {
    scf.condition(%c) %x : f32
  } do {
  ^bb0(%y: f32):
    scf.yield %c : i1
  }
  return
}
`,
    error:
      "2:8: error: 'scf.while' op  along control flow edge from Region #1 to Region #0: source type #0 'i1' should match input type #0 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.while (%x = %f) : (f32) -> f32 {
    scf.condition(%c) %x : f32
  } do {
  ^bb0(%y: f32):
    scf.condition(%c) %y : f32
  }
  return
}
`,
    error: "2:8: error: 'scf.while' op expects the 'after' region to terminate with 'scf.yield'",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = scf.while (%x = %f) : (f32, f32) -> f32 {
    scf.condition(%c) %x : f32
  } do {
  ^bb0(%y: f32):
    scf.yield %y : f32
  }
  return
}
`,
    error:
      "2:28: error: custom op 'scf.while' expected as many input types as operands (expected 1 got 2)",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  %0 = "scf.while"(%f) ({
  ^bb0(%x: f32):
    "scf.condition"(%c, %x) : (i1, f32) -> ()
  }, {
  }) : (f32) -> (f32)
  return
}
`,
    error:
      "2:8: error: 'scf.while' op region #1 ('after') failed to verify constraint: region with 1 blocks",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  "scf.execute_region"() ({
  ^bb0(%x: f32):
    "scf.yield"() : () -> ()
  }) : () -> ()
  return
}
`,
    error: "2:3: error: 'scf.execute_region' op region cannot have any arguments",
  },
  {
    about: 'scf',
    text: `func.func @a(%c: i1, %f: f32) {
  "scf.execute_region"() ({
  }) : () -> ()
  return
}
`,
    error: "2:3: error: 'scf.execute_region' op region needs to have at least one block",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.parallel"() ({
    "scf.yield"() : () -> ()
  }) {operand_segment_sizes = array<i32: 0, 0, 0, 0>} : () -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.parallel' op needs at least one tuple element for lowerBound, upperBound and step",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %c0 = arith.constant 0 : index
  scf.parallel (%j) = (%i) to (%i) step (%c0) {
  }
  return
}
`,
    error: "3:3: error: 'scf.parallel' op constant step operand must be positive",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.parallel (%j) = (%i) to (%i, %i) step (%i) {
  }
  return
}
`,
    error: "2:31: error: custom op 'scf.parallel' expected 1 operands",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.parallel (%j) = (%i) to (%i) step (%i, %i) {
  }
  return
}
`,
    error: "2:41: error: custom op 'scf.parallel' expected 1 operands",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.parallel"(%i, %i, %i) ({
  ^bb0(%j: f32):
    "scf.yield"() : () -> ()
  }) {operand_segment_sizes = array<i32: 1, 1, 1, 0>} : (index, index, index) -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.parallel' op expects arguments for the induction variable to be of index type",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.parallel"(%i, %i, %i) ({
  ^bb0(%j: index, %k: index):
    "scf.yield"() : () -> ()
  }) {operand_segment_sizes = array<i32: 1, 1, 1, 0>} : (index, index, index) -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.parallel' op expects the same number of induction variables: 2 as bound and step values: 1",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.parallel"(%i, %i, %i) ({
  ^bb0(%j: index):
    arith.constant 0 : i1
  }) {operand_segment_sizes = array<i32: 1, 1, 1, 0>} : (index, index, index) -> ()
  return
}
`,
    error: "2:3: error: 'scf.parallel' op expects body to terminate with 'scf.yield'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.parallel (%j) = (%i) to (%i) step (%i) {
    scf.yield %f : f32
  }
  return
}
`,
    error: "3:5: error: 'scf.yield' op not allowed to have operands inside 'scf.parallel'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f) -> f32 {
  }
  return
}
`,
    error:
      "2:8: error: 'scf.parallel' op expects number of results: 1 to be the same as number of reductions: 0",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.parallel (%j) = (%i) to (%i) step (%i) {
    scf.reduce(%f) : f32 {
      ^bb0(%l: f32, %r: f32):
        scf.reduce.return %l : f32
    }
  }
  return
}
`,
    error:
      "2:3: error: 'scf.parallel' op expects number of results: 0 to be the same as number of reductions: 1",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f, %f) -> f32 {
    scf.reduce(%f) : f32 {
      ^bb0(%l: f32, %r: f32):
        scf.reduce.return %l : f32
    }
  }
  return
}
`,
    error: "2:8: error: custom op 'scf.parallel' 2 operands present, but expected 1",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f) -> f32 {
    scf.reduce(%i) : index {
      ^bb0(%l: index, %r: index):
        scf.reduce.return %l : index
    }
  }
  return
}
`,
    error:
      "3:5: error: 'scf.reduce' op expects type of reduce: 'index' to be the same as result type: 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f) -> f32 {
    scf.reduce(%f) : f32 {
      ^bb0(%l: f32, %r: f32):
        scf.yield
    }
  }
  return
}
`,
    error:
      "5:9: error: 'scf.yield' op expects parent op to be one of 'scf.execute_region, scf.for, scf.if, scf.index_switch, scf.parallel, scf.while'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f) -> f32 {
    scf.reduce(%f) : f32 {
      ^bb0(%l: f32, %r: f32):
        scf.reduce.return %i : index
    }
  }
  return
}
`,
    error:
      "5:9: error: 'scf.reduce.return' op needs to have type 'f32' (the type of the enclosing ReduceOp)",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f) -> f32 {
    scf.reduce(%f) : f32 {
      ^bb0(%l: f32):
        scf.reduce.return %f : f32
    }
  }
  return
}
`,
    error: "3:5: error: 'scf.reduce' op expects two arguments to reduce block of type 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.parallel (%j) = (%i) to (%i) step (%i) init (%f) -> f32 {
    scf.reduce(%f) : f32 {
      ^bb0(%l: f32, %r: i32):
        scf.reduce.return %f : f32
    }
  }
  return
}
`,
    error: "3:5: error: 'scf.reduce' op expects two arguments to reduce block of type 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.reduce(%f) : f32 {
    ^bb0(%l: f32, %r: f32):
      scf.reduce.return %f : f32
  }
  return
}
`,
    error: "2:3: error: 'scf.reduce' op expects parent op 'scf.parallel'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.reduce.return %f : f32
}
`,
    error: "2:3: error: 'scf.reduce.return' op expects parent op 'scf.reduce'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  "scf.index_switch"(%i) ({
    scf.yield
  }) {cases = array<i64: 1>} : (index) -> ()
  return
}
`,
    error: "2:3: error: 'scf.index_switch' op has 0 case regions but 1 case values",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.index_switch %i
  case 1 {
  }
  case 1 {
  }
  default {
  }
  return
}
`,
    error:
      "2:3: error: 'scf.index_switch' op region #1 ('caseRegions') failed to verify constraint: region with 1 blocks",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.index_switch %i
  case 1 {
    scf.yield %f : f32
  }
  default {
    scf.yield
  }
  return
}
`,
    error:
      "2:3: error: 'scf.index_switch' op expected each region to return 0 values, but case region #0 returns 1",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.index_switch %i -> f32
  case 1 {
    scf.yield %f : f32
  }
  default {
    scf.yield
  }
  return
}
`,
    error:
      "2:8: error: 'scf.index_switch' op expected each region to return 1 values, but default region returns 0",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.index_switch %i -> f32
  case 1 {
    scf.yield %i : index
  }
  default {
    scf.yield %f : f32
  }
  return
}
`,
    error: "2:8: error: 'scf.index_switch' op expected result #0 of each region to be 'f32'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  %0 = scf.index_switch %i -> f32
  default {
    func.return
  }
  return
}
`,
    error:
      "2:8: error: 'scf.index_switch' op expected region to end with scf.yield, but got func.return",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.index_switch %i
  case "a" {
  }
  default {
  }
  return
}
`,
    error: "3:8: error: custom op 'scf.index_switch' expected integer value",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %f: f32) {
  scf.index_switch %i
  case 1 {
  }
  return
}
`,
    error: "5:3: error: custom op 'scf.index_switch' expected 'default'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  scf.forall (%j) in (%i, %i) {
  }
  return
}
`,
    error: '2:3: error: expected 1 upper bound values, got 2',
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  scf.forall (%j) = (%i) to (%i) step (%i, %i) {
  }
  return
}
`,
    error: '2:3: error: expected 1 step values, got 2',
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  %0 = scf.forall (%j) in (%i) shared_outs(%o = %t) -> (tensor<8xf32>, tensor<8xf32>) {
  }
  return
}
`,
    error: "2:32: error: custom op 'scf.forall' 1 operands present, but expected 2",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  %0 = scf.forall (%j) in (%i) shared_outs(%o = %t) -> (f32) {
  }
  return
}
`,
    error:
      "2:49: error: use of value '%t' expects different type than prior uses: 'f32' vs 'tensor<8xf32>'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  scf.forall (%j) in (%i) {
  } {mapping = [#gpu.thread<x>, #gpu.thread<y>]}
  return
}
`,
    error: "2:3: error: 'scf.forall' op mapping attribute size must match op rank",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  scf.forall (%j) in (%i) {
  } {mapping = 1}
  return
}
`,
    error:
      "2:3: error: 'scf.forall' op attribute 'mapping' failed to satisfy constraint: Device Mapping array attribute",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  %0 = scf.forall (%j) in (%i) shared_outs(%o = %t) -> (tensor<8xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %t into %t[%j] [8] [1] : tensor<8xf32> into tensor<8xf32>
    }
  }
  return
}
`,
    error:
      "4:7: error: 'tensor.parallel_insert_slice' op may only insert into an output block argument",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  %0 = scf.forall (%j) in (%i) shared_outs(%o = %t) -> (tensor<8xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %t into %o[%j] [7] [1] : tensor<8xf32> into tensor<8xf32>
    }
  }
  return
}
`,
    error:
      "4:7: error: expected type to be 'tensor<7xf32>' or a rank-reduced version. (size mismatch) ",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  %0 = scf.forall (%j) in (%i) shared_outs(%o = %t) -> (tensor<8xf32>) {
    scf.forall.in_parallel {
      %c = arith.constant 0 : index
    }
  }
  return
}
`,
    error: "3:5: error: 'scf.forall.in_parallel' op expected only tensor.parallel_insert_slice ops",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  tensor.parallel_insert_slice %t into %t[%i] [8] [1] : tensor<8xf32> into tensor<8xf32>
  return
}
`,
    error: '2:3: error: expected ParallelCombiningOpInterface parent, got:',
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  scf.forall.in_parallel {
  }
}
`,
    error: "2:3: error: 'scf.forall.in_parallel' op expects parent op 'scf.forall'",
  },
  {
    about: 'scf',
    text: `func.func @a(%i: index, %t: tensor<8xf32>) {
  %0 = scf.forall (%j) in (%i) shared_outs(%o = %i) -> (index) {
  }
  return
}
`,
    error:
      "2:8: error: 'scf.forall' op operand #1 must be ranked tensor of any type values, but got 'index'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0, 0] [2, 2] [1, 1] : tensor<4x4xf32> to tensor<3x2xf32>
  return
}
`,
    error:
      "2:8: error: expected type to be 'tensor<2x2xf32>' or a rank-reduced version. (size mismatch) ",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0, 0] [2, 2] [1, 1] : tensor<4x4xf32> to tensor<2x2x2xf32>
  return
}
`,
    error: '2:8: error: expected rank to be smaller or equal to the other rank. ',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0, 0] [2, 2] [1, 1] : tensor<4x4xf32> to tensor<2x2xi32>
  return
}
`,
    error: "2:8: error: expected element type to be 'f32'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0, 0] [2, 2] [1, 1] : tensor<4x4xf32> to tensor<2xf32>
  return
}
`,
    error:
      "2:8: error: expected type to be 'tensor<2x2xf32>' or a rank-reduced version. (size mismatch) ",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0] [2, 2] [1, 1] : tensor<4x4xf32> to tensor<2x2xf32>
  return
}
`,
    error:
      '2:8: error: expected mixed offsets rank to match mixed sizes rank (1 vs 2) so the rank of the result type is well-formed.',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0, 0] [2] [1, 1] : tensor<4x4xf32> to tensor<2x2xf32>
  return
}
`,
    error:
      '2:8: error: expected mixed offsets rank to match mixed sizes rank (2 vs 1) so the rank of the result type is well-formed.',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.extract_slice %a[0, 0] [2, 2] [1] : tensor<4x4xf32> to tensor<2x2xf32>
  return
}
`,
    error:
      '2:8: error: expected mixed sizes rank to match mixed strides rank (2 vs 1) so the rank of the result type is well-formed.',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = "tensor.extract_slice"(%a, %i) {operand_segment_sizes = array<i32: 1, 1, 0, 0>, static_offsets = array<i64: 0, 0>, static_sizes = array<i64: 1, 1>, static_strides = array<i64: 1, 1>} : (tensor<4x4xf32>, index) -> tensor<1x1xf32>
  return
}
`,
    error: '2:8: error: expected 0 dynamic offset values',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = "tensor.extract_slice"(%a, %i) {operand_segment_sizes = array<i32: 1, 0, 1, 0>, static_offsets = array<i64: 0, 0>, static_sizes = array<i64: 1, 1>, static_strides = array<i64: 1, 1>} : (tensor<4x4xf32>, index) -> tensor<1x1xf32>
  return
}
`,
    error: '2:8: error: expected 0 dynamic size values',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %s: tensor<2x2xf32>, %i: index) {
  %0 = tensor.insert_slice %s into %a[0, 0] [2, 3] [1, 1] : tensor<2x2xf32> into tensor<4x4xf32>
  return
}
`,
    error:
      "2:8: error: expected type to be 'tensor<2x3xf32>' or a rank-reduced version. (size mismatch) ",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %s: tensor<2x2x2xf32>, %i: index) {
  %0 = tensor.insert_slice %s into %a[0, 0] [2, 2] [1, 1] : tensor<2x2x2xf32> into tensor<4x4xf32>
  return
}
`,
    error: '2:8: error: expected rank to be smaller or equal to the other rank. ',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %s: tensor<2x2xi32>, %i: index) {
  %0 = tensor.insert_slice %s into %a[0, 0] [2, 2] [1, 1] : tensor<2x2xi32> into tensor<4x4xf32>
  return
}
`,
    error: "2:8: error: expected element type to be 'f32'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.expand_shape %a [[0, 1], [2]] : tensor<4x4xf32> into tensor<2x2x5xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.expand_shape' op expected dimension 1 of collapsed type to be static value of 5",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x?xf32>, %i: index) {
  %0 = tensor.expand_shape %a [[0, 1], [2]] : tensor<4x?xf32> into tensor<2x2x5xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.expand_shape' op expected dimension 1 of collapsed type to be static value of 5",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<?x4xf32>, %i: index) {
  %0 = tensor.expand_shape %a [[0, 1], [2]] : tensor<?x4xf32> into tensor<?x?x4xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.expand_shape' op invalid to have a single dimension (0) expanded into multiple dynamic dims (0,1)",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<?x4xf32>, %i: index) {
  %0 = tensor.expand_shape %a [[0, 1], [2]] : tensor<?x4xf32> into tensor<2x2x4xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.expand_shape' op expected dimension 0 of collapsed type to be static value of 4",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.expand_shape %a [[0], [1]] : tensor<4x4xf32> into tensor<4x4xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.expand_shape' op expected rank expansion, but found source rank 2 >= result rank 2",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [[0], [1]] : tensor<4x4xf32> into tensor<4x4xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected rank reduction, but found source rank 2 <= result rank 2",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<4x4xf32> into tensor<17xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected dimension 0 of collapsed type to be static value of 16",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<4x4xf32> into tensor<?xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected dimension 0 of collapsed type to be static value of 16",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [[0]] : tensor<4x4xf32> into tensor<16xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected reassociation map #0 of same rank as expanded memref(2), but got 1",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [[0], [1]] : tensor<4x4xf32> into tensor<16xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected rank of the collapsed type(1) to be the number of reassociation maps(2)",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [[1, 0]] : tensor<4x4xf32> into tensor<16xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected reassociation map #0 to be valid and contiguous",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<4x4xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [] : tensor<4x4xf32> into tensor<f32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op invalid to reshape tensor/memref with non-unit extent dimensions to zero-rank tensor/memref",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<1x1xf32>, %i: index) {
  %0 = tensor.collapse_shape %a [] : tensor<1x1xf32> into tensor<i32>
  return
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op expected collapsed type to be 'tensor<f32>', but got 'tensor<i32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<*xf32>, %s: tensor<1xi32>) {
  %0 = tensor.reshape %a(%s) : (tensor<*xf32>, tensor<1xi32>) -> tensor<?xi32>
  return
}
`,
    error:
      "2:8: error: 'tensor.reshape' op element types of source and destination tensor types should be the same",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<*xf32>, %s: tensor<?xi32>) {
  %0 = tensor.reshape %a(%s) : (tensor<*xf32>, tensor<?xi32>) -> tensor<?xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.reshape' op cannot use shape operand with dynamic length to reshape to statically-ranked tensor type",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<*xf32>, %s: tensor<1xi32>) {
  %0 = tensor.reshape %a(%s) : (tensor<*xf32>, tensor<1xi32>) -> tensor<?x?xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.reshape' op length of shape operand differs from the result's tensor rank",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2xf32>, %s: tensor<1xi32>) {
  %0 = tensor.reshape %a(%s) : (tensor<2xf32>, tensor<1xi32>) -> tensor<3xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.reshape' op source and destination tensor should have the same number of elements",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2xf32>, %s: tensor<1x1xi32>) {
  %0 = tensor.reshape %a(%s) : (tensor<2xf32>, tensor<1x1xi32>) -> tensor<2xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.reshape' op operand #1 must be 1D tensor of signless integer or index values, but got 'tensor<1x1xi32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2xf32>, %i: index) {
  %0 = tensor.insert %f into %a[%i, %i] : tensor<2xf32>
  return
}
`,
    error: '2:22: error: use of undeclared SSA value name',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2xf32>, %i: index, %f: f32) {
  %0 = tensor.insert %f into %a[%i, %i] : tensor<2xf32>
  return
}
`,
    error: "2:8: error: 'tensor.insert' op incorrect number of indices",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2xf32>, %i: index, %f: f32) {
  %0 = tensor.extract %a[%i, %i] : tensor<2xf32>
  return
}
`,
    error: "2:8: error: 'tensor.extract' op incorrect number of indices for extract_element",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.dim %a, %i : tensor<f32>
  return
}
`,
    error:
      "2:8: error: 'tensor.dim' op operand #0 must be unranked.tensor of any type values or non-0-ranked.tensor of any type values, but got 'tensor<f32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.generate %i {
  ^bb0(%j: index):
    tensor.yield %f : f32
  } : tensor<4xf32>
  return
}
`,
    error: '2:8: error: must have as many index operands as dynamic extents in the result type',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.generate %i {
  ^bb0(%j: index, %k: index):
    tensor.yield %f : f32
  } : tensor<?xf32>
  return
}
`,
    error: '2:8: error: must have one body argument per input dimension',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.generate %i {
  ^bb0(%j: i32):
    tensor.yield %f : f32
  } : tensor<?xf32>
  return
}
`,
    error: '2:8: error: all body arguments must be index',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.generate %i {
  ^bb0(%j: index):
    tensor.yield %i : index
  } : tensor<?xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.generate' op body must be terminated with a `yield` operation of the tensor element type",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.generate %i {
  ^bb0(%j: index):
  } : tensor<?xf32>
  return
}
`,
    error: "2:8: error: 'tensor.yield' op requires a single operand",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2x3xf32>, %i: index, %f: f32) {
  %0 = tensor.pad %a low[1, 1] high[%i, 2] {
  ^bb0(%j: index, %k: index):
    tensor.yield %f : f32
  } : tensor<2x3xf32> to tensor<?x5xf32>
  return
}
`,
    error:
      "2:8: error: specified type 'tensor<?x5xf32>' does not match the inferred type 'tensor<?x6xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2x3xf32>, %i: index, %f: f32) {
  %0 = tensor.pad %a low[1, 1] high[%i, 2] {
  ^bb0(%j: index):
    tensor.yield %f : f32
  } : tensor<2x3xf32> to tensor<?x6xf32>
  return
}
`,
    error: '2:8: error: expected the block to have 2 arguments',
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2x3xf32>, %i: index, %f: f32) {
  %0 = tensor.pad %a low[1, 1] high[%i, 2] {
  ^bb0(%j: index, %k: i32):
    tensor.yield %f : f32
  } : tensor<2x3xf32> to tensor<?x6xf32>
  return
}
`,
    error: "2:8: error: 'tensor.pad' op expected block argument 2 to be an index",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2x3xf32>, %i: index, %f: f32) {
  %0 = tensor.pad %a low[1, 1] high[%i, 2] {
  ^bb0(%j: index, %k: index):
    tensor.yield %i : index
  } : tensor<2x3xf32> to tensor<?x6xf32>
  return
}
`,
    error: "2:8: error: 'tensor.pad' op expected yield type to match shape element type",
  },
  {
    about: 'tensor',
    text: `func.func @a(%a: tensor<2x3xf32>, %i: index, %f: f32) {
  %0 = tensor.pad %a low[1] high[%i, 2] {
  ^bb0(%j: index, %k: index):
    tensor.yield %f : f32
  } : tensor<2x3xf32> to tensor<?x6xf32>
  return
}
`,
    error:
      "2:8: error: failed to infer expectedType from sourceType 'tensor<2x3xf32>', specified resultType is 'tensor<?x6xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%v: vector<8xf32>) {
  %0 = tensor.splat %v : tensor<8xvector<8xf32>>
  return
}
`,
    error:
      "2:8: error: 'tensor.splat' op operand #0 must be integer/index/float type, but got 'vector<8xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%v: tensor<8xf32>) {
  %0 = tensor.cast %v : tensor<8xf32> to tensor<9xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.cast' op operand type 'tensor<8xf32>' and result type 'tensor<9xf32>' are cast incompatible",
  },
  {
    about: 'tensor',
    text: `func.func @a(%v: tensor<8xf32>) {
  %0 = tensor.bitcast %v : tensor<8xf32> to tensor<9xi32>
  return
}
`,
    error: "2:8: error: custom op 'tensor.bitcast' is unknown",
  },
  {
    about: 'tensor',
    text: `func.func @a(%v: tensor<8xf32>) {
  %0 = tensor.bitcast %v : tensor<8xf32> to tensor<8xi64>
  return
}
`,
    error: "2:8: error: custom op 'tensor.bitcast' is unknown",
  },
  {
    about: 'tensor',
    text: `func.func @a(%i: index) {
  %0 = tensor.empty(%i) : tensor<8xi64>
  return
}
`,
    error: "2:8: error: 'tensor.empty' op incorrect number of dynamic sizes, has 1, expected 0",
  },
  {
    about: 'tensor',
    text: `func.func @a(%i: f32) {
  %0 = tensor.from_elements %i : tensor<*xf32>
  return
}
`,
    error:
      "2:8: error: custom op 'tensor.from_elements' 'result' must be statically shaped tensor of any type values, but got 'tensor<*xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%i: f32) {
  %0 = "tensor.from_elements"(%i) : (f32) -> tensor<2xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.from_elements' op failed to verify that operand types match result element type",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>) {
  %0 = tensor.gather %t[%i] gather_dims([]) : (tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<2x1xf32>
  return
}
`,
    error: "2:8: error: 'tensor.gather' op gather_dims must be non-empty",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>) {
  %0 = tensor.gather %t[%i] gather_dims([0, 1, 2]) : (tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<2x1xf32>
  return
}
`,
    error: "2:8: error: 'tensor.gather' op gather_dims overflow source rank",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>) {
  %0 = tensor.gather %t[%i] gather_dims([-1]) : (tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<2x1xf32>
  return
}
`,
    error: "2:8: error: 'tensor.gather' op gather_dims value must be non-negative",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>) {
  %0 = tensor.gather %t[%i] gather_dims([7]) : (tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<2x1xf32>
  return
}
`,
    error: "2:8: error: 'tensor.gather' op gather_dims value must be smaller than source rank",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>) {
  %0 = tensor.gather %t[%i] gather_dims([1, 0]) : (tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<2x1xf32>
  return
}
`,
    error: "2:8: error: 'tensor.gather' op gather_dims values must be strictly increasing",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>) {
  %0 = tensor.gather %t[%i] gather_dims([0]) : (tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<2x1xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.gather' op result type mismatch: expected 'tensor<2x1x5xf32>' or its rank-reduced variant 'tensor<2x5xf32>' (got: 'tensor<2x1xf32>')",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>, %s: tensor<2x1x5xf32>) {
  %0 = tensor.scatter %s into %t[%i] scatter_dims([0]) : (tensor<2x1x5xf32>, tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<4x5xf32>
  return
}
`,
    error: "2:8: error: 'tensor.scatter' op requires 'unique' attribute to be set",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>, %s: tensor<2x1xf32>) {
  %0 = tensor.scatter %s into %t[%i] scatter_dims([0]) unique : (tensor<2x1xf32>, tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<4x5xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.scatter' op source type mismatch: expected 'tensor<2x1x5xf32>' or its rank-reduced variant 'tensor<2x5xf32>' (got: 'tensor<2x1xf32>')",
  },
  {
    about: 'tensor',
    text: `func.func @a(%t: tensor<4x5xf32>, %i: tensor<2x1xi32>, %s: tensor<2x1xf32>) {
  %0 = tensor.scatter %s into %t[%i] scatter_dims([]) unique : (tensor<2x1xf32>, tensor<4x5xf32>, tensor<2x1xi32>) -> tensor<4x5xf32>
  return
}
`,
    error: "2:8: error: 'tensor.scatter' op scatter_dims must be non-empty",
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0, 2] inner_tiles = [32, 16] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: invalid inner_dims_pos vector',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0, 0] inner_tiles = [32, 16] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: invalid inner_dims_pos vector',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0, 1] inner_tiles = [0, 16] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: invalid zero tile factor',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0] inner_tiles = [32, 16] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: tiling factors must equal the number of dimensions to tile',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0] inner_tiles = [32] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: packed rank must equal unpacked rank + tiling factors',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s outer_dims_perm = [0, 2] inner_dims_pos = [0, 1] inner_tiles = [32, 16] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: invalid outer_dims_perm vector',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.pack %s outer_dims_perm = [0] inner_dims_pos = [0, 1] inner_tiles = [32, 16] into %d : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}
`,
    error: '2:8: error: outer_dims_perm must be a permutation or empty',
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x16x32xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0, 1] inner_tiles = [16, 32] into %d : tensor<256x128xf32> -> tensor<8x8x16x32xf32>
  return
}
`,
    error:
      "2:8: error: the shape of output is not large enough to hold the packed data. Expected at least 'tensor<16x4x16x32xf32>', got 'tensor<8x8x16x32xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<16x4x16x31xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0, 1] inner_tiles = [16, 32] into %d : tensor<256x128xf32> -> tensor<16x4x16x31xf32>
  return
}
`,
    error:
      "2:8: error: the shape of output is not large enough to hold the packed data. Expected at least 'tensor<16x4x16x32xf32>', got 'tensor<16x4x16x31xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<255x128xf32>, %d: tensor<16x4x16x32xf32>) {
  %0 = tensor.pack %s inner_dims_pos = [0, 1] inner_tiles = [16, 32] into %d : tensor<255x128xf32> -> tensor<16x4x16x32xf32>
  return
}
`,
    error:
      "2:8: error: 'tensor.pack' op invalid tile factor provided. Only full tiles are supported when padding_value is not set",
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<16x4x16x32xf32>, %p: i32) {
  %0 = tensor.pack %s padding_value(%p : i32) inner_dims_pos = [0, 1] inner_tiles = [16, 32] into %d : tensor<256x128xf32> -> tensor<16x4x16x32xf32>
  return
}
`,
    error: "2:8: error: 'tensor.pack' op expected padding_value has 'f32' but got: 'i32'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<256x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.unpack %d inner_dims_pos = [0, 1] inner_tiles = [32, 4] into %s : tensor<8x8x32x16xf32> -> tensor<256x128xf32>
  return
}
`,
    error:
      "2:8: error: the shape of output is not large enough to hold the packed data. Expected at least 'tensor<8x32x32x4xf32>', got 'tensor<8x8x32x16xf32>'",
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<257x128xf32>, %d: tensor<8x8x32x16xf32>) {
  %0 = tensor.unpack %d inner_dims_pos = [0, 1] inner_tiles = [32, 16] into %s : tensor<8x8x32x16xf32> -> tensor<257x128xf32>
  return
}
`,
    error:
      "2:8: error: the shape of output is not large enough to hold the packed data. Expected at least 'tensor<9x8x32x16xf32>', got 'tensor<8x8x32x16xf32>'",
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} outs(%a : memref<4xf32>) {
  ^bb0(%x: f32):
    linalg.yield %x : f32
  }
  return
}
`,
    error: `2:3: error: 'linalg.generic' op expected the shape-to-loops map to be non-null`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i + j)>], iterator_types = ["parallel", "parallel"]} outs(%a : memref<4xf32>) {
  ^bb0(%x: f32):
    linalg.yield %x : f32
  }
  return
}
`,
    error: `2:3: error: 'linalg.generic' op expected the shape-to-loops map to be non-null`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<4xf32>) {

  }
  return
}
`,
    error: `2:3: error: 'linalg.generic' op expects to have 1 region with 1 block`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<4xf32>) {
  ^bb0(%x: f32):
  }
  return
}
`,
    error: `2:3: error: 'linalg.generic' op expects a non-empty block`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<4xf32>) {
  ^bb0(%x: f32):
    %0 = arith.negf %x : f32
  }
  return
}
`,
    error: `4:10: error: block with no terminator, has %0 = "arith.negf"(%arg2) {fastmath = #arith.fastmath<none>} : (f32) -> f32`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  }
  return
}
`,
    error: `2:3: error: 'linalg.generic' op expected as many non-induction variable region arguments as the number of input/output operands`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: memref<4xf32>, %c: f32) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<4xf32>) {
  ^bb0(%x: i32):
    linalg.yield %c : f32
  }
  return
}
`,
    error: `2:3: error: 'linalg.generic' op expected type of bb argument #0 ('i32') to match element or self type of the corresponding operand ('f32')`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh * 2, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: unexpected input index map for convolutions`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh + oh, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: unexpected input index map for convolutions`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh + kh, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, kw + 1, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: expected output/filter indexing maps to be projected permutations`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh + kh, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, c)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: expected all iterators used to access outputs to be parallel`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, oh + n, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: unexpected loop dimension for convolution op`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, oh + n, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: expected all iterators used to access outputs to be parallel`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh + kh, ow + kw, c)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (oh, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: unexpected loop dimension for convolution op`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?x?x?xf32>, %f: tensor<?x?x?x?xf32>, %o: tensor<?x?x?x?xf32>) {
  %0 = "linalg.conv_2d_nhwc_hwcf"(%i, %f, %o) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a : f32
  }) {linalg.memoized_indexing_maps = [
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh + kh, ow + kw, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (kh, kw, c, f)>,
    affine_map<(n, oh, ow, f, kh, kw, c) -> (n, oh, ow, f)>
  ], operand_segment_sizes = array<i32: 2, 1>} : (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32>
  return
}
`,
    error: `2:8: error: unexpected loop dimension for convolution op`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<?x?xf32>) {
  %0 = "linalg.conv_2d"(%i, %i) ({
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }) {operand_segment_sizes = array<i32: 1, 1>} : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return
}
`,
    error: `2:8: error: expected op with 2 inputs and 1 output`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%i: tensor<1x4x4x1xf32>, %w: tensor<2x2xf32>, %o: tensor<1x3x3x1xf32>) {
  %0 = linalg.pooling_nhwc_max {strides = dense<0> : tensor<2xi64>} ins(%i, %w : tensor<1x4x4x1xf32>, tensor<2x2xf32>) outs(%o : tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
  return
}
`,
    error: `2:8: error: unexpected loop dimension for convolution op`,
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<?x?xf32>, %d: tensor<?x?x8x8xf32>) {
  %c16 = arith.constant 16 : index
  %0 = tensor.unpack %d inner_dims_pos = [0, 1] inner_tiles = [%c16, %c16] into %s : tensor<?x?x8x8xf32> -> tensor<?x?xf32>
  return
}
`,
    error: `3:8: error: mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type`,
  },
  {
    about: 'tensor',
    text: `func.func @a(%s: tensor<?x?xf32>, %d: tensor<?x?x8x8xf32>, %t: index) {
  %0 = tensor.unpack %d inner_dims_pos = [0, 1] inner_tiles = [%t, %t] into %s : tensor<?x?x8x8xf32> -> tensor<?x?xf32>
  return
}
`,
    error: `2:8: error: mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type`,
  },
  {
    about: 'vector',
    text: `func.func @a(%m: vector<16xi1>) -> vector<16xf32> {
  %0 = vector.mask %m { } : vector<16xi1> -> vector<16xf32>
  return %0 : vector<16xf32>
}
`,
    error: `2:8: error: 'vector.mask' op expects number of results to match mask region yielded values`,
  },
  {
    about: 'vector',
    text: `func.func @a(%m: vector<16xi1>, %x: vector<16xf32>) {
  "vector.mask"(%m) ({
    %0 = arith.negf %x : vector<16xf32>
  }) : (vector<16xi1>) -> ()
  return
}
`,
    error: `2:3: error: 'vector.mask' op expects a terminator within the mask region`,
  },
  {
    about: 'vector',
    text: `func.func @a(%m: vector<16xi1>, %x: vector<16xf32>) {
  "vector.mask"(%m) ({
    %0 = arith.negf %x : vector<16xf32>
    %1 = arith.negf %x : vector<16xf32>
    vector.yield
  }) : (vector<16xi1>) -> ()
  return
}
`,
    error: `2:3: error: 'vector.mask' op expects only one operation to mask`,
  },
  {
    about: 'vector',
    text: `func.func @a(%x: vector<4xf32>, %m: vector<4xi1>, %c: f32) {
  %0 = vector.contract {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]} %x, %x, %c, %m, %m : vector<4xf32>, vector<4xf32> into f32
  return
}
`,
    error: `2:8: error: 'vector.contract' op expected 3 operands, but found 5`,
  },
  {
    about: 'memref',
    text: `func.func @a(%m: memref<2x3xindex>) {
  %0 = "memref.cast"(%m) : (memref<2x3xindex>) -> memref<4xi8>
  return
}
`,
    error:
      "2:8: error: 'memref.cast' op operand type 'memref<2x3xindex>' and result type 'memref<4xi8>' are cast incompatible",
  },
  {
    about: 'memref',
    text: `memref.global @a : memref<2x2xf32> = dense<[0.0, 1.0]>
`,
    error: `1:38: error: inferred shape of elements literal ([2]) does not match type ([2, 2])`,
  },
  {
    about: 'memref',
    text: `memref.global @a : memref<2xi8> = dense<"0x001122">
`,
    error: `1:35: error: elements hex data size is invalid for provided type: 'tensor<2xi8>'`,
  },
  {
    about: 'memref',
    text: `memref.global @a : memref<2xi8> = dense<>
`,
    error: `1:35: error: parsed zero elements, but type ('tensor<2xi8>') expected at least 1`,
  },
  {
    about: 'affine',
    text: `func.func @a(%m: memref<4xf32>, %x: f32) {
  affine.store %x, %m : memref<4xf32>
  return
}
`,
    error: `2:22: error: expected '[' in affine map`,
  },
  {
    about: 'kinds of types',
    text: `vm.module @m {
  vm.func @f(%l: !vm.list<i32>, %i: i32) {
    %0 = vm.list.get.i32 %l, %i : (!vm.list<i32>, i32) -> f32
    vm.return
  }
}
`,
    error: `3:59: error: custom op 'vm.list.get.i32' invalid kind of type specified`,
  },
  {
    about: 'kinds of types',
    text: `vm.module @m {
  vm.func @f(%l: !vm.list<i32>, %i: i32) {
    vm.list.set.i32 %l, %i, %i : (!vm.list<i32>, !vm.buffer, i32)
    vm.return
  }
}
`,
    error: `3:50: error: custom op 'vm.list.set.i32' invalid kind of type specified`,
  },
  {
    about: 'kinds of types',
    text: `vm.module @m {
  vm.func @f(%l: !vm.list<i32>, %i: i32) {
    %0 = vm.add.i32 %i, %i : !vm.buffer
    vm.return
  }
}
`,
    error: `3:30: error: custom op 'vm.add.i32' invalid kind of type specified`,
  },
  {
    about: 'kinds of types',
    text: `vm.module @m {
  vm.func @f(%l: !vm.list<i32>, %i: i32) {
    %0 = vm.cast.si32.f32 %i : i32 -> i32
    vm.return
  }
}
`,
    error: `3:39: error: custom op 'vm.cast.si32.f32' invalid kind of type specified`,
  },
  {
    about: "the file's end",
    text: 'func.func',
    error: "1:10: error: custom op 'func.func' expected valid '@'-identifier for symbol name",
  },
  {
    about: "the file's end",
    text: 'func.func\n',
    error: "2:1: error: custom op 'func.func' expected valid '@'-identifier for symbol name",
  },
  {
    about: "the file's end",
    text: 'func.func @f(\n// what follows is missing\n',
    error: '2:27: error: expected non-function type',
  },
  {
    about: 'resources',
    text: '{-# dialect_resources: {hal: {a: "0x08000000"}} #-}\n',
    error: "1:31: error: unknown 'resource' key 'a' for dialect 'hal'",
  },
  {
    about: 'resources',
    text: '{-# dialect_resources: {flow: {a: "0x08000000"}} #-}\n',
    error: "1:32: error: unexpected 'resource' section for dialect 'flow'",
  },
  {
    about: 'stream',
    text: `func.func @f(%n: index) -> !stream.resource<transient> {
  %0:2 = "stream.resource.alloc"(%n) {operand_segment_sizes = array<i32: 1>} : (index) -> (!stream.resource<transient>, !stream.resource<transient>)
  return %0#0 : !stream.resource<transient>
}
`,
    error:
      "2:10: error: 'stream.resource.alloc' op value set has 2 dynamic dimensions but only 1 dimension values are attached",
  },
  {
    about: 'stream',
    text: `func.func @f(%n: index) -> !stream.resource<transient> {
  %0:2 = stream.resource.alloc : !stream.resource<transient>{%n}, !stream.resource<external>{%n}
  return %0#0 : !stream.resource<transient>
}
`,
    error: '2:10: error: all allocated resources must have the same lifetime',
  },
  {
    about: 'stream',
    text: `func.func @f(%r: !stream.resource<external>, %n: index) -> tensor<?x4xf32> {
  %0 = stream.tensor.export %r : tensor<?x4xf32>{%n, %n} in !stream.resource<external>{%n} -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
`,
    error:
      "2:8: error: 'stream.tensor.export' op type set has 1 dynamic dimensions but only 2 dimension values are attached",
  },
  {
    about: 'stream',
    text: `func.func @f(%r: !stream.resource<*>, %n: index) -> !stream.resource<*> {
  %0 = stream.tensor.slice %r[%n for %n] : tensor<2x4xf32> in !stream.resource<*>{%n} -> tensor<1x4xf32> in !stream.resource<*>{%n}
  return %0 : !stream.resource<*>
}
`,
    error: "2:8: error: 'stream.tensor.slice' op start_indices/lengths rank mismatch",
  },
  {
    about: 'stream',
    text: `func.func @f(%r: !stream.resource<staging>, %n: index) -> f32 {
  %0 = stream.tensor.load %r[%n] : tensor<2x4xf32> in !stream.resource<staging>{%n} -> f32
  return %0 : f32
}
`,
    error: "2:8: error: 'stream.tensor.load' op indices rank mismatch",
  },
  {
    about: 'stream',
    text: `func.func @f(%b: !stream.binding, %n: index) -> tensor<?x4xf32> {
  %0 = stream.binding.subspan %b[%n] : !stream.binding -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
`,
    error:
      "2:8: error: 'stream.binding.subspan' op type set has 1 dynamic dimensions but only 0 dimension values are attached",
  },
  {
    about: 'stream',
    text: `func.func @f(%r: !stream.resource<external>, %n: index) -> !stream.timepoint {
  %0 = "stream.cmd.execute"(%r, %n) ({
    "stream.yield"() : () -> ()
  }) {operand_segment_sizes = array<i32: 1, 1, 0>} : (!stream.resource<external>, index) -> !stream.timepoint
  return %0 : !stream.timepoint
}
`,
    error:
      "2:8: error: 'stream.cmd.execute' op  region control flow edge from parent operands to Region #0: source has 1 operands, but target successor needs 0",
  },
  {
    about: 'flow',
    text: `func.func @f(%t: !flow.dispatch.tensor<readonly:tensor<4x8xf32>>) -> tensor<4xf32> {
  %0 = flow.dispatch.tensor.load %t, offsets = [0], sizes = [4], strides = [1] : !flow.dispatch.tensor<readonly:tensor<4x8xf32>> -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
`,
    error: '2:8: error: expected 2 offset values, got 1',
  },
  {
    about: 'hal',
    text: `func.func @f(%v: !hal.buffer_view, %n: index) -> tensor<?x4xf32> {
  %0 = hal.tensor.import %v : !hal.buffer_view -> tensor<?x4xf32>{%n, %n}
  return %0 : tensor<?x4xf32>
}
`,
    error:
      "2:8: error: 'hal.tensor.import' op number of target_dims must match number of dynamic dims in target type",
  },
  {
    about: 'hal',
    text: `func.func @f(%v: !hal.buffer_view) -> tensor<2x4xf32> {
  %0 = hal.tensor.import %v : !hal.buffer_view -> tensor<?x4xf32> as tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}
`,
    error:
      "2:8: error: 'hal.tensor.import' op encoding and storage types must have the same dynamic dimension values; encoding shape 'tensor<?x4xf32>' incompatible with storage shape 'tensor<2x4xf32>'",
  },
  {
    about: 'vm',
    text: `func.func private @f(!vm.ref<!vm.buffer>)
`,
    error: "1:26: error: invalid object type for a ref: '!vm.buffer'",
  },
  {
    about: 'vm',
    text: `func.func private @f(!vm.ref<i32>)
`,
    error: "1:26: error: invalid object type for a ref: 'i32'",
  },
  {
    about: 'vm',
    text: `vm.module @m {
  "vm.import"() ({
  }) {function_type = (i32) -> f32, res_attrs = [], sym_name = "f"} : () -> ()
}
`,
    error:
      "2:3: error: 'vm.import' op expects result attribute array to have the same number of elements as the number of function results, got 0, but expected 1",
  },
  {
    about: 'util',
    text: `func.func @f() -> index {
  %0 = "util.range.min"() : () -> index
  return %0 : index
}
`,
    error: "2:8: error: 'util.range.min' op expected 1 or more operands, but found 0",
  },
  {
    about: 'math',
    text: `func.func @f(%a: vector<f32>) -> vector<f32> {
  %0 = "math.sin"(%a) : (vector<f32>) -> vector<f32>
  return %0 : vector<f32>
}
`,
    error:
      "2:8: error: 'math.sin' op operand #0 must be floating-point-like, but got 'vector<f32>'",
  },
  {
    about: 'math',
    text: `func.func @f(%a: tensor<4xf32>, %n: i32) -> tensor<4xf32> {
  %0 = "math.fpowi"(%a, %n) : (tensor<4xf32>, i32) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
`,
    error: "2:8: error: 'math.fpowi' op requires the same shape for all operands and results",
  },
  {
    about: 'memref',
    text: `func.func @f(%m: memref<i32>, %n: index) -> index {
  %0 = "memref.dim"(%m, %n) : (memref<i32>, index) -> index
  return %0 : index
}
`,
    error:
      "2:8: error: 'memref.dim' op operand #0 must be unranked.memref of any type values or non-0-ranked.memref of any type values, but got 'memref<i32>'",
  },
  {
    about: 'memref',
    text: `func.func @f() {
  %0 = "memref.alloca_scope"() ({
    "memref.alloca_scope.return"() : () -> ()
  }) : () -> i32
  return
}
`,
    error:
      "2:8: error: 'memref.alloca_scope' op  region control flow edge from Region #0 to parent results: source has 0 operands, but target successor needs 1",
  },
  {
    about: 'ml_program',
    text: `ml_program.func @f()
`,
    error: "1:1: error: 'ml_program.func' op symbol declaration cannot have public visibility",
  },
  {
    about: 'tensor',
    text: `func.func @f(%t: tensor<2x3xf32>) -> tensor<6xf32> {
  %0 = "tensor.collapse_shape"(%t) {reassociation = [0, 1]} : (tensor<2x3xf32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}
`,
    error:
      "2:8: error: 'tensor.collapse_shape' op attribute 'reassociation' failed to satisfy constraint: Array of 64-bit integer array attributes",
  },
  {
    about: 'transform',
    text: `transform.sequence failures(propagate) {
^bb0(%0: !pdl.operation):
  %1 = "transform.structured.match"(%0) {interface = 0 : i64} : (!pdl.operation) -> !pdl.operation
}
`,
    error:
      "3:8: error: 'transform.structured.match' op attribute 'interface' failed to satisfy constraint: An interface to match",
  },
  {
    about: 'external resources',
    text: `module {}
{-# external_resources: { a: { "quoted": true } } #-}
`,
    error: "2:32: error: expected identifier key for 'external_resources' entry",
  },
  {
    about: 'external resources',
    text: `module {}
{-# external_resources: { a: { x: true, } } #-}
`,
    error: "2:41: error: expected identifier key for 'external_resources' entry",
  },
  {
    about: 'external resources',
    text: `module {}
{-# dialect_resources: { builtin: { "quoted": "0x04000000" } } #-}
`,
    error: "2:37: error: expected identifier key for 'resource' entry",
  },
  {
    about: 'util',
    text: `func.func @f() {
  %0 = util.buffer.constant {alignment = 3 : index} : !util.buffer = dense<1> : tensor<2xi8>
  return
}
`,
    error: "2:8: error: 'util.buffer.constant' op invalid alignment; must be a power of two",
  },
  {
    about: 'util',
    text: `func.func @f(%n: index) {
  %0 = util.buffer.alloc uninitialized {alignment = 24 : index} : !util.buffer{%n}
  return
}
`,
    error: "2:8: error: 'util.buffer.alloc' op invalid alignment; must be a power of two",
  },
  {
    about: 'iree_codegen',
    text: `func.func @f(%t: memref<4x4xf32>) {
  "iree_codegen.ukernel.generic"(%t) {operand_segment_sizes = array<i32: 1, 0, 0>, u_kernel_fn_name = "text"} : (memref<4x4xf32>) -> ()
  return
}
`,
    error: "2:3: error: 'iree_codegen.ukernel.generic' op expected at least one output operand",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%t : tensor<4xf32>) {
  ^bb0(%a: f32):
    linalg.yield
  }
  return
}
`,
    error: "2:3: error: 'linalg.generic' op expected at least one output operand",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>) {
  %0 = linalg.fill ins(%t : tensor<4xf32>) outs(%t : tensor<4xf32>) -> tensor<4xf32>
  return
}
`,
    error: '2:8: error: expected op with scalar input',
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>) {
  "linalg.fill"(%t) ({
  ^bb0(%a: f32):
    linalg.yield
  }) {operand_segment_sizes = array<i32: 1, 0>} : (tensor<4xf32>) -> ()
  return
}
`,
    error: '2:3: error: expected op with 1 input and 1 output',
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>, %f: f32) {
  %0:2 = linalg.fill ins(%f : f32) outs(%t, %t : tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}
`,
    error:
      "3:3: error: custom op 'linalg.fill' [parseNamedStructuredOpRegion] ods-gen generated region expects 2 args, got 3",
  },
  {
    about: 'tosa',
    text: `func.func @f(%t: tensor<?x4xi1>) {
  %0 = "tosa.logical_not"(%t) : (tensor<?x4xi1>) -> tensor<?x?xi1>
  return
}
`,
    error:
      "2:8: error: 'tosa.logical_not' op inferred type(s) 'tensor<?x4xi1>' are incompatible with return type(s) of operation 'tensor<?x?xi1>'",
  },
  {
    about: 'vector',
    text: `func.func @f(%t: vector<2x3xi32>) {
  %0 = "vector.extract"(%t) {position = [0]} : (vector<2x3xi32>) -> vector<2xi32>
  return
}
`,
    error:
      "2:8: error: 'vector.extract' op inferred type(s) 'vector<3xi32>' are incompatible with return type(s) of operation 'vector<2xi32>'",
  },
  {
    about: 'vector',
    text: `func.func @f(%t: vector<2x3xi32>) {
  %0 = "vector.extract"(%t) {position = [0, 1]} : (vector<2x3xi32>) -> vector<1x1xi32>
  return
}
`,
    error:
      "2:8: error: 'vector.extract' op inferred type(s) 'i32' are incompatible with return type(s) of operation 'vector<1x1xi32>'",
  },
  {
    about: 'vector',
    text: `func.func @f(%t: complex<f32>) {
  vector.print %t : complex<f32>
  return
}
`,
    error: "2:3: error: 'vector.print' op operand #0 must be , but got 'complex<f32>'",
  },
  {
    about: 'util',
    text: `util.global private @x : i32 = 3 : i16
`,
    error: `1:1: error: 'util.global' op initial value type mismatch; global "x" is 'i32' but initial value provided is 'i16'`,
  },
  {
    about: 'util',
    text: `util.global private @x : tensor<2x2xf32> = dense<1.0> : tensor<4xf32>
`,
    error: `1:1: error: 'util.global' op initial value type mismatch; global "x" is 'tensor<2x2xf32>' but initial value provided is 'tensor<4xf32>'`,
  },
  {
    about: 'util',
    text: `util.global private @x : !util.buffer = dense<1> : tensor<4xi8>
`,
    error: `1:1: error: 'util.global' op initial value type mismatch; global "x" is '!util.buffer' but initial value provided is 'tensor<4xi8>'`,
  },
  {
    about: 'util',
    text: `func.func @f() {
  %0 = util.global.address @f : !util.ptr<i32>
  return
}
`,
    error:
      "2:8: error: 'util.global.address' op attribute 'global' failed to satisfy constraint: flat symbol reference attribute referencing to a 'IREE::Util::GlobalOpInterface' symbol",
  },
  {
    about: 'util',
    text: `func.func @f(%l: !util.list<i32>, %i: index) {
  %0 = util.list.get %l[%i] : !util.list<i32> -> i64
  return
}
`,
    error:
      "3:3: error: custom op 'util.list.get' list access types must match the same base type as the list element type (when not variant)",
  },
  {
    about: 'util',
    text: `func.func @f(%l: !util.list<!util.buffer>, %i: index, %v: !hal.buffer) {
  util.list.set %l[%i], %v : !hal.buffer -> !util.list<!util.buffer>
  return
}
`,
    error: "2:3: error: list contains '!util.buffer' and cannot be mutated as '!hal.buffer'",
  },
  {
    about: 'transform',
    text: `transform.sequence failures(propagate) {
^bb0(%p: !pdl.operation):
  %0:2 = "transform.iree.tile_to_forall_and_workgroup_count_region"(%p, %p) {operand_segment_sizes = array<i32: 1, 0, 1>, static_num_threads = array<i64>, static_tile_sizes = array<i64>} : (!pdl.operation, !pdl.operation) -> (!pdl.operation, !pdl.operation)
}
`,
    error:
      "1:1: error: 'transform.sequence' op block argument #0 has more than one potential consumer",
  },
  {
    about: 'scf',
    text: `func.func @f(%i: index, %j: i32) {
  "scf.for"(%i, %i, %j) ({
  ^bb0(%k: index):
    scf.yield
  }) : (index, index, i32) -> ()
  return
}
`,
    error:
      "2:3: error: 'scf.for' op failed to verify that all of {lowerBound, upperBound, step} have same type",
  },
  {
    about: 'scf',
    text: `func.func @f(%i: index) {
  %0 = "scf.for"(%i, %i, %i) ({
  ^bb0(%k: index):
    scf.yield
  }) : (index, index, index) -> f32
  return
}
`,
    error: "2:8: error: 'scf.for' op mismatch in number of loop-carried values and defined values",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4x4xf32>, %v: vector<4xf32>) {
  linalg.reduce { arith.addf } ins(%t : tensor<4x4xf32>) outs(%v : vector<4xf32>) dimensions = [0]
  return
}
`,
    error:
      "2:3: error: 'linalg.reduce' op operand #1 must be memref of any type values or ranked tensor of any type values, but got 'vector<4xf32>'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>, %v: vector<4xf32>) {
  %0 = linalg.broadcast ins(%v : vector<4xf32>) outs(%t : tensor<4xf32>) dimensions = []
  return
}
`,
    error:
      "2:8: error: 'linalg.broadcast' op operand #0 must be memref of any type values or ranked tensor of any type values, but got 'vector<4xf32>'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>) {
  %0 = "linalg.transpose"(%t, %t) ({
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }) {permutation = array<i64: 0>} : (tensor<4xf32>, tensor<4xf32>) -> memref<4xf32>
  return
}
`,
    error:
      "2:8: error: 'linalg.transpose' op result #0 must be tensor of any type values, but got 'memref<4xf32>'",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4x4xf32>) {
  "linalg.matmul"(%t, %t, %t) ({
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield
  }) {operand_segment_sizes = array<i32: 1, 2>} : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>) -> ()
  return
}
`,
    error:
      "4:5: error: 'linalg.yield' op expected number of yield values (1) to match the number of operands of the enclosing LinalgOp (0)",
  },
  {
    about: 'linalg',
    text: `func.func @f(%t: tensor<4xf32>) {
  "linalg.conv_1d"(%t) ({
  ^bb0(%a: f32):
    linalg.yield
  }) {operand_segment_sizes = array<i32: 0, 1>} : (tensor<4xf32>) -> ()
  return
}
`,
    error: '2:3: error: expected op with 2 inputs and 1 output',
  },
  {
    about: 'symbols',
    text: `"util.global"() {sym_name = "x", sym_visibility = "a\\"b", type = i32} : () -> ()
`,
    error: String.raw`1:1: error: 'util.global' op visibility expected to be one of ["public", "private", "nested"], but got "a\22b"`,
  },
];
