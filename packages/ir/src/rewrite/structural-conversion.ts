/** Conversion patterns that change nothing but types: functions, and whatever passes values on. */

import { type NamedAttribute, TypeAttr } from '../attributes.ts';
import type { ConversionPattern } from './conversion.ts';
import type { TypeConverter } from './type-converter.ts';

/** Converts the signature and body arguments of a function-like operation of the name. */
export const functionSignaturePattern = (
  root: string,
  converter: TypeConverter,
): ConversionPattern => ({
  name: `${root}: signature`,
  root,
  convert(op, _operands, rewriter) {
    const attr = op.attr('function_type');
    if (attr?.kind !== 'type' || attr.type.kind !== 'function') return false;
    const type = converter.convertFunctionType(attr.type);
    if (!type || !op.regions.every((region) => rewriter.convertRegionTypes(region, converter)))
      return false;
    rewriter.modifyInPlace(op, () => op.setAttr('function_type', TypeAttr.get(type)));
    return true;
  },
});

/**
 * Makes an operation of the name again with converted operands, results and region arguments: for
 * calls, returns, branches and yields.
 */
export const typePattern = (root: string, converter: TypeConverter): ConversionPattern => ({
  name: `${root}: types`,
  root,
  converter,
  convert(op, operands, rewriter) {
    const resultTypes = op.resultTypes.map((type) => converter.convertType(type));
    if (!resultTypes.every((type) => type !== null)) return false;
    if (!op.regions.every((region) => rewriter.convertRegionTypes(region, converter))) return false;
    const attributes: NamedAttribute[] = op.attributes.entries.map(([name, value]) => [
      name,
      value.kind === 'type' ? TypeAttr.get(converter.convertType(value.type) ?? value.type) : value,
    ]);
    const made = rewriter.create(op.operationName, {
      operands,
      resultTypes,
      attributes,
      successors: op.successors,
      regions: op.regions.length,
    });
    op.regions.forEach((region, i) => {
      made.region(i).takeBlocks(region);
    });
    rewriter.replaceOp(op, made.results);
    return true;
  },
});
