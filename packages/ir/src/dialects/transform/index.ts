/** The transform dialect: how other IR, the payload, is to be transformed, as operations. */

import { defineDialect } from '../../dialect.ts';
import { DynamicIndexList } from '../dynamic-index-list.ts';
import { pdlDialect } from '../pdl/index.ts';
import { pdlInterpDialect } from '../pdl-interp/index.ts';
import { coreOperations, SequenceOpOperands } from './core.ts';
import { ireeOperations } from './iree.ts';
import { loopOperations } from './loops.ts';
import { verifyDialectAttribute } from './named-sequences.ts';
import { structuredOperations } from './structured.ts';
import { structuredDirectives } from './structured-syntax.ts';
import { types } from './types.ts';
import { vectorOperations } from './vector.ts';

export const transformDialect = defineDialect({
  name: 'transform',
  summary: 'how other IR, the payload, is to be transformed',
  operations: [
    ...coreOperations,
    ...structuredOperations,
    ...loopOperations,
    ...vectorOperations,
    ...ireeOperations,
  ],
  types,
  parseType(parser) {
    const at = parser.offset();
    return parser.failWord(
      `unknown type mnemonic: ${parser.parseKeyword()}`,
      types.map(({ mnemonic }) => mnemonic),
      at,
    );
  },
  dependencies: () => [pdlDialect, pdlInterpDialect],
  customDirectives: { SequenceOpOperands, DynamicIndexList, ...structuredDirectives },
  verifyOperationAttribute: verifyDialectAttribute,
});
