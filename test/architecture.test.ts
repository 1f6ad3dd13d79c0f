/**
 * Holds the design's arrows between packages and its rules on what a package may use. Imports are read
 * with esbuild, so a comment or a string that looks like one does not count.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** Which of our packages each may import; no other arrows exist. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/ir': [],
  'packages/format': [],
  'packages/lit': [],
  'packages/compiler': ['packages/ir', 'packages/format'],
  'packages/runtime': ['packages/format'],
  'packages/cli': [
    'packages/ir',
    'packages/format',
    'packages/compiler',
    'packages/runtime',
    'packages/lit',
    'server',
  ],
  server: ['packages/ir', 'packages/compiler', 'packages/lit'],
  extension: [],
};

/** The packages that run in Node, in a worker and in a browser page. */
const everywhere = [
  'packages/ir',
  'packages/format',
  'packages/lit',
  'packages/compiler',
  'packages/runtime',
];

/** What a client may know of the server: the messages. */
const protocol = 'server/src/protocol.ts';

interface Import {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly specifier: string;
}

function sourceFiles(folder: string): string[] {
  const path = join(root, folder, 'src');
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(path, file));
}

/** Tests, and the data and fixtures that only they read. */
const isTest = (file: string): boolean => /\.(test|test-data|fixture)\.ts$/.test(file);

/** Every import in a package's sources, those of types as well. */
async function importsOf(folder: string): Promise<Import[]> {
  const imports: Import[] = [];
  const files = sourceFiles(folder);
  if (files.length === 0) return imports;
  await build({
    entryPoints: files,
    bundle: true,
    write: false,
    outdir: 'unused',
    format: 'esm',
    logLevel: 'silent',
    // esbuild would drop imports of types; an arrow is one all the same.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [
      {
        name: 'collect',
        setup(bundler) {
          bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replace(
              /^(\s*(?:import|export)\s+)type\b(?!\s*=)(?=[^;]*?\bfrom\b)/gm,
              '$1',
            ),
            loader: 'ts',
          }));
          bundler.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
            if (kind !== 'entry-point') {
              imports.push({
                file: relative(root, importer).split(sep).join('/'),
                specifier: path,
              });
              return { path, external: true };
            }
            return undefined;
          });
        },
      },
    ],
  });
  return imports;
}

/** The package of ours that an import leads to, or undefined for npm's and Node's. */
function packageOf(from: string, specifier: string): string | undefined {
  const scope = '@iree-workbench/';
  if (specifier.startsWith(scope)) {
    const name = specifier.slice(scope.length).split('/')[0] ?? '';
    return name === 'server' || name === 'extension' ? name : `packages/${name}`;
  }
  if (!specifier.startsWith('.')) return undefined;
  const path = relative(root, resolve(root, dirname(from), specifier))
    .split(sep)
    .join('/');
  return Object.keys(arrows).find((folder) => path.startsWith(`${folder}/`));
}

const isProtocol = (from: string, specifier: string): boolean =>
  specifier === '@iree-workbench/server/protocol' ||
  relative(root, resolve(root, dirname(from), specifier))
    .split(sep)
    .join('/') === protocol;

const describeImport = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

describe('architecture', function () {
  this.timeout(60_000);

  const imports = new Map<string, Import[]>();
  before(async () => {
    for (const folder of Object.keys(arrows)) imports.set(folder, await importsOf(folder));
  });

  for (const [folder, allowed] of Object.entries(arrows)) {
    it(`${folder} imports of ours only ${allowed.join(', ') || 'nothing'}`, () => {
      const wrong = (imports.get(folder) ?? []).filter(({ file, specifier }) => {
        const target = packageOf(file, specifier);
        if (target === undefined || target === folder || allowed.includes(target)) return false;
        return !(folder === 'extension' && isProtocol(file, specifier));
      });
      assert.deepEqual(wrong.map(describeImport), []);
    });

    it(`${folder} declares in package.json what it imports`, () => {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
      const own = manifest.name as string;
      const wrong = (imports.get(folder) ?? []).filter(({ file, specifier }) => {
        if (isTest(file) || specifier.startsWith('.') || specifier.startsWith('node:'))
          return false;
        if (specifier === 'vscode') return !declared.includes('@types/vscode');
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        return name !== own && !declared.includes(name);
      });
      assert.deepEqual(wrong.map(describeImport), []);
    });
  }

  for (const folder of everywhere) {
    it(`${folder} uses Node's own modules in *.node.ts only`, () => {
      const wrong = (imports.get(folder) ?? []).filter(
        ({ file, specifier }) =>
          specifier.startsWith('node:') &&
          !isTest(file) &&
          !(folder === 'packages/runtime' && file.endsWith('.node.ts')),
      );
      assert.deepEqual(wrong.map(describeImport), []);
    });

    it(`${folder} bundles for a browser`, async () => {
      const { errors } = await build({
        entryPoints: [join(root, folder, 'src/index.ts')],
        bundle: true,
        write: false,
        platform: 'browser',
        format: 'esm',
        logLevel: 'silent',
      });
      assert.deepEqual(errors, []);
    });
  }

  it('only the server knows the Language Server Protocol', () => {
    const wrong = [...imports]
      .filter(([folder]) => folder !== 'server')
      .flatMap(([, list]) => list)
      .filter(({ specifier }) => /^vscode-(languageserver|jsonrpc)/.test(specifier));
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('only the extension knows VS Code', () => {
    const wrong = [...imports]
      .filter(([folder]) => folder !== 'extension')
      .flatMap(([, list]) => list)
      .filter(({ specifier }) => specifier === 'vscode' || specifier === 'vscode-languageclient');
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('the messages import nothing', () => {
    const wrong = (imports.get('server') ?? []).filter(({ file }) => file === protocol);
    assert.deepEqual(wrong.map(describeImport), []);
  });
});
