import assert from 'node:assert/strict';
import { ElementType } from '@iree-workbench/format';
import { readNpy, writeNpy } from './npy.ts';

/** A file as np.save writes it, from its header's text and its data. */
function npy(header: string, data: ArrayLike<number>, version = 1): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  const length = version === 1 ? [text.length, 0] : [text.length, 0, 0, 0];
  const magic = [0x93, ...new TextEncoder().encode('NUMPY'), version, 0];
  return Uint8Array.from([...magic, ...length, ...text, ...Array.from(data)]);
}

const bytesOf = (view: ArrayBufferView) =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

describe('npy files', () => {
  it('round-trip every element type NumPy has', () => {
    const types = [
      ElementType.Sint8,
      ElementType.Uint8,
      ElementType.Sint16,
      ElementType.Uint16,
      ElementType.Sint32,
      ElementType.Uint32,
      ElementType.Sint64,
      ElementType.Uint64,
      ElementType.Float16,
      ElementType.Float32,
      ElementType.Float64,
      ElementType.Bool8,
      ElementType.ComplexFloat64,
      ElementType.ComplexFloat128,
      ElementType.Opaque16,
    ];
    for (const elementType of types) {
      const bytes = Uint8Array.from({ length: 6 * ((elementType & 0xff) / 8) }, (_, i) => i);
      const array = { shape: [2, 3], elementType, bytes };
      assert.deepEqual(readNpy(writeNpy(array)), [array]);
    }
  });

  it('are written as np.save writes them', () => {
    const file = writeNpy({
      shape: [3],
      elementType: ElementType.Int32,
      bytes: bytesOf(new Int32Array([1, 2, 3])),
    });
    assert.equal(file.length, 128 + 12);
    assert.equal(
      new TextDecoder().decode(file.subarray(10, 128)).trimEnd(),
      "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }",
    );
    assert.equal(file[127], 0x0a);
  });

  it('read scalars, empty arrays and several arrays a file', () => {
    const scalar = writeNpy({
      shape: [],
      elementType: ElementType.Uint8,
      bytes: new Uint8Array([5]),
    });
    const empty = writeNpy({
      shape: [0, 4],
      elementType: ElementType.Float32,
      bytes: new Uint8Array(0),
    });
    const arrays = readNpy(Uint8Array.from([...scalar, ...empty, ...scalar]));
    assert.deepEqual(
      arrays.map(({ shape }) => shape),
      [[], [0, 4], []],
    );
  });

  it('read big-endian data and column-major order', () => {
    const bigEndian = npy(
      "{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }",
      [1, 2, 3, 4],
    );
    assert.deepEqual([...readNpy(bigEndian)[0]!.bytes], [2, 1, 4, 3]);
    const columns = npy(
      "{'shape': (2, 3), 'fortran_order': True, 'descr': '|u1'}",
      [1, 4, 2, 5, 3, 6],
      3,
    );
    assert.deepEqual([...readNpy(columns)[0]!.bytes], [1, 2, 3, 4, 5, 6]);
  });

  it('are rejected when damaged or of a kind that cannot be', () => {
    const header = (descr: string, shape: string) =>
      npy(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`, [1, 2, 3, 4]);
    const rejected: readonly (readonly [Uint8Array, string, RegExp])[] = [
      [new Uint8Array(0), 'INVALID_ARGUMENT', /magic mismatch/],
      [Uint8Array.from([0x93, 0x4e]), 'INVALID_ARGUMENT', /magic mismatch/],
      [npy('', [], 9), 'UNIMPLEMENTED', /npy version 9\.0 not supported/],
      [header('<i4', '1,').subarray(0, 20), 'OUT_OF_RANGE', /truncated in its header/],
      [header('<i4', '2,'), 'OUT_OF_RANGE', /array of 8 bytes, 4 in the file/],
      [header('<i4', '99999999999,9999999999'), 'OUT_OF_RANGE', /too many elements/],
      [header('<U8', '1,'), 'UNIMPLEMENTED', /unsupported npy data type '<U8'/],
      [header('<f16', '1,'), 'UNIMPLEMENTED', /unsupported npy data type '<f16'/],
      [header('<i3', '1,'), 'UNIMPLEMENTED', /unsupported npy data type '<i3'/],
      [header('<M8[D]', '1,'), 'UNIMPLEMENTED', /unsupported npy data type '<M8\[D\]'/],
      [header('|O', '1,'), 'UNIMPLEMENTED', /unsupported npy data type '\|O'/],
      [header('<i4', '-1,'), 'INVALID_ARGUMENT', /npy header not supported/],
      [
        npy("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), }", [1, 2, 3, 4]),
        'INVALID_ARGUMENT',
        /npy header not supported: .*'a'/,
      ],
      [
        Uint8Array.from([...header('<i4', '1,'), 1, 2, 3, 4, 5, 6, 7]),
        'INVALID_ARGUMENT',
        /magic mismatch behind the array that ends at byte \d+$/,
      ],
      [header('constructor', '1,'), 'UNIMPLEMENTED', /unsupported npy data type/],
      [npy('{}', []), 'INVALID_ARGUMENT', /npy header not supported/],
    ];
    for (const [file, status, message] of rejected) {
      assert.throws(() => readNpy(file), { status, message });
    }
  });
});
