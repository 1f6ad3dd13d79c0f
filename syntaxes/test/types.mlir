// SYNTAX TEST "source.mlir" "types"

  %0 = tensor.empty(%d) : tensor<4x?x16xf32>
//                        ^^^^^^ support.type.shaped.mlir
//                               ^ constant.numeric.dimension.mlir
//                                ^ punctuation.separator.dimension.mlir
//                                 ^ constant.language.dimension.dynamic.mlir
//                                   ^^ constant.numeric.dimension.mlir
//                                      ^^^ support.type.builtin.mlir

  %0 = test.types : memref<*xi8>, vector<[4]xbf16>, tensor<index>, tensor<2x!util.buffer>
//                  ^^^^^^ support.type.shaped.mlir
//                         ^ constant.language.dimension.unranked.mlir
//                           ^^ support.type.builtin.mlir
//                                ^^^^^^ support.type.shaped.mlir
//                                        ^ constant.numeric.dimension.scalable.mlir
//                                           ^^^^ support.type.builtin.mlir
//                                                         ^^^^^ support.type.builtin.mlir
//                                                                        ^ constant.numeric.dimension.mlir
//                                                                          ^ punctuation.definition.type.mlir
//                                                                           ^^^^ entity.name.type.dialect.mlir
//                                                                                ^^^^^^ entity.name.type.mlir

  %0 = test.types : memref<8x8xf32, affine_map<(d0, d1) -> (d1, d0)>, 3>, f16
//                                  ^^^^^^^^^^ support.function.affine.mlir
//                                              ^^ variable.parameter.dimension.mlir
//                                                      ^^ keyword.operator.arrow.mlir
//                                                                    ^ constant.numeric.integer.mlir
//                                                                        ^^^ support.type.builtin.mlir

  %0 = test.types : !flow.dispatch.tensor<readonly:tensor<2x3xf32>>, si8, tensor<2xvector<4xf32>>, i1
//                   ^^^^ entity.name.type.dialect.mlir
//                        ^^^^^^^^^^^^^^^ entity.name.type.mlir
//                                                 ^^^^^^ support.type.shaped.mlir
//                                                            ^^^ support.type.builtin.mlir
//                                                                   ^^^ support.type.builtin.mlir
//                                                                                 ^^^^^^ support.type.shaped.mlir
//                                                                                          ^^^ support.type.builtin.mlir
//                                                                                                 ^^ support.type.builtin.mlir

!row = tensor<16xf32, #layout>
// <- punctuation.definition.type.mlir
// <~--- entity.name.type.alias.mlir
//     ^^^^^^ support.type.shaped.mlir
//                    ^ punctuation.definition.attribute.mlir
//                     ^^^^^^ constant.other.attribute.alias.mlir
