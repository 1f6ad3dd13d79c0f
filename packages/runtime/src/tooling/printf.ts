/**
 * Floats as C's `%g` and `%G` print them: upstream's tools show values so.
 */

const precision = 6;

/** Formats a float like `%g`. */
export function formatG(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const { sign, digits, exponent } = roundToPrecision(value);
  const significant = digits.replace(/0+$/, '');
  if (exponent < -4 || exponent >= precision) {
    const fraction = significant.length > 1 ? `.${significant.slice(1)}` : '';
    const power = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${significant[0]}${fraction}e${exponent < 0 ? '-' : '+'}${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${significant}`;
  const whole = digits.slice(0, exponent + 1);
  const fraction = significant.slice(exponent + 1);
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** The value's first digits, rounded half to even as C does (JavaScript rounds such halves up). */
function roundToPrecision(value: number): { sign: string; digits: string; exponent: number } {
  const sign = value < 0 ? '-' : '';
  const text = Math.abs(value).toExponential(precision - 1);
  const digits = text.slice(0, text.indexOf('e')).replace('.', '');
  const exponent = Number(text.slice(text.indexOf('e') + 1));
  // A half can only be one if the exact value ends right there; 100 digits tell.
  const exact = Math.abs(value).toExponential(100);
  const exactDigits = exact.slice(0, exact.indexOf('e')).replace('.', '');
  const isHalf = /^50*$/.test(exactDigits.slice(precision));
  if (!isHalf) return { sign, digits, exponent };
  const below = exactDigits.slice(0, precision);
  const isEven = Number(below.at(-1)) % 2 === 0;
  return isEven
    ? { sign, digits: below, exponent: Number(exact.slice(exact.indexOf('e') + 1)) }
    : { sign, digits, exponent };
}
