/**
 * Generated programs: text of a given size, and matrix products.
 */

/** A function as programs have them: constants, integers, floats, tensors, a branch, a loop, a call. */
function functionText(index: number): string {
  const lines = [
    `func.func @f${index}(%t: tensor<4x?xf32>, %n: i32, %size: index) -> tensor<4x?xf32> {`,
    '  %zero = arith.constant 0 : index',
    '  %one = arith.constant 1 : index',
    '  %half = arith.constant 5.000000e-01 : f32',
  ];
  let [tensor, integer] = ['%t', '%n'];
  for (let i = 0; i < 12; ++i) {
    lines.push(
      `  %t${i} = arith.${i % 2 === 0 ? 'addf' : 'mulf'} ${tensor}, %t : tensor<4x?xf32>`,
      `  %n${i} = arith.${i % 3 === 0 ? 'muli' : 'addi'} ${integer}, %n : i32`,
    );
    [tensor, integer] = [`%t${i}`, `%n${i}`];
  }
  lines.push(
    `  %columns = tensor.dim ${tensor}, %one : tensor<4x?xf32>`,
    '  %sum = scf.for %i = %zero to %columns step %one iter_args(%partial = %half) -> (f32) {',
    `    %element = tensor.extract ${tensor}[%zero, %i] : tensor<4x?xf32>`,
    '    %next = arith.addf %partial, %element : f32',
    '    scf.yield %next : f32',
    '  }',
    `  %less = arith.cmpi slt, %n, ${integer} : i32`,
    '  cf.cond_br %less, ^then(%n : i32), ^else',
    '^then(%m: i32):',
    `  %called = call @f${index}(${tensor}, %m, %size) : (tensor<4x?xf32>, i32, index) -> tensor<4x?xf32>`,
    '  return %called : tensor<4x?xf32>',
    '^else:',
    '  %filled = linalg.fill ins(%sum : f32) outs(%t : tensor<4x?xf32>) -> tensor<4x?xf32>',
    '  return %filled : tensor<4x?xf32>',
    '}',
    '',
  );
  return lines.join('\n');
}

/** A program of so many functions. */
export function functionsText(count: number): string {
  return Array.from({ length: count }, (_, index) => functionText(index)).join('');
}

/** A function of at least so many bytes of text. */
export function oneFunctionText(bytes: number): string {
  const lines = ['func.func @all(%t: tensor<4x?xf32>, %n: i32) -> i32 {'];
  let previous = '%n';
  for (let size = 0, i = 0; size < bytes; i++) {
    const line = `  %n${i} = arith.${i % 3 === 0 ? 'muli' : 'addi'} ${previous}, %n : i32`;
    lines.push(line);
    size += line.length + 1;
    previous = `%n${i}`;
  }
  return [...lines, `  return ${previous} : i32`, '}', ''].join('\n');
}

/** A constant written in hexadecimal that takes so many bytes of text. */
export function hexConstantText(bytes: number): string {
  const elements = Math.floor(bytes / 8);
  const pattern = '0000803F00000040000040400000A040';
  const digits = pattern.repeat(Math.ceil((elements * 8) / pattern.length)).slice(0, elements * 8);
  return (
    `func.func @constant() -> tensor<${elements}xf32> {\n` +
    `  %c = arith.constant dense<"0x${digits}"> : tensor<${elements}xf32>\n` +
    `  return %c : tensor<${elements}xf32>\n}\n`
  );
}

/** The product of two square matrices. */
export function matmulText(size: number): string {
  const type = `tensor<${size}x${size}xf32>`;
  return `func.func @matmul(%lhs: ${type}, %rhs: ${type}) -> ${type} {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : ${type}
  %init = linalg.fill ins(%zero : f32) outs(%empty : ${type}) -> ${type}
  %product = linalg.matmul ins(%lhs, %rhs : ${type}, ${type}) outs(%init : ${type}) -> ${type}
  return %product : ${type}
}
`;
}
