/** Where the page is that explains diagnostics: it comes with the server. */
import { existsSync } from 'node:fs';

/** From the server's bundle in the extension; from the bundle or the sources in the repository. */
const PLACES = ['../docs/diagnostics.md', '../../docs/diagnostics.md'];

const page = PLACES.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));

/** Address of a code's section, or null if the page is not there. */
export function documentationOf(code: string): string | null {
  if (!page) return null;
  const [finder = ''] = code.split('/');
  // As Markdown names sections: passes share one, and what is said of tests does.
  const section = finder === 'pass' || finder === 'test' ? finder : code.replace('/', '');
  return `${page.href}#${section}`;
}
