// SYNTAX TEST "source.mlir" "attributes, constants and locations"

#map = affine_map<(d0)[s0] -> (d0 floordiv 4 + s0 * 2)>
// <- punctuation.definition.attribute.mlir
// <~--- constant.other.attribute.alias.mlir
//     ^^^^^^^^^^ support.function.affine.mlir
//                 ^^ variable.parameter.dimension.mlir
//                         ^^ keyword.operator.arrow.mlir
//                                ^^^^^^^^ keyword.operator.word.mlir
//                                         ^ constant.numeric.integer.mlir
//                                           ^ keyword.operator.arithmetic.mlir

#set = affine_set<(d0) : (d0 - 1 >= 0, d0 == 0)>, true
//                               ^^ keyword.operator.comparison.mlir
//                                        ^^ keyword.operator.comparison.mlir
//                                                ^^^^ constant.language.mlir

  %0 = arith.constant dense<[1.5, -2.0e-3]> : tensor<2xf32>
//                    ^^^^^ support.function.constant.mlir
//                           ^^^ constant.numeric.float.mlir
//                                ^^^^^^^ constant.numeric.float.mlir

  %1 = arith.constant {a.b = 0xFF : i8, c = true, d = "x\n\0A\q"} -7 : i32
//                     ^^^ entity.other.attribute-name.mlir
//                           ^^^^ constant.numeric.hex.mlir
//                                          ^^^^ constant.language.mlir
//                                                      ^^ string.quoted.double.mlir constant.character.escape.mlir
//                                                        ^^^ constant.character.escape.mlir
//                                                           ^^ invalid.illegal.escape.mlir
//                                                                ^^ constant.numeric.integer.mlir

  hal.device.match %d attributes {t = #hal.device.target<"local", {n = 4 : index}>} loc("a.mlir":1:2)
//    ^^^^^^^^^^^^ keyword.other.operation.mlir
//                                     ^^^ constant.other.attribute.dialect.mlir
//                                         ^^^^^^^^^^^^^ constant.other.attribute.mlir
//                                                       ^^^^^^^ string.quoted.double.mlir
//                                                                         ^^^^^ support.type.builtin.mlir
//                                                                                  ^^^ keyword.other.location.mlir

{-#
// <--- punctuation.section.resources.mlir
#-}
// <--- punctuation.section.resources.mlir
