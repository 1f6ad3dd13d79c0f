/** Dialect conversion: types that change, casts between the worlds, what cannot be converted. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { allDialects } from '../dialects/index.ts';
import type { Operation } from '../operation.ts';
import { parseModule } from '../parser/parse.ts';
import { printOperation } from '../printer/printer.ts';
import { isSignless } from '../types.ts';
import { verifyOperation } from '../verify/verifier.ts';
import {
  applyFullConversion,
  applyPartialConversion,
  type ConversionPattern,
} from './conversion.ts';
import { ConversionTarget } from './conversion-target.ts';
import { functionSignaturePattern, typePattern } from './structural-conversion.ts';
import { TypeConverter } from './type-converter.ts';

function parse(text: string): Operation {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text);
  assert.deepEqual(
    diagnostics.map((d) => d.message),
    [],
  );
  return module;
}
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Integers of 64 bits become those of 32. */
const narrowing = new TypeConverter()
  .addConversion((type) => type)
  .addConversion((type) => (isSignless(type, 64) ? type.context.i32 : undefined));

const replaceBy = (root: string, name: string): ConversionPattern => ({
  name: `${root} → ${name}`,
  root,
  converter: narrowing,
  convert(op, operands, rewriter) {
    rewriter.replaceOpWithNew(op, name, {
      operands,
      resultTypes: narrowing.convertTypes(op.resultTypes) ?? [],
    });
    return true;
  },
});

