/** The pdl dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the pdl dialect', () => {
  const printed: readonly (readonly [about: string, text: string])[] = [
    [
      'patterns',
      `module {
  pdl.pattern @all : benefit(3) attributes {note = 1 : i64} {
    %0 = type
    %1 = type : i32
    %2 = types
    %3 = types : [i32, i64]
    %4 = attribute
    %5 = attribute : %1
    %6 = attribute = 3 : i8
    %7 = operand : %0
    %8 = operands : %2
    %9 = operand
    %10 = operands {note}
    %11 = operation "foo.op"(%7, %8, %9, %10 : !pdl.value, !pdl.range<value>, !pdl.value, !pdl.range<value>)  {"k" = %4, "b" = %5, "c d" = %6} -> (%3, %1 : !pdl.range<type>, !pdl.type)
    %12 = result 0 of %11
    %13 = results of %11 
    %14 = results 1 of %11  -> !pdl.value
    %15 = operation(%12, %13, %14 : !pdl.value, !pdl.range<value>, !pdl.value) 
    apply_native_constraint "check"(%12, %4 : !pdl.value, !pdl.attribute)
    rewrite %15 {
      %16 = apply_native_rewrite "make"(%12 : !pdl.value) : !pdl.attribute
      apply_native_rewrite "log"(%11 : !pdl.operation) {note}
      %17 = range %7, %8 : !pdl.value, !pdl.range<value> 
      %18 = range : !pdl.range<type>
      %19 = operation "bar.op"  {"n" = %16} -> (%3 : !pdl.range<type>)
      replace %15 with %19
      replace %11 with(%17 : !pdl.range<value>)
      erase %11
    }
  }
  pdl.pattern : benefit(1) {
    %0 = operation "foo.op" 
    rewrite %0 with "f"(%0 : !pdl.operation) attributes {note}
  }
  pdl.pattern : benefit(0) {
    %0 = operation 
    rewrite with "f"(%0 : !pdl.operation)
  }
}`,
    ],
    [
      'types',
      `module {
  pdl.pattern : benefit(1) {
    %0 = operation "foo.op" 
    rewrite %0 {
      %1 = type
      %2 = operation "arith.constant"  -> (%1 : !pdl.type)
      %3 = operation "arith.addi" 
      %4 = operation "func.call" 
      %5 = operation "tensor.dim" 
      %6 = operation "tensor.empty" 
    }
  }
}`,
    ],
    [
      'operations that need constrained results, of dialects that are not loaded',
      `module {
  pdl.pattern : benefit(1) {
    %0 = operation "foo.op" 
    rewrite %0 {
      %1 = type
      %2 = operation "arith.cmpi" 
      %3 = operation "tensor.extract" 
      %4 = operation "tensor.cast" 
    }
  }
}`,
    ],
    [
      'operations that infer their results, of dialects that are not loaded',
      `module {
  pdl.pattern : benefit(1) {
    %0 = operation "foo.op" 
    rewrite %0 {
      %1 = type
      %2 = operation "memref.load" 
      %3 = operation "memref.alloc" 
    }
  }
}`,
    ],
    [
      'allocations',
      `module {
  pdl.pattern : benefit(1) {
    %0 = operation "foo.op" 
    rewrite %0 {
      %1 = operation "memref.store" 
      %2 = operation "tensor.expand_shape" 
    }
  }
}`,
    ],
    [
      'stores',
      `module {
  func.func @f(%arg0: !pdl.range<operation>, %arg1: !pdl.range<type>, %arg2: tuple<!pdl.attribute>) {
    %0 = pdl.type : i32
    %1 = pdl.types : [i32]
    %2 = pdl.operation "foo"  -> (%0 : !pdl.type)
    return
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
      `pdl.pattern : benefit(-1) {
  %0 = operation
  rewrite %0 with "f"
}`,
      "1:1: 'pdl.pattern' op attribute 'benefit' failed to satisfy constraint: 16-bit signless integer attribute whose value is non-negative",
    ],
    [`"pdl.operation"() : () -> ()`, "1:1: 'pdl.operation' op requires one result"],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 with "f"
}
pdl.erase %0`,
      '5:11: use of undeclared SSA value name',
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 {
    %0 = operand
  }
}`,
      "4:5: redefinition of SSA value '%0'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op" {"a" = %1, "b"}
  rewrite %0 with "f"
}`,
      "2:41: expected '='",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op" {a = %1}
  rewrite %0 with "f"
}`,
      '2:28: expected attribute value',
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op" {3 = %1}
  rewrite %0 with "f"
}`,
      "2:28: custom op 'pdl.operation' invalid kind of attribute specified",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  %r = results 0 of %0
  rewrite %0 with "f"
}`,
      "3:23: expected '->'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  %r = results 0 of %0 -> !pdl.type
  rewrite %0 with "f"(%r : !pdl.type)
}`,
      "3:8: 'pdl.results' op result #0 must be single element or range of PDL handle for an `mlir::Value`, but got '!pdl.type'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  %r = results 0 of %0 -> i32
  rewrite %0 with "f"(%r : i32)
}`,
      "3:8: 'pdl.results' op result #0 must be single element or range of PDL handle for an `mlir::Value`, but got 'i32'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 with "f"(%0 : !pdl.foo)
}`,
      '3:33: unknown  type `foo` in dialect `pdl`',
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 with "f"(%0 : !pdl.range<foo>)
}`,
      "3:33: invalid 'pdl' type: `foo'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 with "f"(%0 : !pdl.range<i32>)
}`,
      "3:33: invalid 'pdl' type: `i32'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 with "f"(%0 : !pdl.range<range<value>>)
}`,
      "3:39: element of pdl.range cannot be another range, but got'!pdl.range<value>'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 {
    %r = range : !pdl.type
  }
}`,
      "4:10: 'pdl.range' op result #0 must be range of PDL handle to an `mlir::Type` or PDL handle for an `mlir::Value` values, but got '!pdl.type'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 {
    %r = range : !pdl.range<operation>
  }
}`,
      "4:10: 'pdl.range' op result #0 must be range of PDL handle to an `mlir::Type` or PDL handle for an `mlir::Value` values, but got '!pdl.range<operation>'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0 {
    %r = range %0 : !pdl.operation
  }
}`,
      "4:10: 'pdl.range' op result #0 must be range of PDL handle to an `mlir::Type` or PDL handle for an `mlir::Value` values, but got '!pdl.range<operation>'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  "pdl.rewrite"(%0) ({
  ^bb0(%a: i32):
  }) {operand_segment_sizes = array<i32: 1, 0>} : (!pdl.operation) -> ()
}`,
      "3:3: 'pdl.rewrite' op region should have no arguments",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  %1 = "pdl.attribute"() {value = 3} : () -> i32
  rewrite %0 with "f"
}`,
      "3:8: 'pdl.attribute' op result #0 must be PDL handle to an `mlir::Attribute`, but got 'i32'",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
}`,
      "2:8: 'pdl.operation' op expected a bindable user when defined in the matcher body of a `pdl.pattern`",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  func.func @f()
  rewrite %0 with "f"
}`,
      "3:3: 'func.func' op symbol declaration cannot have public visibility",
    ],
    [
      `pdl.pattern : benefit(1) {
  %0 = operation "foo.op"
  rewrite %0
}`,
      "3:3: 'pdl.rewrite' op expected rewrite region to be non-empty if external name is not specified",
    ],
    [
      `pdl.pattern : benefit(1) {
  %t = type : i32
  %x = operand : %t
  %0 = operation "foo.op"(%x : !pdl.value) -> (%t : !pdl.type)
  rewrite %0 {
    %r = operation "arith.negf"(%x : !pdl.value)
    replace %0 with (%r : !pdl.operation)
  }
}`,
      "7:5: 'pdl.replace' op operand #1 must be single element or range of PDL handle for an `mlir::Value`, but got '!pdl.operation'",
    ],
    [
      `func.func @f() {
  %0 = pdl.operation "foo" {"a" = %x}
  return
}`,
      '2:35: use of undeclared SSA value name',
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
