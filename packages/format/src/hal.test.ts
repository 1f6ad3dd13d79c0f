import assert from 'node:assert/strict';
import {
  BufferUsage,
  ElementType,
  elementBitCount,
  elementByteCount,
  formatBits,
  formatElementType,
  MemoryType,
  makeElementType,
  NumericalType,
  packCollectiveOp,
  parseBits,
  parseElementType,
  unpackCollectiveOp,
} from './hal.ts';
import { checkModule, findImport, halModule } from './hal-module.ts';

describe('HAL bit fields', () => {
  it('prints every name whose bits are set, groups beside their members, as the IR does', () => {
    const memory = MemoryType.HostLocal | MemoryType.DeviceLocal | MemoryType.HostCached;
    assert.equal(
      formatBits(MemoryType, memory),
      'HostVisible|HostCoherent|HostCached|HostLocal|DeviceVisible|DeviceLocal',
    );
    const usage =
      BufferUsage.Mapping |
      BufferUsage.MappingOptional |
      BufferUsage.Transfer |
      BufferUsage.DispatchStorage;
    assert.equal(
      formatBits(BufferUsage, usage),
      'TransferSource|TransferTarget|Transfer|DispatchStorageRead|DispatchStorageWrite|' +
        'DispatchStorage|MappingScoped|MappingOptional|MappingAccessRandom|Mapping',
    );
    assert.equal(formatBits(MemoryType, 0), 'None');
  });

  it('reads names back', () => {
    assert.equal(parseBits(MemoryType, 'DeviceVisible|DeviceLocal'), 0x30);
    assert.equal(parseBits(MemoryType, 'None'), 0);
    assert.equal(parseBits(MemoryType, 'toString'), undefined);
  });
});

describe('element types', () => {
  it('packs numerical type and width', () => {
    assert.equal(makeElementType(NumericalType.FloatIeee, 32), 0x21000020);
    assert.equal(ElementType.Float32, 553648160);
    assert.equal(ElementType.Int32, 268435488);
    assert.equal(elementBitCount(ElementType.ComplexFloat128), 128);
    assert.equal(elementByteCount(ElementType.Int4), 1);
  });

  it('prints and parses the names buffer views use', () => {
    for (const [name, type] of [
      ['f32', ElementType.Float32],
      ['bf16', ElementType.BFloat16],
      ['i64', ElementType.Int64],
      ['si8', ElementType.Sint8],
      ['ui16', ElementType.Uint16],
      ['i1', ElementType.Bool8],
      ['cf64', ElementType.ComplexFloat64],
      ['*32', ElementType.Opaque32],
    ] as const) {
      assert.equal(formatElementType(type), name);
      assert.equal(parseElementType(name), type);
    }
    assert.equal(parseElementType('x16'), ElementType.Opaque16);
    for (const bad of ['', 'f', 'f999', 'q8', 'f32 '])
      assert.equal(parseElementType(bad), undefined);
  });
});

describe('collective operations', () => {
  it('pack into one i32 and unpack again', () => {
    const op = { kind: 'AllReduce', reduction: 'ReductionSum', elementType: 'Float32' } as const;
    assert.equal(packCollectiveOp(op), 0x00090101);
    assert.deepEqual(unpackCollectiveOp(0x00090101), op);
    assert.equal(unpackCollectiveOp(0x00090107), undefined);
    assert.equal(unpackCollectiveOp(0x01090101), undefined);
  });
});

describe('runtime modules', () => {
  // The conventions the seed's runtime exports (its hal module) or resolves (check).
  const expected: Readonly<Record<string, string>> = {
    'allocator.allocate': '0riiI_r',
    'allocator.allocate.initialized': '0riirII_r',
    'allocator.map.byte_buffer': '0riiirII_r',
    'buffer.assert': '0rrrIii_v',
    'buffer.load': '0rIi_i',
    'buffer.store': '0irIi_v',
    'buffer_view.create': '0rIIiiCID_r',
    'buffer_view.trace': '0rCrD_v',
    'channel.create': '0rIirrii_r',
    'channel.rank_and_count': '0r_ii',
    'command_buffer.collective': '0rriirIIrIII_v',
    'command_buffer.copy_buffer': '0rrIrII_v',
    'command_buffer.dispatch.indirect': '0rrirI_v',
    'command_buffer.execute.commands': '0rrCrIID_v',
    'command_buffer.fill_buffer': '0rrIIii_v',
    'command_buffer.push_descriptor_set': '0rriCiirIID_v',
    'descriptor_set_layout.create': '0riCiiiD_r',
    'device.query.i64': '0rrr_iI',
    'device.queue.alloca': '0rIrriiiI_r',
    'device.queue.execute': '0rIrrCrD_v',
    'ex.shared_device': '0v_r',
    'executable.create': '0rrrrCrD_r',
    'fence.await': '0iCrD_i',
    'fence.join': '0CrD_r',
    'pipeline_layout.create': '0riCrD_r',
  };

  it('declare the conventions of the seed', () => {
    for (const [name, cconv] of Object.entries(expected)) {
      assert.equal(findImport(halModule, name)?.cconv, cconv, name);
    }
    assert.equal(findImport(checkModule, 'expect_eq')?.cconv, '0rr_v');
  });

  it('have 48 hal functions, of which two may suspend, and 5 optional check functions', () => {
    assert.equal(halModule.functions.length, 48);
    assert.deepEqual(
      halModule.functions.filter((f) => f.yields).map((f) => f.name),
      ['ex.submit_and_wait', 'fence.await'],
    );
    assert.equal(checkModule.functions.length, 5);
    assert.ok(checkModule.functions.every((f) => f.optional));
  });

  it('name arguments and types for the compiler to declare', () => {
    const create = findImport(halModule, 'buffer_view.create')!;
    assert.deepEqual(create.arguments.at(-1), { name: 'shape', types: ['i64'], variadic: true });
    assert.deepEqual(create.results, ['!hal.buffer_view']);
    assert.equal(create.sideEffects, false);
  });
});