describe('dialect conversion', () => {
  it('converts signatures, blocks, branches and returns', () => {
    const module = parse(`
      func.func @f(%c: i1, %a: i64) -> i64 {
        cf.cond_br %c, ^bb1(%a : i64), ^bb2
      ^bb1(%x: i64):
        %y = arith.addi %x, %a : i64
        return %y : i64
      ^bb2:
        %z = func.call @f(%c, %a) : (i1, i64) -> i64
        return %z : i64
      }`);
    const target = new ConversionTarget()
      .addLegalOp('builtin.module')
      .markUnknownOpDynamicallyLegal((op) => narrowing.isLegal(op));
    const found = applyFullConversion(module, target, [
      functionSignaturePattern('func.func', narrowing),
      ...['cf.cond_br', 'func.return', 'func.call', 'arith.addi'].map((name) =>
        typePattern(name, narrowing),
      ),
    ]);
    assert.deepEqual(found, []);
    assert.deepEqual(verifyOperation(module), []);
    assert.deepEqual(
      lines(printOperation(module)),
      lines(`
        module {
          func.func @f(%arg0: i1, %arg1: i32) -> i32 {
            cf.cond_br %arg0, ^bb1(%arg1 : i32), ^bb2
          ^bb1(%0: i32):  // pred: ^bb0
            %1 = arith.addi %0, %arg1 : i32
            return %1 : i32
          ^bb2:  // pred: ^bb0
            %2 = call @f(%arg0, %arg1) : (i1, i32) -> i32
            return %2 : i32
          }
        }`),
    );
  });

  it('puts casts where converted values meet what was not converted', () => {
    const module = parse(`
      func.func @f(%a: i64) -> i64 {
        %x = "old.op"(%a) : (i64) -> i64
        %y = "old.op"(%x) : (i64) -> i64
        return %y : i64
      }`);
    const target = new ConversionTarget().addIllegalDialect('old').addLegalDialect('new');
    assert.deepEqual(applyPartialConversion(module, target, [replaceBy('old.op', 'new.op')]), []);
    assert.deepEqual(
      lines(printOperation(module)),
      lines(`
        module {
          func.func @f(%arg0: i64) -> i64 {
            %0 = builtin.unrealized_conversion_cast %arg0 : i64 to i32
            %1 = "new.op"(%0) : (i32) -> i32
            %2 = "new.op"(%1) : (i32) -> i32
            %3 = builtin.unrealized_conversion_cast %2 : i32 to i64
            return %3 : i64
          }
        }`),
    );
  });

  it('asks the converter for better casts', () => {
    const converter = new TypeConverter()
      .addConversion((type) => (isSignless(type, 64) ? type.context.i32 : type))
      .addTargetMaterialization((builder, type, inputs) =>
        builder.createValue('arith.trunci', { operands: inputs, resultTypes: [type] }),
      )
      .addSourceMaterialization((builder, type, inputs) =>
        builder.createValue('arith.extsi', { operands: inputs, resultTypes: [type] }),
      );
    const module = parse(`
      func.func @f(%a: i64) -> i64 {
        %x = "old.op"(%a) : (i64) -> i64
        return %x : i64
      }`);
    const target = new ConversionTarget().addIllegalOp('old.op');
    applyPartialConversion(module, target, [{ ...replaceBy('old.op', 'new.op'), converter }]);
    const names: string[] = [];
    module.walk((op) => {
      names.push(op.name);
    });
    assert.deepEqual(names.slice(0, 3), ['arith.trunci', 'new.op', 'arith.extsi']);
  });

  it('goes on with what patterns make until it is legal', () => {
    const module = parse('"old.a"() : () -> ()');
    const target = new ConversionTarget().addIllegalDialect('old').addLegalDialect('new');
    const fired: string[] = [];
    applyPartialConversion(
      module,
      target,
      [replaceBy('old.b', 'new.c'), replaceBy('old.a', 'old.b')],
      { onPattern: (pattern, name) => fired.push(`${name}: ${pattern.name}`) },
    );
    assert.equal(module.region().front.first?.name, 'new.c');
    assert.deepEqual(fired, ['old.a: old.a → old.b', 'old.b: old.b → new.c']);
  });

  it("names what it cannot convert in upstream's words", () => {
    const target = new ConversionTarget()
      .addLegalOp('builtin.module')
      .addIllegalOp('old.a')
      .addLegalDialect('new');
    const messages = (text: string, apply: typeof applyFullConversion): string[] =>
      apply(parse(text), target, []).map((diagnostic) => diagnostic.message);
    assert.deepEqual(messages('"old.a"() : () -> ()', applyPartialConversion), [
      "failed to legalize operation 'old.a' that was explicitly marked illegal",
    ]);
    assert.deepEqual(messages('"old.b"() : () -> ()', applyPartialConversion), []);
    assert.deepEqual(messages('"old.b"() : () -> ()', applyFullConversion), [
      "failed to legalize operation 'old.b'",
    ]);
    assert.deepEqual(messages('"new.b"() : () -> ()', applyFullConversion), []);
  });

  it('leaves alone what is in recursively legal operations', () => {
    const module = parse('"keep.a"() ({ "old.a"() : () -> () }) : () -> ()');
    const target = new ConversionTarget()
      .addIllegalOp('old.a')
      .addLegalOp('keep.a')
      .markOpRecursivelyLegal('keep.a');
    assert.deepEqual(applyPartialConversion(module, target, []), []);
  });

  it('folds what has no pattern', () => {
    const module = parse(`
      func.func @f(%a: i32) -> i32 {
        %c0 = arith.constant 0 : i32
        %x = arith.addi %a, %c0 : i32
        return %x : i32
      }`);
    const target = new ConversionTarget().addIllegalOp('arith.addi');
    assert.deepEqual(applyPartialConversion(module, target, []), []);
    assert.deepEqual(module.collect('arith.addi'), []);
    assert.deepEqual(verifyOperation(module), []);
  });

  it('converts the constants that folding makes', () => {
    const module = parse(`
      func.func @f() -> tensor<2x2xi32> {
        %c = arith.constant dense<1> : tensor<4xi32>
        %x = "tosa.reshape"(%c) {new_shape = array<i64: 2, 2>} : (tensor<4xi32>) -> tensor<2x2xi32>
        return %x : tensor<2x2xi32>
      }`);
    const target = new ConversionTarget().addIllegalDialect('tosa').addLegalDialect('arith');
    const constants: ConversionPattern = {
      name: 'constants',
      root: 'tosa.const',
      convert(op, _, rewriter) {
        rewriter.replaceOpWithNew(op, 'arith.constant', {
          resultTypes: op.resultTypes,
          attributes: op.attributes,
        });
        return true;
      },
    };
    assert.deepEqual(applyPartialConversion(module, target, [constants]), []);
    const [func] = module.collect('func.func');
    assert.deepEqual(
      func?.region().front.ops.map((op) => op.name),
      ['arith.constant', 'arith.constant', 'func.return'],
    );
  });

  it('spreads a value over several', () => {
    const converter = new TypeConverter().addConversion((type) =>
      isSignless(type, 64) ? [type.context.i32, type.context.i32] : type,
    );
    const module = parse('func.func @f(%a: i64) { "old.use"(%a) : (i64) -> ()\n return }');
    const target = new ConversionTarget().addDynamicallyLegalOp(
      (op) => converter.isLegal(op),
      'func.func',
    );
    assert.deepEqual(
      applyPartialConversion(module, target, [functionSignaturePattern('func.func', converter)]),
      [],
    );
    assert.deepEqual(
      lines(printOperation(module)),
      lines(`
        module {
          func.func @f(%arg0: i32, %arg1: i32) {
            %0 = builtin.unrealized_conversion_cast %arg0, %arg1 : i32, i32 to i64
            "old.use"(%0) : (i64) -> ()
            return
          }
        }`),
    );
  });
});
