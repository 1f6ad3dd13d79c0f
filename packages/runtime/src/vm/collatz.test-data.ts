/**
 * A module made by IREE's own compiler of 2023-04 (`iree-compile --compile-mode=vm`) from the text
 * below, for tests that read, verify, damage and run a file this project did not write.
 */

/** What was compiled. */
export const collatzSource = `vm.module @collatz {
  vm.export @steps
  vm.func @steps(%start : i64) -> i32 {
    %c0 = vm.const.i32 0
    %zero = vm.const.i64 0
    %bad = vm.cmp.lt.i64.s %start, %zero : i64
    vm.cond_br %bad, ^negative, ^loop(%start, %c0 : i64, i32)
  ^negative:
    %code = vm.const.i32 3
    vm.fail %code, "start must not be negative"
  ^loop(%n : i64, %count : i32):
    %two = vm.const.i64 2
    %more = vm.cmp.lt.i64.s %n, %two : i64
    vm.cond_br %more, ^done(%count : i32), ^step(%n, %count : i64, i32)
  ^step(%m : i64, %k : i32):
    %next = vm.call @next(%m) : (i64) -> i64
    %c1 = vm.const.i32 1
    %k1 = vm.add.i32 %k, %c1 : i32
    vm.br ^loop(%next, %k1 : i64, i32)
  ^done(%result : i32):
    vm.return %result : i32
  }
  vm.func private @next(%n : i64) -> i64 attributes {noinline} {
    %one = vm.const.i64 1
    %low = vm.and.i64 %n, %one : i64
    %odd = vm.cmp.nz.i64 %low : i64
    vm.cond_br %odd, ^up, ^down
  ^up:
    %three = vm.const.i64 3
    %u = vm.fma.i64 %n, %three, %one : i64
    vm.return %u : i64
  ^down:
    %s = vm.const.i32 1
    %d = vm.shr.i64.s %n, %s : i64
    vm.return %d : i64
  }
}
`;

/** What came out. */
const encoded = [
  'UEsDBC0AAAAAAAAAIQD4cD2v//////////8JABkAbW9kdWxlLmZiyv4BAAABABAAPAUAAAAAAAA8BQAAAAAAADwFAA',
  'AIAAAASVJFRfT6//8gAAAAUAMAAFgDAABcAwAAwAMAAAAADwDkAwAAEAAAAAcAAABjb2xsYXR6ADb7//8MAAAAJAAA',
  'AIQAAAAYAAAAAgICAgICAgICAgICAgICAgICAgICAgICGAAAANQCAADAAgAArAIAAJgCAACEAgAAcAIAAFwCAABIAg',
  'AANAIAACACAAAMAgAA+AEAAOQBAADQAQAAMAEAABwBAAAIAQAA9AAAAOAAAADMAAAAuAAAAKQAAACQAAAAfAAAAAIA',
  'AAAUAQAABAAAAMj7//8IAAAAEAAAAAQAAABuZXh0AAAAAAoAAAABAAAADgAAAAgAAAAPAAAAEwAAABAAAAAeAAAAEQ',
  'AAACUAAAASAAAAKgAAABMAAAA7AAAAFAAAAEQAAAAVAAAASwAAABYAAABSAAAAFwAAAD78//8IAgAAIwAAAAUAAABO',
  '/P//+AEAACIAAAAKAAAAXvz//+gBAAAfAAAABQAAAG78///YAQAAHgAAAAoAAAB+/P//yAEAABsAAAAFAAAAjvz//7',
  'gBAAAaAAAADAAAAJ78//+oAQAAGQAAAAwAAACu/P//mAEAABgAAAAMAAAAvvz//4gBAAAdAAAADgAAAM78//94AQAA',
  'IQAAAAoAAADU/P//CAAAABAAAAAFAAAAc3RlcHMAAAAOAAAAAQAAAAAAAAAEAAAAAQAAAAcAAAACAAAADgAAAAMAAA',
  'AZAAAABAAAACAAAAAFAAAAJwAAAAYAAAA7AAAABwAAAFsAAAAIAAAAYgAAAAkAAAB3AAAACgAAAIQAAAALAAAAiwAA',
  'AAwAAACTAAAADQAAAGr9///cAAAAFQAAAAUAAAB6/f//zAAAABMAAAAFAAAAiv3//7wAAAASAAAACwAAAJr9//+sAA',
  'AAEAAAAA0AAACq/f//nAAAAA4AAAAFAAAAuv3//4wAAAANAAAADQAAAMr9//98AAAACgAAAAUAAADa/f//bAAAAAcA',
  'AAAFAAAA6v3//1wAAAAGAAAADAAAAPr9//9MAAAACQAAAA0AAAAK/v//PAAAAAwAAAAMAAAAGv7//ywAAAARAAAACw',
  'AAACr+//8cAAAABAAAAAsAAAA6/v//DAAAAAUAAAANAAAADAAAAGNvbGxhdHoubWxpcgAAAAACAAAALAAAABgAAAAB',
  'AAAAMAAAAAIAAABQAAAAOAAAAIT+//8EAAAAAwAAAGk2NACU/v//BAAAAAMAAABpMzIApP7//wQAAAAFAAAAc3RlcH',
  'MAAAC4/v//BAAAAAQAAAAwSV9JAAAAAMz+//8EAAAABAAAADBJX2kAAAAAAgAAAAAAAACYAAAAAAAAAAAABQAJAAAA',
  'mAAAAFgAAAAAAAAAAAADAAoAAADwAAAAeQ4CAAwEAA0BAAAABQAPAgAAAAAAAAAGAA0DAAAACABQAAACAAIAVwIAOg',
  'AAAAAAWgAAAAEABAACAHlbCAAaAHN0YXJ0IG11c3Qgbm90IGJlIG5lZ2F0aXZleVAAAAYAAwBXAwCSAAAAAAEAAgAA',
  'AHYAAAAAAHlYAQAAAAEAAAABAAAAIgIABQACAFZaAAAAAAB5WgEAAAB5DQEAAAACAA8DAAAAAAAAAAQADwEAAAAAAA',
  'AABgA3AAAGAAgAUggAAwBXAwA6AAAAAAAASgAAAAAAeTEAAAQABgAAAFoAAQAAAHk+AAACAAAAWgABAAAABgAIAAQA',
  'CgAQAAQACAAMAAgADAAEAAgAJAAkAAQAAAAAAAAACAAAAAAADAAQAAAAAAAAABQAGAAcACAAAAAAAFBLAQIeAy0AAA',
  'AAAAAAIQD4cD2v//////////8JABwAAAAAAAAAAAAAAP////9tb2R1bGUuZmIBABgAPAUAAAAAAAA8BQAAAAAAAAAA',
  'AAAAAAAAUEsGBiwAAAAAAAAALQAtAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAFMAAAAAAAAAgAUAAAAAAABQSwYHAA',
  'AAANMFAAAAAAAAAQAAAFBLBQYAAAAAAQABAFMAAAD/////AAA=',
];

/** The module file. */
export function collatzModule(): Uint8Array {
  return Uint8Array.from(atob(encoded.join('')), (character) => character.charCodeAt(0));
}
