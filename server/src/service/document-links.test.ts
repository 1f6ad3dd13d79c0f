/** Links to files: which text is one, and what it leads to. */
import assert from 'node:assert/strict';
import { MlirDocument } from './document.ts';
import { fileLinks } from './document-links.ts';

const links = (text: string): unknown[] =>
  fileLinks(new MlirDocument(text)).map(({ start, end, path, place }) => [
    text.slice(start, end),
    path,
    ...(place ? [place.line, place.column] : []),
  ]);

describe('document links', () => {
  it('to the files of locations, however they are nested', () =>
    assert.deepEqual(
      links(
        'func.func private @f() loc(callsite("g"("dir/a.py":3:7) at fused<"x">["b.mlir":1:1, "-":2:2]))',
      ),
      [
        ['dir/a.py":3:7', 'dir/a.py', 3, 7],
        ['b.mlir":1:1', 'b.mlir', 1, 1],
      ],
    ));
  it('beside a constant of ten million characters', () =>
    assert.deepEqual(links(`"${'A'.repeat(1e7)}" loc("a.mlir":3:7) "":1:1`), [
      ['a.mlir":3:7', 'a.mlir', 3, 7],
    ]));
  it('to the files of RUN lines', () =>
    assert.deepEqual(
      links(
        '// RUN: iree-opt --x=%S/Inputs/lib.mlir %s | FileCheck %s --check-prefix=A\n' +
          '// RUN: iree-run-module --module=%t.vmfb --input=@data/in.npy ../b.mlir\n// see other.mlir',
      ),
      [
        ['%S/Inputs/lib.mlir', 'Inputs/lib.mlir'],
        ['%s', null],
        ['%s', null],
        ['data/in.npy', 'data/in.npy'],
        ['../b.mlir', '../b.mlir'],
      ],
    ));
});
