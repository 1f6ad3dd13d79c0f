/** Damage to texts, as hands and disks do it. */
import { randomInteger } from '../reference/random.ts';

const PIECES = [
  ...'(){}[]<>,:=%@#!^"-+*?|./$\\\n \0é\ud800',
  '->',
  '%0',
  '^bb1',
  'i32',
  'tensor<',
  'dense<',
  '// -----\n',
  '{-#',
  '#-}',
  'loc(',
  'affine_map<',
  '99999999999999999999',
  '0x',
  'return',
];
const TOKEN = /[%@#!^]?[\w$.]+|"[^"\n]*"|->|\s+|./gsu;

/** A text with some of its tokens left out, doubled, swapped or broken, or cut off. */
export function damaged(text: string, random: () => number): string {
  const tokens = text.match(TOKEN) ?? [];
  const at = (): number => randomInteger(random, 0, Math.max(0, tokens.length - 1));
  for (let i = randomInteger(random, 1, 3); i > 0 && tokens.length > 0; i--) {
    const place = at();
    const token = tokens[place] ?? '';
    switch (randomInteger(random, 0, 6)) {
      case 0:
        tokens.splice(place, randomInteger(random, 1, 4));
        break;
      case 1:
        tokens.splice(place, 0, ...tokens.slice(place, place + randomInteger(random, 1, 20)));
        break;
      case 2: {
        const other = at();
        [tokens[place], tokens[other]] = [tokens[other] ?? '', token];
        break;
      }
      case 3:
        tokens.splice(place, 0, PIECES[randomInteger(random, 0, PIECES.length - 1)] ?? '');
        break;
      case 4: {
        const unit = randomInteger(random, 0, token.length);
        const broken = String.fromCharCode(
          token.charCodeAt(unit) ^ (1 << randomInteger(random, 0, 6)),
        );
        tokens[place] = token.slice(0, unit) + broken + token.slice(unit + 1);
        break;
      }
      case 5: {
        const brackets = tokens.flatMap((one, index) => (/^[[\](){}<>]$/.test(one) ? [index] : []));
        const bracket = brackets[randomInteger(random, 0, brackets.length - 1)];
        if (bracket !== undefined) tokens.splice(bracket, 1);
        break;
      }
      default:
        tokens.length = place;
    }
  }
  return tokens.join('');
}
