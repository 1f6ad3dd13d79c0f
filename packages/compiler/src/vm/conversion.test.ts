/** From the host program to the vm dialect. Expected IR is upstream's of 2023-04 where it is whole. */

import assert from 'node:assert/strict';
import {
  type Operation,
  parseModule,
  printOperation,
  runPasses,
  verifyOperation,
} from '@iree-workbench/ir';
import { createContext } from '../pipeline.ts';
import { convertToVM } from './conversion.ts';
import { vmSteps } from './passes.ts';
import { stringDataName } from './string-hash.ts';

function read(text: string): Operation {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [],
  );
  return module;
}

/** The module after the whole phase, verified after each pass. */
function phase(text: string): string {
  const module = read(text);
  const messages: string[] = [];
  const ok = runPasses(module, vmSteps, {
    verify: verifyOperation,
    onDiagnostic: ({ message }) => messages.push(message),
  });
  assert.deepEqual(messages, []);
  assert.ok(ok);
  return printOperation(module);
}

/** Operations of the only function after the phase, without their module. */
function body(signature: string, text: string): string[] {
  return phase(`func.func @f${signature} {\n${text}\n}`)
    .split('\n')
    .filter((line) => /^ {4}(\^| {2})/.test(line))
    .map((line) => line.trim());
}

/** What conversion alone has to say. */
function refusals(text: string): string[] {
  const messages: string[] = [];
  convertToVM(read(text), { error: (op, reason) => messages.push(`${op.name} ${reason}`) });
  return messages;
}

