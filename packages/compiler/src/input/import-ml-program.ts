/**
 * Globals of ml_program become util's (`iree-import-ml-program`). Public ones get functions that read and
 * set them, by names that the module's `ml_program.public_global_accessors` gives.
 */

import {
  applyFullConversion,
  type Builder,
  ConversionTarget,
  definePass,
  FunctionType,
  type Location,
  type Operation,
  type Pass,
  Region,
  StringAttr,
  SymbolRefAttr,
  symbolVisibility,
  type Type,
  TypeAttr,
} from '@iree-workbench/ir';
import { lowering } from './input-conversion.ts';

const ACCESSORS = 'ml_program.public_global_accessors';

/** The name of a global's accessor; null where the module's format has not one `{0}`. */
function accessorName(global: Operation, name: string, kind: 'get' | 'set'): string | null {
  const formats = global.parentOp?.attr(ACCESSORS);
  const given = formats?.kind === 'dictionary' ? formats.get(kind) : undefined;
  const format = given?.kind === 'string' ? given.value : `global\${0}$${kind}`;
  const parts = format.split('{0}');
  const isValid = parts.length === 2 && parts.every((part) => !part.includes('{'));
  return isValid ? parts.join(name) : null;
}

function buildAccessor(
  builder: Builder,
  name: string,
  location: Location,
  [inputs, results]: readonly [readonly Type[], readonly Type[]],
  build: (region: Region) => void,
): void {
  const { context } = builder;
  const body = new Region();
  const block = body.append();
  for (const type of inputs) block.addArgument(type, location);
  builder.create('func.func', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(context, name)],
      ['function_type', TypeAttr.get(FunctionType.get(context, inputs, results))],
    ],
    regions: [body],
  });
  build(body);
}

const importGlobal = lowering('ml_program.global', (op, _operands, rewriter) => {
  const type = op.attr('type');
  const value = op.attr('value');
  const name = op.symbolName;
  if (type?.kind !== 'type' || name === undefined) return false;
  const isPublic = symbolVisibility(op) === 'public';
  const isMutable = op.attr('is_mutable');
  const getter = accessorName(op, name, 'get');
  const setter = accessorName(op, name, 'set');
  if (isPublic && (getter === null || setter === null)) return false;
  const { context, location } = op;
  const ref = SymbolRefAttr.get(context, name);
  rewriter.create('util.global', {
    resultTypes: [],
    attributes: [
      ['sym_visibility', StringAttr.get(context, 'private')],
      ['sym_name', StringAttr.get(context, name)],
      ['type', type],
      ...(isMutable ? [['is_mutable', isMutable] as const] : []),
      ...(value ? [['initial_value', value] as const] : []),
    ],
  });
  const within = (region: Region, build: () => void): void =>
    rewriter.guarded(() => {
      rewriter.setToEnd(region.front);
      build();
    });
  if (isPublic && getter)
    buildAccessor(rewriter, getter, location, [[], [type.type]], (region) =>
      within(region, () => {
        const loaded = rewriter.createValue('util.global.load', {
          resultTypes: [type.type],
          attributes: [['global', ref]],
        });
        rewriter.create('func.return', { operands: [loaded], resultTypes: [] });
      }),
    );
  if (isPublic && setter && isMutable)
    buildAccessor(rewriter, setter, location, [[type.type], []], (region) =>
      within(region, () => {
        rewriter.create('util.global.store', {
          operands: [region.front.argument(0)],
          resultTypes: [],
          attributes: [['global', ref]],
        });
        rewriter.create('func.return', { operands: [], resultTypes: [] });
      }),
    );
  rewriter.eraseOp(op);
  return true;
});

/** An access becomes that of util which has the same operands and attributes. */
const renamed = (from: string, to: string) =>
  lowering(from, (op, operands, rewriter) => {
    const replacement = rewriter.create(to, {
      operands,
      resultTypes: op.resultTypes,
      attributes: op.attributes.entries,
    });
    rewriter.replaceOp(op, replacement.results);
    return true;
  });

export const importMlProgram: Pass = definePass({
  argument: 'iree-import-ml-program',
  className: 'ImportMLProgram',
  summary: "turns ml_program's globals into util's",
  anchor: 'builtin.module',
  run(module, context) {
    const target = new ConversionTarget()
      .addIllegalDialect('ml_program')
      .markUnknownOpDynamicallyLegal(() => true);
    const patterns = [
      importGlobal,
      renamed('ml_program.global_load', 'util.global.load'),
      renamed('ml_program.global_load_const', 'util.global.load'),
      renamed('ml_program.global_store', 'util.global.store'),
    ];
    for (const diagnostic of applyFullConversion(module, target, patterns))
      context.report(diagnostic);
  },
});
