/** Transformations of the vector dialect: what its operations are lowered to, and how. */

import { IntegerAttr } from '../../attributes.ts';
import { I64Attr } from '../../constraints.ts';
import type { AttrConstraint, AttrSpec, OpDefinition } from '../../dialect.ts';
import { defaultAttr } from '../../dialect.ts';
import { isSignless } from '../../types.ts';
import { bool, i64 } from './defaults.ts';
import { rewrites } from './define.ts';

/** One of several ways, held as the number of its keyword; `byDefault` is taken where none is given. */
function strategy(summary: string, keywords: readonly string[], byDefault: string): AttrSpec {
  const constraint: AttrConstraint = {
    summary,
    matches: (attr) =>
      attr.kind === 'integer' &&
      isSignless(attr.type, 32) &&
      attr.value >= 0n &&
      attr.value < BigInt(keywords.length),
    form: 'enum',
    valueType: (context) => context.i32,
    cases: keywords.map((keyword, i) => [keyword, BigInt(i)] as const),
  };
  return defaultAttr(constraint, (context) =>
    IntegerAttr.get(context.i32, keywords.indexOf(byDefault)),
  );
}

const contraction = strategy(
  'control the lowering of `vector.contract` operations.',
  ['dot', 'matmulintrinsics', 'outerproduct', 'parallelarith'],
  'outerproduct',
);
const multiReduction = strategy(
  'control the lowering of `vector.multi_reduction`.',
  ['innerparallel', 'innerreduction'],
  'innerparallel',
);
const transpose = strategy(
  'control the lowering of `vector.transpose` operations.',
  ['eltwise', 'flat_transpose', 'shuffle'],
  'eltwise',
);
const transferSplit = strategy(
  'control the splitting of `vector.transfer` operations into in-bounds and out-of-bounds variants.',
  ['none', 'vector-transfer', 'linalg-copy', 'force-in-bounds'],
  'linalg-copy',
);
const given = (name: string): string => `(\`${name}\` \`=\` $${name}^)?`;
const clause = (name: string): string => `\`${name}\` \`=\` $${name}`;

export const vectorOperations: readonly OpDefinition[] = [
  rewrites(
    'vector.apply_rank_reducing_subview_patterns',
    'drops dimensions of size 1 of what vectors are read from and written to',
  ),
  rewrites(
    'vector.apply_transfer_permutation_patterns',
    'makes transfers that permute dimensions plain ones and transpositions',
  ),
  rewrites('vector.lower_broadcast', 'lowers broadcasts to vectors of fewer dimensions'),
  rewrites(
    'vector.lower_contraction',
    'lowers contractions by a strategy',
    { lowering_strategy: contraction },
    given('lowering_strategy'),
  ),
  rewrites('vector.lower_mask', 'lowers masks to vectors of fewer dimensions'),
  rewrites(
    'vector.lower_multi_reduction',
    'lowers reductions of several dimensions by a strategy',
    { lowering_strategy: multiReduction },
    given('lowering_strategy'),
  ),
  rewrites('vector.lower_outerproduct', 'lowers outer products'),
  rewrites('vector.lower_shape_cast', 'lowers casts of shapes'),
  rewrites(
    'vector.lower_transfer',
    'lowers transfers to loads and stores',
    { max_transfer_rank: i64(1, I64Attr) },
    given('max_transfer_rank'),
  ),
  rewrites(
    'vector.lower_transpose',
    'lowers transpositions by a strategy',
    { lowering_strategy: transpose, avx2_lowering_strategy: bool(false) },
    `oilist(${clause('lowering_strategy')} | ${clause('avx2_lowering_strategy')})`,
  ),
  rewrites(
    'vector.split_transfer_full_partial',
    'splits transfers into those within bounds and the rest',
    { split_transfer_strategy: transferSplit },
    given('split_transfer_strategy'),
  ),
  rewrites(
    'vector.transfer_to_scf',
    'makes loops of transfers of several dimensions',
    { max_transfer_rank: i64(1), full_unroll: bool(false) },
    `oilist(${clause('max_transfer_rank')} | ${clause('full_unroll')})`,
  ),
];
