/** The gpu dialect, as far as code generation uses it: threads of a workgroup and what they share. */

import type { OpAsmParser } from '../../asm.ts';
import { dialectAttr, Index } from '../../constraints.ts';
import { type AttrDefinition, defineDialect, defineOp, type OpDefinition } from '../../dialect.ts';
import { Pure } from '../../traits.ts';

/** Cases as upstream spells them; `dim` is written bare (`#gpu<dim x>`), address spaces in brackets. */
const keywordAttribute = (
  mnemonic: string,
  summary: string,
  cases: readonly string[],
  brackets: boolean,
): AttrDefinition => ({
  mnemonic,
  summary,
  parse(parser: OpAsmParser) {
    if (brackets) parser.parsePunctuation('<');
    const at = parser.offset();
    const keyword = parser.parseKeyword();
    if (!cases.includes(keyword))
      parser.fail(
        `expected one of ${cases.join(', ')} for gpu.${mnemonic}, found '${keyword}'`,
        at,
      );
    if (brackets) parser.parsePunctuation('>');
    return [keyword];
  },
  print(printer, attr) {
    const keyword = String(attr.params[0]);
    printer.print(brackets ? `<${keyword}>` : ` ${keyword}`);
  },
});

const index = (name: string, summary: string): OpDefinition =>
  defineOp(`gpu.${name}`, {
    summary,
    attributes: {
      dimension: {
        ...dialectAttr('gpu.dim', 'a dimension, either x, y, or z'),
        attrName: 'gpu.dim',
      },
    },
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: '$dimension attr-dict',
  });

export const gpuDialect = defineDialect({
  name: 'gpu',
  summary: 'threads of a workgroup and what they share',
  operations: [
    index('thread_id', 'number of the thread in its workgroup'),
    index('block_id', 'number of the workgroup in its grid'),
    index('block_dim', 'threads of a workgroup'),
    index('grid_dim', 'workgroups of the grid'),
    defineOp('gpu.barrier', {
      summary: 'waits for all threads of the workgroup',
      assemblyFormat: 'attr-dict',
    }),
  ],
  attributes: [
    keywordAttribute('dim', 'a dimension of the grid', ['x', 'y', 'z'], false),
    keywordAttribute(
      'address_space',
      'who shares memory',
      ['global', 'workgroup', 'private'],
      true,
    ),
  ],
});
