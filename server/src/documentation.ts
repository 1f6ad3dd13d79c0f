/** The page that explains diagnostics, and where it is: it comes with the server. */
import { existsSync, readFileSync } from 'node:fs';

/** From the server's bundle in the extension; from the bundle or the sources in the repository. */
const PLACES = ['../docs/diagnostics.md', '../../docs/diagnostics.md'];

const page = PLACES.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));

/** Address of a code's section, or null if the page is not there. */
export function documentationOf(code: string): string | null {
  return page ? `${page.href}#${sectionOf(code).replace('/', '')}` : null;
}

/** The section about a code, as Markdown; null if there is none, or the page is not there. */
export function explanationOf(code: string): string | null {
  if (!page) return null;
  const sections = readFileSync(page, 'utf8').split(/^(?=##+ )/m);
  const found = sections.find((section) => titleOf(section) === sectionOf(code));
  return found?.trim() ?? null;
}

/** The codes that have a section. */
export function explainedCodes(): readonly string[] {
  if (!page) return [];
  const titles = readFileSync(page, 'utf8').match(/^###? [a-z].*$/gm) ?? [];
  return titles.map(titleOf);
}

const titleOf = (section: string): string => /^#+ (.*)/.exec(section)?.[1]?.trim() ?? '';

/** The title of a code's section: passes share one, and what is said of tests does. */
function sectionOf(code: string): string {
  const [finder = ''] = code.split('/');
  return finder === 'pass' || finder === 'test' ? finder : code;
}
