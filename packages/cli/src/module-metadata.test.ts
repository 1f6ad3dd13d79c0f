/** Modules as text, each expectation what upstream's iree-dump-module prints of the same file. */

import assert from 'node:assert/strict';
import {
  emptyModule,
  type ModuleDef,
  moduleFlatBuffer,
  readModule,
  writeModule,
} from '@iree-workbench/format';
import { formatModuleJson } from './module-json.ts';
import { formatMetadata } from './module-metadata.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A module with something in every table. */
const ODD: ModuleDef = {
  ...emptyModule('odd'),
  version: 3,
  requirements: 1,
  attrs: [{ key: 'a', value: 'b c' }],
  types: ['i32', '!vm.buffer'],
  dependencies: [
    { name: 'hal', minimumVersion: 2, optional: false },
    { name: 'check', minimumVersion: 0, optional: true },
  ],
  importedFunctions: [
    {
      fullName: 'check.expect',
      optional: true,
      signature: { cconv: '0rCiID_iF', attrs: [{ key: 'k', value: 'v' }] },
    },
  ],
  exportedFunctions: [
    { localName: 'f', ordinal: 0 },
    { localName: 'g', ordinal: 0 },
  ],
  functionSignatures: [{ cconv: '0fI_v', attrs: [{ key: 'iree.abi', value: 'x' }] }],
  rodataSegments: [
    { bytes: new Uint8Array(5000) },
    { bytes: text('hal.executable.format') },
    { bytes: text('a'.repeat(40)) },
    { bytes: Uint8Array.of(65, 1) },
  ],
  rwdataSegments: [16],
  globalBytesCapacity: 12,
  globalRefCount: 2,
  functionDescriptors: [
    {
      bytecodeOffset: 0,
      bytecodeLength: 4,
      requirements: 1,
      blockCount: 1,
      i32RegisterCount: 3,
      refRegisterCount: 2,
    },
  ],
  bytecodeData: Uint8Array.of(121, 90, 0, 0),
  debugDatabase: {
    locations: [{ kind: 'file', filename: 'a.mlir', line: 1, column: 0 }],
    functions: [{ localName: 'f', locations: [{ bytecodeOffset: 0, location: 0 }] }],
  },
};

describe('modules as text', () => {
  const file = writeModule(ODD, {});
  const module = readModule(file);

  it('show their tables and the sizes of their sections', () => {
    const rule = `//===${'-'.repeat(110)}===//`;
    assert.equal(
      formatMetadata(module, moduleFlatBuffer(file).length),
      `${rule}
// @odd : version 3
${rule}

Requirements: EXT_F32

Attributes:
  a: b c

Required Types:
  [  0] i32
  [  1] !vm.buffer

Module Dependencies:
  hal, version >= 2, required
  check, version >= 0, optional

Imported Functions:
  [  0] ?check.expect(!vm.ref<?>, tuple<i32, i64>...) -> (i32, f64)
        k: v

Exported Functions:
  [  0] f(f32, i64) -> ()
        iree.abi: x
  [  1] g(f32, i64) -> ()
        iree.abi: x

${rule}
// Sections
${rule}

Module State:
  12 bytes, 2 refs, ~44 bytes total

FlatBuffer: ${moduleFlatBuffer(file).length} bytes
  Bytecode: 4 bytes
  .rodata[  0] external     5000 bytes (offset 80 / 50h to 13D8h)
  .rodata[  1] embedded       21 bytes \`hal.executable.format\`
  .rodata[  2] embedded       40 bytes \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`...
  .rodata[  3] embedded        2 bytes
  .rwdata[  0] 16 bytes

External .rodata: ~5000 bytes

${rule}
// Bytecode : version 3
${rule}

  # | Offset   |   Length | Blocks | i32 # | ref # | Requirements | Aliases
----+----------+----------+--------+-------+-------+--------------+-----------------------------------------------------
  0 | 00000000 |        4 |      1 |     3 |     2 | EXT_F32      | f, g

${rule}
// Debug Information
${rule}
// NOTE: debug databases are large and should be stripped in deployed artifacts.

Locations: 1

`,
    );
  });

  it('leave out what is not there', () => {
    const { bytecodeData, functionDescriptors, functionSignatures } = ODD;
    const bare = { ...emptyModule('m'), bytecodeData, functionDescriptors, functionSignatures };
    const shown = formatMetadata(bare, 100);
    assert.doesNotMatch(shown, /Requirements:|Types|Module State|External|Debug/);
    assert.deepEqual(Object.keys(JSON.parse(formatModuleJson(bare, false))), [
      'name',
      'function_signatures',
      'function_descriptors',
      'bytecode_version',
      'bytecode_data',
    ]);
  });

  it("are JSON with the names of upstream's schema", () => {
    const json = formatModuleJson(module, false);
    assert.ok(
      json.startsWith('{"name":"odd","version":3,"requirements":"EXT_F32","attrs":[{"key":"a",'),
    );
    assert.ok(json.includes('{"name":"check","flags":"OPTIONAL"}]'));
    assert.ok(
      json.endsWith(
        '"bytecode_version":983040,"bytecode_data":[121,90,0,0],"debug_database":{"location_table_type":' +
          '["FileLineColLocDef"],"location_table":[{"filename":"a.mlir","line":1}],"functions":[{"local_name":' +
          '"f","locations":[{"bytecode_offset":0,"location":0}]}]}}',
      ),
    );
    assert.deepEqual(JSON.parse(formatModuleJson(module, true)), JSON.parse(json));
  });
});