describe('phase vm', () => {
  it('makes a module of functions, globals, imports and initialisation', () => {
    assert.equal(
      phase(`module @app {
  util.global private mutable @count = 3 : index
  func.func @next(%arg0: !hal.buffer_view, %arg1: f32) -> (index, f32) attributes {iree.abi.stub, iree.reflection = {k = "v"}} {
    %count = util.global.load @count : index
    %0 = hal.buffer_view.dim<%arg0 : !hal.buffer_view>[0] : index
    hal.buffer_view.trace %arg0, %arg0 : !hal.buffer_view, !hal.buffer_view attributes {key = "seen"}
    %1 = arith.addi %count, %0 : index
    %2 = math.sqrt %arg1 : f32
    util.global.store %1, @count : index
    return %1, %2 : index, f32
  }
}`),
      `module @app attributes {vm.toplevel} {
  vm.module public @app {
    vm.global.i64 private mutable @count : i64
    vm.import private @hal.buffer_view.dim(%buffer_view : !vm.ref<!hal.buffer_view>, %index : i32) -> i64 attributes {nosideeffects}
    vm.import private @hal.buffer_view.trace(%key : !vm.buffer, %operands : !vm.ref<!hal.buffer_view> ...)
    vm.rodata private @_utf8_seen_70DACD8C900ECF9 {alignment = 1 : i64} "seen"
    vm.func private @next(%arg0: !vm.ref<!hal.buffer_view>, %arg1: f32) -> (i64, f32) attributes {iree.reflection = {k = "v"}} {
      %zero = vm.const.i32.zero
      %count = vm.global.load.i64 @count : i64
      %0 = vm.call @hal.buffer_view.dim(%arg0, %zero) {nosideeffects} : (!vm.ref<!hal.buffer_view>, i32) -> i64
      %_utf8_seen_70DACD8C900ECF9 = vm.const.ref.rodata @_utf8_seen_70DACD8C900ECF9 : !vm.buffer
      vm.call.variadic @hal.buffer_view.trace(%_utf8_seen_70DACD8C900ECF9, [%arg0, %arg0]) : (!vm.buffer, !vm.ref<!hal.buffer_view> ...)
      %1 = vm.add.i64 %count, %0 : i64
      %2 = vm.sqrt.f32 %arg1 : f32
      vm.global.store.i64 %1, @count : i64
      vm.return %1, %2 : i64, f32
    }
    vm.export @next attributes {iree.abi.stub, iree.reflection = {k = "v"}}
    vm.export @__init
    vm.func private @__init() {
      %c3 = vm.const.i64 3
      vm.global.store.i64 %c3, @count : i64
      vm.return
    }
  }
}`,
    );
  });

  it('loads executables from read-only data', () => {
    const text = phase(`module {
  util.global private @exe : !hal.executable
  util.initializer {
    %device = hal.ex.shared_device : !hal.device
    %set = hal.descriptor_set_layout.create device(%device : !hal.device) flags("None") bindings([#hal.descriptor_set.binding<0, storage_buffer, ReadOnly>, #hal.descriptor_set.binding<1, storage_buffer>]) : !hal.descriptor_set_layout
    %layout = hal.pipeline_layout.create device(%device : !hal.device) push_constants(1) layouts([%set]) : !hal.pipeline_layout
    %exe = hal.executable.create device(%device : !hal.device) target(@add::@wasm) layouts([%layout]) : !hal.executable
    util.global.store %exe, @exe : !hal.executable
    util.initializer.return
  }
  hal.executable private @add {
    hal.executable.binary public @wasm attributes {data = dense<[1, 2, 3, 4]> : vector<4xi8>, format = "wasm-simd128-fb", mime_type = "application/x-flatbuffers"}
  }
  func.func @get() -> !hal.executable {
    %exe = util.global.load @exe : !hal.executable
    return %exe : !hal.executable
  }
}`);
    assert.match(
      text,
      /vm\.rodata private @add_wasm \{alignment = 16 : i64, mime_type = "application\/x-flatbuffers"\} dense<\[1, 2, 3, 4\]> : vector<4xi8>/,
    );
    assert.match(text, /vm\.global\.ref private mutable @exe : !vm\.ref<!hal\.executable>/);
    // Ordinal, descriptor type, flags of each binding.
    assert.match(
      text,
      /@hal\.descriptor_set_layout\.create\(%ref, %zero, \[\(%zero, %c7, %c1\), \(%c1, %c7, %zero\)\]\)/,
    );
    assert.match(
      text,
      /@hal\.executable\.create\(%ref, %_utf8_wasm_simd128_fb_\w+, %add_wasm, %null, \[%ref_\d+\]\)/,
    );
    // Only the functions that are called are imported.
    assert.equal(text.match(/vm\.import/g)?.length, 4);
  });

  it('asks devices in i64 and makes what was asked for of the answer', () => {
    assert.deepEqual(
      body(
        '(%device: !hal.device) -> i1',
        '%ok, %value = hal.device.query<%device : !hal.device> key("hal.device.id" :: "local*") : i1, i1 = false\n return %value : i1',
      ).filter((line) => !line.includes('rodata') && !line.includes('const')),
      [
        `%0:2 = vm.call @hal.device.query.i64(%arg0, %${stringDataName('hal.device.id')}, %${stringDataName('local*')}) {nosideeffects} : (!vm.ref<!hal.device>, !vm.buffer, !vm.buffer) -> (i32, i64)`,
        '%1 = vm.trunc.i64.i32 %0#1 : i64 -> i32',
        '%2 = vm.and.i32 %1, %c1 : i32',
        '%3 = vm.select.i32 %0#0, %2, %zero : i32',
        'vm.return %3 : i32',
      ],
    );
  });

  it('turns a failed wait into a failure of the invocation', () => {
    assert.deepEqual(
      body(
        '(%fence: !hal.fence)',
        '%c-1 = arith.constant -1 : i32\n %status = hal.fence.await until([%fence]) timeout_millis(%c-1) : i32\n util.status.check_ok %status, "failed to wait"\n return',
      ),
      [
        '%c-1 = vm.const.i32 -1',
        '%0 = vm.call.variadic @hal.fence.await(%c-1, [%arg0]) : (i32, !vm.ref<!hal.fence> ...) -> i32',
        'vm.cond_br %0, ^bb2, ^bb1',
        '^bb1:  // pred: ^bb0',
        'vm.return',
        '^bb2:  // pred: ^bb0',
        'vm.fail %0, "failed to wait"',
      ],
    );
  });

  it('loads 64 bits of a buffer as two halves', () => {
    const lines = body(
      '(%buffer: !hal.buffer, %at: index) -> i64',
      '%0 = hal.buffer.load<%buffer : !hal.buffer>[%at] : i64\n return %0 : i64',
    );
    assert.equal(lines.filter((line) => line.includes('@hal.buffer.load')).length, 2);
    assert.ok(lines.some((line) => /vm\.shl\.i64 %\d+, %c32/.test(line)));
  });

  it('extends narrow integers when they leave a register’s low bits', () => {
    assert.deepEqual(
      body(
        '(%a: i8, %b: i1) -> (i64, i32)',
        '%0 = arith.extsi %a : i8 to i64\n %1 = arith.extui %b : i1 to i32\n return %0, %1 : i64, i32',
      ),
      [
        '%c1 = vm.const.i32 1',
        '%0 = vm.ext.i8.i32.s %arg0 : i32 -> i32',
        '%1 = vm.ext.i32.i64.s %0 : i32 -> i64',
        '%2 = vm.and.i32 %arg1, %c1 : i32',
        'vm.return %1, %2 : i64, i32',
      ],
    );
  });

  it('says which operation it cannot convert, and why', () => {
    assert.deepEqual(
      refusals(
        'func.func @f(%a: i64) -> f32 { %0 = arith.sitofp %a : i64 to f32\n return %0 : f32 }',
      ),
      ['arith.sitofp cannot be converted to the vm dialect'],
    );
    assert.deepEqual(
      refusals(
        'module { func.func @f(%d: !hal.device) -> !hal.executable { %0 = hal.executable.create device(%d : !hal.device) target(@x::@y) layouts([]) : !hal.executable\n return %0 : !hal.executable } }',
      ),
      [
        'hal.executable.create cannot be converted to the vm dialect: it names no hal.executable.binary, so the executable is not serialized',
      ],
    );
    assert.deepEqual(refusals('func.func @f(%a: tensor<4xf32>) { return }'), [
      "func.func takes or returns a value of type 'tensor<4xf32>', which the VM lacks",
    ]);
    assert.deepEqual(refusals('func.func @f(%a: i128) { return }'), [
      "func.func takes or returns a value of type 'i128', which the VM lacks",
    ]);
  });

  it('leaves a vm.module alone, and calls what stands in for an import that is not there', () => {
    const converted = phase(`module {
  func.func private @some.import(%arg0: index) -> index attributes {vm.signature = (i64) -> i64, vm.fallback = @stand_in}
  func.func private @stand_in(%arg0: index) -> index attributes {noinline} {
    return %arg0 : index
  }
  func.func @f(%arg0: index) -> index {
    %0 = call @some.import(%arg0) : (index) -> index
    return %0 : index
  }
}`);
    assert.match(converted, /vm\.import private optional @some\.import\(i64\) -> i64/);
    assert.match(converted, /%has_some_import = vm\.import\.resolved @some\.import : i32/);
    assert.match(converted, /vm\.call @stand_in\(%arg0\) : \(i64\) -> i64/);
    assert.equal(phase(converted), converted);
  });
});
