/** What arith's operations are told in numbers, predicates and rounding: keyword and number. */

export const CMPI_PREDICATES = [
  ['eq', 0],
  ['ne', 1],
  ['slt', 2],
  ['sle', 3],
  ['sgt', 4],
  ['sge', 5],
  ['ult', 6],
  ['ule', 7],
  ['ugt', 8],
  ['uge', 9],
] as const;
export const CMPF_PREDICATES = [
  ['false', 0],
  ['oeq', 1],
  ['ogt', 2],
  ['oge', 3],
  ['olt', 4],
  ['ole', 5],
  ['one', 6],
  ['ord', 7],
  ['ueq', 8],
  ['ugt', 9],
  ['uge', 10],
  ['ult', 11],
  ['ule', 12],
  ['une', 13],
  ['uno', 14],
  ['true', 15],
] as const;
export const ROUNDING_MODES = [
  ['to_nearest_even', 0],
  ['downward', 1],
  ['upward', 2],
  ['toward_zero', 3],
  ['to_nearest_away', 4],
] as const;
export type CmpIPredicate = (typeof CMPI_PREDICATES)[number][0];
export type CmpFPredicate = (typeof CMPF_PREDICATES)[number][0];
