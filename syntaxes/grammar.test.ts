/**
 * Runs the grammar over the annotated snippets in `test/` and compares scopes, and holds the language
 * configuration's notion of a word.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRegistry, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';

const folder = import.meta.dirname;

describe('TextMate grammar', () => {
  const { grammars } = loadConfiguration(undefined, undefined, [
    join(folder, 'mlir.tmLanguage.json'),
  ]);
  const registry = createRegistry(grammars);

  for (const file of readdirSync(join(folder, 'test'))) {
    const testCase = parseGrammarTestCase(readFileSync(join(folder, 'test', file), 'utf8'));
    it(testCase.metadata.description, async () => {
      const failures = await runGrammarTestCase(registry, testCase);
      assert.deepEqual(
        failures.map(
          ({ line, srcLine, start, end, missing, actual }) =>
            `${file}:${line + 1}: '${testCase.source[srcLine]?.slice(start, end)}' is not ${missing} but ${actual}`,
        ),
        [],
      );
    });
  }
});

describe('language configuration', () => {
  const configuration = JSON.parse(
    readFileSync(join(folder, 'language-configuration.json'), 'utf8'),
  ) as { readonly wordPattern: string };

  /** What a double-click at an offset takes. */
  function wordAt(line: string, offset: number): string | undefined {
    for (const match of line.matchAll(new RegExp(configuration.wordPattern, 'g'))) {
      if (match.index <= offset && offset < match.index + match[0].length) return match[0];
    }
    return undefined;
  }

  const line =
    '  %r:2 = util.call @sym.v1(%arg0, %0#1) {m = #map, n = #hal.x<4>} : (!t, !hal.buffer) -> (f32) ^bb0 1.5e-3';
  const words = {
    '%r': '%r',
    'util.call': 'util.call',
    '@sym': '@sym.v1',
    '%arg0': '%arg0',
    '%0': '%0#1',
    '#map': '#map',
    '#hal': '#hal.x',
    '!t': '!t',
    '!hal': '!hal.buffer',
    '^bb0': '^bb0',
    f32: 'f32',
    '1.5': '1.5e-3',
  };
  for (const [start, word] of Object.entries(words)) {
    it(`takes ${word} as one word`, () => {
      const offset = line.indexOf(start);
      assert.equal(wordAt(line, offset), word);
      assert.equal(wordAt(line, offset + word.length - 1), word);
    });
  }
});
