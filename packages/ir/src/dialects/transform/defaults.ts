/** Attributes that transformations have where nothing is given. */

import { ArrayAttr, DenseArrayAttr, IntegerAttr } from '../../attributes.ts';
import {
  BoolAttr,
  DenseI64ArrayAttr,
  I64ArrayAttr,
  I64Attr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  type AttrSpec,
  defaultAttr,
  defaultOptionalAttr,
  optionalAttr,
} from '../../dialect.ts';

export const unit = optionalAttr(UnitAttrConstraint);
export const bool = (value: boolean): AttrSpec =>
  defaultAttr(BoolAttr, (context) => IntegerAttr.bool(context, value));
export const i64 = (value: number, constraint: AttrConstraint = I64Attr): AttrSpec =>
  defaultAttr(constraint, (context) => IntegerAttr.i64(context, value));
export const emptyArray = (constraint: AttrConstraint = I64ArrayAttr): AttrSpec =>
  defaultAttr(constraint, (context) => ArrayAttr.get(context, []));
/** Numbers, none of them on every operation made without. */
export const emptyNumbers = (constraint: AttrConstraint = DenseI64ArrayAttr): AttrSpec =>
  defaultAttr(constraint, (context) => DenseArrayAttr.i64(context, []));
/** Numbers, of which absence says that there are none. */
export const optionalNumbers = (constraint: AttrConstraint = DenseI64ArrayAttr): AttrSpec =>
  defaultOptionalAttr(constraint, (context) => DenseArrayAttr.i64(context, []));
