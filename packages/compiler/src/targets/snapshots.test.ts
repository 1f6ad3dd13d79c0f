/**
 * The text that each family of dispatches becomes: WGSL, and WebAssembly of strict SIMD. A change of code
 * generation shows here as a diff for people to read:
 *
 *     IWB_UPDATE_SNAPSHOTS=1 npm test -- packages/compiler/src/targets/snapshots.test.ts
 */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ExecutableFormat } from '@iree-workbench/format';
import { type Operation, parseModule, verifyOperation } from '@iree-workbench/ir';
import { DISPATCH_FAMILIES } from '../codegen/dispatch-families.fixture.ts';
import { lowerDispatch } from '../codegen/lower-dispatch.ts';
import { compile, createContext } from '../pipeline.ts';
import { CODEGEN_TARGETS } from './codegen-targets.ts';
import { dispatchesOf } from './dispatch/dispatch.ts';
import { wasmText } from './wasm/text.ts';
import { translateToWasm } from './wasm/translate.ts';
import { translateToWgsl } from './wgsl/translate.ts';

const FOLDER = fileURLToPath(new URL('./snapshots/', import.meta.url));
const UPDATES = process.env.IWB_UPDATE_SNAPSHOTS === '1';

/** The text of a program's dispatches, by the endings of the files that hold it. */
function textsOf(program: string): ReadonlyMap<string, string> {
  const { module, diagnostics } = parseModule(createContext(), program);
  assert.deepEqual(diagnostics, []);
  const onDiagnostic = ({ message }: { message: string }): void => assert.fail(message);
  const targets = ['local', 'webgpu'] as const;
  compile(module, { targets, compileTo: 'executable-sources' }, { onDiagnostic });
  const texts = new Map<string, string>();
  for (const variant of module.collect('hal.executable.variant')) {
    const ending = isWgsl(variant) ? 'wgsl' : 'wat';
    const format = isWgsl(variant) ? ExecutableFormat.wgsl : ExecutableFormat.wasm;
    const target = CODEGEN_TARGETS.get(format);
    assert.ok(target);
    lowerDispatch(variant, target, { verify: verifyOperation, onDiagnostic });
    texts.set(ending, (texts.get(ending) ?? '') + textOf(variant));
  }
  return texts;
}

const isWgsl = (variant: Operation): boolean => variant.symbolName === 'webgpu_wgsl_fb';

function textOf(variant: Operation): string {
  const dispatches = dispatchesOf(variant);
  if (isWgsl(variant)) return dispatches.map((each) => translateToWgsl(each).code).join('\n');
  const name = variant.parentOp?.symbolName ?? '';
  return wasmText(translateToWasm(name, dispatches, { relaxed: false }).bytes);
}

describe('text of dispatches', () => {
  before(() => {
    if (!UPDATES) return;
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER);
  });

  for (const [name, { title, fixed, dynamic }] of Object.entries(DISPATCH_FAMILIES))
    for (const [program, file, sizes] of [
      [fixed, name, ''],
      [dynamic, `${name}-dynamic`, ' of any size'],
    ] as const)
      it(`is as recorded for ${title}${sizes}`, () => {
        for (const [ending, text] of textsOf(program)) {
          const path = `${FOLDER}${file}.${ending}`;
          if (UPDATES) writeFileSync(path, text);
          else assert.equal(text, existsSync(path) ? readFileSync(path, 'utf8') : '');
        }
      });

  it('is recorded for nothing else', () => {
    const files = Object.keys(DISPATCH_FAMILIES)
      .flatMap((name) => [name, `${name}-dynamic`])
      .flatMap((name) => [`${name}.wat`, `${name}.wgsl`]);
    assert.deepEqual(readdirSync(FOLDER).sort(), files.sort());
  });
});
