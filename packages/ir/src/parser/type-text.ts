/** Text of a type in the parser's messages. */

import { DYNAMIC, type Type } from '../types.ts';

const dims = (shape: readonly number[]): string =>
  shape.map((size) => `${size === DYNAMIC ? '?' : size}x`).join('');

export function typeToText(type: Type): string {
  switch (type.kind) {
    case 'integer':
      return `${type.signedness === 'signless' ? 'i' : type.signedness === 'signed' ? 'si' : 'ui'}${type.width}`;
    case 'index':
    case 'none':
      return type.kind;
    case 'float':
      return type.format;
    case 'tensor':
      return `tensor<${dims(type.shape)}${typeToText(type.elementType)}>`;
    case 'vector':
      return `vector<${dims(type.shape)}${typeToText(type.elementType)}>`;
    case 'memref':
      return `memref<${dims(type.shape)}${typeToText(type.elementType)}>`;
    case 'unranked-tensor':
      return `tensor<*x${typeToText(type.elementType)}>`;
    case 'unranked-memref':
      return `memref<*x${typeToText(type.elementType)}>`;
    case 'complex':
      return `complex<${typeToText(type.elementType)}>`;
    case 'tuple':
      return `tuple<${type.types.map(typeToText).join(', ')}>`;
    case 'function': {
      const results = type.results.map(typeToText).join(', ');
      return `(${type.inputs.map(typeToText).join(', ')}) -> ${type.results.length === 1 ? results : `(${results})`}`;
    }
    case 'opaque':
      return `!${type.dialect}.${type.text}`;
    case 'dialect':
      return `!${type.name}`;
  }
}
