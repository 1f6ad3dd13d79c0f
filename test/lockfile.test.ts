/**
 * Holds the lockfiles to every platform: npm, run over an existing node_modules, may write one that lists
 * the optional binaries of this machine only, and `npm ci` then fails under other versions of npm.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly link?: boolean;
}

const root = join(import.meta.dirname, '..');

describe('lockfiles', () => {
  for (const folder of ['.', 'test/chromium', 'test/editor']) {
    const lock = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, LockEntry>>;
    };

    it(`${folder} lists the binaries of every platform`, () => {
      const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
        Object.keys(entry.optionalDependencies ?? {}).filter(
          (name) =>
            !(`${path}/node_modules/${name}` in lock.packages) &&
            !(`node_modules/${name}` in lock.packages),
        ),
      );
      assert.deepEqual(missing, []);
    });

    it(`${folder} leaves the registry to the user`, () => {
      const fixed = Object.values(lock.packages).flatMap(({ link, resolved }) =>
        resolved !== undefined && !link && resolved.startsWith('http') ? [resolved] : [],
      );
      assert.deepEqual(fixed, []);
    });
  }
});
