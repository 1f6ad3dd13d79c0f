// SYNTAX TEST "source.mlir" "operations, values, symbols and blocks"

func.func private @scale(%arg0: f32) -> f32
// <---- keyword.other.dialect.mlir
//  ^ punctuation.accessor.mlir
//   ^^^^ keyword.other.operation.mlir
//        ^^^^^^^ storage.modifier.mlir
//                ^^^^^^ entity.name.function.symbol.mlir
//                       ^^^^^ variable.other.value.mlir
//                              ^^^ support.type.builtin.mlir
//                                   ^^ keyword.operator.arrow.mlir

  %sum, %over = arith.addui_extended %a, %b : i32, i1
//^^^^ variable.other.value.mlir
//      ^^^^^ variable.other.value.mlir
//            ^ keyword.operator.assignment.mlir
//              ^^^^^ keyword.other.dialect.mlir
//                    ^^^^^^^^^^^^^^ keyword.other.operation.mlir
//                                            ^^^ support.type.builtin.mlir

  %2:3 = "some.op"(%1#0, %c-4) <{weights = "w"}> ({}) : (i32, i32) -> (i1, i1, i1)
//^^ variable.other.value.mlir
//   ^ constant.numeric.integer.mlir
//       ^^^^^^^^^ meta.operation.generic.mlir
//        ^^^^ keyword.other.dialect.mlir
//             ^^ keyword.other.operation.mlir
//                 ^^ variable.other.value.mlir
//                    ^ constant.numeric.integer.mlir
//                       ^^^^ variable.other.value.mlir
//                               ^^^^^^^ entity.other.attribute-name.mlir
//                                         ^^^ string.quoted.double.mlir

  cf.cond_br %p, ^bb1(%x : index), ^exit
//^^ keyword.other.dialect.mlir
//   ^^^^^^^ keyword.other.operation.mlir
//               ^^^^ entity.name.label.block.mlir
//                         ^^^^^ support.type.builtin.mlir
//                                 ^^^^^ entity.name.label.block.mlir

  %r = scf.for %i = %lo to %hi step %one iter_args(%acc = %z) -> (f64) {
//     ^^^ keyword.other.dialect.mlir
//             ^^ variable.other.value.mlir
//                      ^^ keyword.control.syntax.mlir
//                             ^^^^ keyword.control.syntax.mlir
//                                       ^^^^^^^^^ keyword.control.syntax.mlir
//                                                 ^^^^ variable.other.value.mlir
//                                                                ^^^ support.type.builtin.mlir

  %v = func.call @"a name"(%x) {note} : (f32) -> f32 // why
//               ^^^^^^^^^ entity.name.function.symbol.mlir
//                              ^^^^ keyword.control.syntax.mlir
//                                                   ^^^^^^ comment.line.double-slash.mlir

// -----
// <-------- markup.heading.split.mlir
