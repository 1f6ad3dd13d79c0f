/** mhlo and stablehlo, each made of the table of operations that they share. */

import { DialectAttr, isElements } from '../../attributes.ts';
import { type Dialect, defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { shapeDialect } from '../shape/index.ts';
import { algebraOperations } from './algebra.ts';
import { controlOperations } from './control.ts';
import { hloDirectives } from './directives.ts';
import { elementwiseOperations } from './elementwise.ts';
import { verifyArgumentAttribute, verifyOperationAttribute } from './module-attributes.ts';
import { tensorOperations } from './tensors.ts';
import { type HloName, hloVocabulary, parseTypeExtensions } from './vocabulary.ts';

/** How upstream's diagnostics call the dialects. */
const TITLES: Readonly<Record<HloName, string>> = { mhlo: 'mhlo', stablehlo: 'StableHLO' };

export function hloDialect(name: HloName, summary: string): Dialect {
  const hlo = hloVocabulary(name);
  return defineDialect({
    name,
    summary,
    operations: [
      ...elementwiseOperations(hlo),
      ...tensorOperations(hlo),
      ...algebraOperations(hlo),
      ...controlOperations(hlo),
    ],
    dependencies: () => [shapeDialect],
    types: hlo.types,
    attributes: hlo.attributes,
    customDirectives: hloDirectives,
    parseType(parser) {
      const at = parser.offset();
      return parser.failWord(
        `unknown ${TITLES[name]} type: ${parser.parseKeyword()}`,
        hlo.types.map(({ mnemonic }) => mnemonic),
        at,
      );
    },
    parseAttribute(parser) {
      const at = parser.offset();
      // The attribute has two texts in stablehlo, of which the shorter one is printed.
      if (parser.parseKeyword() === 'type_extensions' && !hlo.isMhlo)
        return DialectAttr.get(parser.context, name, 'bounds', parseTypeExtensions(parser));
      return parser.failWord(
        `unknown ${TITLES[name]} attribute`,
        hlo.attributes.map(({ mnemonic }) => mnemonic),
        at,
      );
    },
    verifyOperationAttribute,
    verifyArgumentAttribute,
    materializeConstant: (value, type, location) =>
      isElements(value)
        ? Operation.create({
            name: `${name}.constant`,
            location,
            resultTypes: [type],
            attributes: [['value', value]],
          })
        : null,
    isLegalToInline: () => true,
  });
}
