/**
 * Small grey images as text: smooth half-blocks in shades of grey where colours are to be had, a ramp
 * of ASCII characters elsewhere.
 */

/** A square image, 0 for paper and 1 for ink. */
export interface Picture {
  readonly size: number;
  readonly pixels: ArrayLike<number>;
}

/** Rows of characters from paper to ink. */
const asciiRamp = ' .:-=+*#%@';

/** Grey levels of the 256-color palette: 232 is nearly black, 255 nearly white. */
const greyLevels = { first: 232, count: 24 };

/** How pictures are drawn. */
export type PictureStyle = 'ascii' | 'grey256' | 'truecolor';

/** The best a stream with colours of so many bits can show. */
export function pictureStyle(colorDepth: number): PictureStyle {
  if (colorDepth >= 24) return 'truecolor';
  return colorDepth >= 8 ? 'grey256' : 'ascii';
}

/** Draws a picture in `columns` × `columns / 2` characters, which look square. One string a line. */
export function drawPicture(picture: Picture, columns: number, style: PictureStyle): string[] {
  const lines: string[] = [];
  for (let row = 0; row < columns / 2; ++row) {
    let line = '';
    for (let column = 0; column < columns; ++column) {
      const at = (part: number): number =>
        sample(picture, (column + 0.5) / columns, (row + part) / (columns / 2));
      if (style === 'ascii') {
        line += asciiRamp[Math.round(at(0.5) * (asciiRamp.length - 1))];
      } else {
        // The upper half in the foreground's colour, the lower in the background's.
        const upper = shade(at(0.25), style);
        const lower = shade(at(0.75), style);
        line += `\u001b[38;${upper};48;${lower}m▀`;
      }
    }
    lines.push(style === 'ascii' ? line : `${line}\u001b[0m`);
  }
  return lines;
}

/** The ink at a place of the unit square, interpolated between the pixels around it. */
function sample({ size, pixels }: Picture, x: number, y: number): number {
  const place = (coordinate: number) => Math.min(Math.max(coordinate * size - 0.5, 0), size - 1);
  const left = Math.floor(place(x));
  const top = Math.floor(place(y));
  const right = Math.min(left + 1, size - 1);
  const bottom = Math.min(top + 1, size - 1);
  const alongX = place(x) - left;
  const alongY = place(y) - top;
  const pixel = (column: number, row: number) => pixels[row * size + column] ?? 0;
  const upper = pixel(left, top) * (1 - alongX) + pixel(right, top) * alongX;
  const lower = pixel(left, bottom) * (1 - alongX) + pixel(right, bottom) * alongX;
  return Math.min(Math.max(upper * (1 - alongY) + lower * alongY, 0), 1);
}

/** Ink is bright: most terminals are dark, and on a bright one the tile stands out all the same. */
function shade(ink: number, style: 'grey256' | 'truecolor'): string {
  if (style === 'truecolor') {
    const level = Math.round(20 + ink * 230);
    return `2;${level};${level};${level}`;
  }
  return `5;${greyLevels.first + Math.round(ink * (greyLevels.count - 1))}`;
}
