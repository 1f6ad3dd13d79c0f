/** Pipelines, their text, and what is told of them while they run. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { allDialects } from '../dialects/index.ts';
import type { Operation } from '../operation.ts';
import { parseModule } from '../parser/parse.ts';
import { builtinPasses } from '../transforms/passes.ts';
import { verifyOperation } from '../verify/verifier.ts';
import { IrPrinting, type IrPrintingOptions } from './ir-printing.ts';
import { definePass, nested, type Pass, step } from './pass.ts';
import { type PassRunOptions, runPasses } from './pass-manager.ts';
import { PassOptionError } from './pass-options.ts';
import {
  PipelineSyntaxError,
  parsePassFlag,
  parsePipeline,
  printPipeline,
} from './pipeline-text.ts';
import { PassTimings } from './timing.ts';

const TEXT = `
#map = affine_map<(d0) -> (d0 + 1)>
func.func @a(%x: i32) -> i32 {
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %y = arith.addi %c1, %c2 : i32
  "foo.m"() {m = #map} : () -> ()
  return %y : i32
}
func.func @b() { return }`;

function parse(text = TEXT): Operation {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text);
  assert.deepEqual(
    diagnostics.map((d) => d.message),
    [],
  );
  return module;
}

const registry = builtinPasses();
const steps = (text: string) => parsePipeline(text, registry).steps;

function run(text: string, options: Partial<PassRunOptions> = {}, module = parse()) {
  const diagnostics: Diagnostic[] = [];
  const ok = runPasses(module, steps(text), {
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    ...options,
  });
  return { ok, diagnostics, module };
}

describe('text of pipelines', () => {
  const failure = (text: string): PipelineSyntaxError => {
    try {
      parsePipeline(text, registry);
    } catch (error) {
      if (error instanceof PipelineSyntaxError) return error;
    }
    assert.fail(`${text} is accepted`);
  };
  /** What is said of the text in `builtin.module`, without the lines that show it. */
  const said = (inner: string): string =>
    failure(`builtin.module(${inner})`).message.split('\n')[0] ?? '';
  const at = (column: number, message: string): string =>
    `MLIR Textual PassPipeline Parser:1:${column}: error: ${message}`;

  it('nests and takes options', () => {
    const text =
      'builtin.module( func.func(canonicalize{ region-simplify=0 max-iterations=2 }, cse ),symbol-dce, any())';
    assert.equal(
      printPipeline(parsePipeline(text, registry)),
      'builtin.module(func.func(canonicalize{max-iterations=2 region-simplify=false test-convergence=false top-down=true},cse),symbol-dce,any())',
    );
    assert.deepEqual(parsePipeline('builtin.module()', registry).steps, []);
  });

  it('wants an anchor around all', () => {
    for (const text of ['', 'canonicalize', 'builtin.module(cse', '(cse)'])
      assert.match(failure(text).message, /^expected pass pipeline to be wrapped with the anchor/);
  });

  it("shows what it does not understand, in upstream's words", () => {
    const { message, nearest } = failure('builtin.module(func.func(canonicalise),cse)');
    assert.equal(
      message,
      `${at(11, "'canonicalise' does not refer to a registered pass or pass pipeline")}
func.func(canonicalise),cse
          ^
`,
    );
    assert.equal(nearest, 'canonicalize');
    const closing = "encountered extra closing ')' creating unbalanced parentheses";
    assert.equal(said('cse)'), at(4, `${closing} while parsing pipeline`));
    const open = 'encountered unbalanced parentheses while parsing pipeline';
    assert.equal(said('func.func(cse'), at(11, open));
    assert.equal(said('func.func(cse)cse'), at(15, "expected ',' after parsing pipeline"));
    assert.equal(said('cse{} x'), at(7, "expected ',' after parsing pipeline"));
    assert.equal(said('cse{'), at(4, "missing closing '}' while processing pass options"));
    const empty = "'' does not refer to a registered pass or pass pipeline";
    assert.equal(said('cse,,cse'), at(5, empty));
  });

  it('tells which option is wrong, and of which pass', () => {
    const unknown = failure('builtin.module(func.func(cse{a=1}))');
    assert.ok(unknown.cause instanceof PassOptionError);
    assert.equal(unknown.cause.message, '<Pass-Options-Parser>: no such option a');
    assert.equal(
      unknown.message,
      'failed to add `cse` with options `a=1`\nfailed to add `func.func` with options `` to inner pipeline\n',
    );
    const cause = (options: string): string => {
      const error = failure(`builtin.module(canonicalize{${options}})`).cause;
      return error instanceof PassOptionError ? error.message : '';
    };
    const iterations = 'for the --max-iterations option:';
    assert.equal(cause('max-iterations=q'), `${iterations} 'q' value invalid for long argument!`);
    assert.equal(cause('max-iterations'), `${iterations} requires a value!`);
    assert.match(cause('top-down=q'), /'q' is invalid value for boolean argument! Try 0 or 1$/);
    assert.equal(cause('toString=1'), '<Pass-Options-Parser>: no such option toString');
  });

  it('does not nest by itself, as flags do', () => {
    const inner = definePass({
      argument: 'inner',
      summary: 'runs on functions',
      anchor: 'func.func',
      run: () => undefined,
    });
    const known = builtinPasses().register(inner);
    assert.throws(
      () => parsePipeline('builtin.module(inner)', known),
      /Can't add pass 'Inner' restricted to 'func.func' on a PassManager intended to run on 'builtin.module', did you intend to nest\?\nfailed to add `inner` with options ``\n$/,
    );
    assert.equal(parsePipeline('builtin.module(func.func(inner))', known).steps.length, 1);
    assert.deepEqual(parsePassFlag('inner', '', known), [step(inner)]);
    assert.equal(parsePassFlag('outer', '', known), undefined);
  });
});

describe('running passes', () => {
  /** Notes on which operations it runs. */
  const noting = (argument: string, seen: string[], anchor?: string): Pass =>
    definePass({
      argument,
      summary: 'notes what it runs on',
      ...(anchor === undefined ? {} : { anchor }),
      run: (op) => {
        seen.push(`${argument} ${op.symbolName ?? op.name}`);
      },
    });
  const onDiagnostic = (): void => undefined;

  it('takes an operation through all of a nested pipeline before the next', () => {
    const seen: string[] = [];
    const [a, b] = [noting('a', seen), noting('b', seen, 'func.func')];
    runPasses(parse(), [nested('func.func', step(a)), step(b), step(a)], { onDiagnostic });
    assert.deepEqual(seen, ['a a', 'b a', 'a b', 'b b', 'a builtin.module']);
  });

  it('stops at a pass that fails, and says why', () => {
    const seen: string[] = [];
    const failing = definePass({
      argument: 'failing',
      summary: 'fails',
      run: (op, context) => context.error(op, 'cannot be done', 'do something else'),
    });
    const diagnostics: Diagnostic[] = [];
    const ok = runPasses(parse(), [step(failing), step(noting('a', seen))], {
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    });
    assert.equal(ok, false);
    assert.deepEqual(seen, []);
    assert.equal(diagnostics[0]?.message, "'builtin.module' op cannot be done");
    assert.deepEqual(
      diagnostics[0]?.notes.map((note) => note.message),
      ["in pass 'failing'", 'do something else'],
    );
  });

  it('turns a defect of a pass into a diagnostic', () => {
    const broken = definePass({
      argument: 'broken',
      summary: 'throws',
      run: () => {
        throw new Error('no such thing');
      },
    });
    const messages: string[] = [];
    const ok = runPasses(parse(), [step(broken)], {
      onDiagnostic: (diagnostic) => messages.push(diagnostic.message),
    });
    assert.equal(ok, false);
    assert.match(messages[0] ?? '', /made the pass break off: Error: no such thing/);
  });

  it('verifies after each pass', () => {
    const invalid = definePass({
      argument: 'invalid',
      summary: 'leaves invalid IR',
      run: (op) => op.collect('func.func')[0]?.removeAttr('function_type'),
    });
    const diagnostics: Diagnostic[] = [];
    const ok = runPasses(parse(), [step(invalid)], {
      verify: verifyOperation,
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    });
    assert.equal(ok, false);
    assert.match(diagnostics[0]?.message ?? '', /requires attribute 'function_type'/);
  });

  it('can be cancelled between passes and tells how far it is', () => {
    const seen: string[] = [];
    const cancellation = { isCancelled: false };
    const cancelling = definePass({
      argument: 'cancelling',
      summary: 'the user is impatient',
      run: () => {
        cancellation.isCancelled = true;
      },
    });
    const progress: string[] = [];
    const ok = runPasses(
      parse(),
      [step(noting('a', seen)), step(cancelling), step(noting('b', seen))],
      {
        onDiagnostic,
        cancellation,
        onProgress: (done, total) => progress.push(`${done}/${total}`),
      },
    );
    assert.equal(ok, false);
    assert.deepEqual(seen, ['a builtin.module']);
    assert.deepEqual(progress, ['0/3', '1/3']);
  });

  it('measures passes and sums what they count', () => {
    let now = 0;
    const timings = new PassTimings(() => now);
    const counting = definePass({
      argument: 'counting',
      summary: 'counts',
      anchor: 'func.func',
      run: (_, context) => {
        now += 5;
        context.count('functions');
      },
    });
    runPasses(parse(), [step(counting)], { onDiagnostic, instrumentations: [timings] });
    const [timing] = timings.timings;
    assert.equal(timing?.runs, 2);
    assert.equal(timing?.milliseconds, 10);
    assert.deepEqual([...(timing?.statistics ?? [])], [['functions', 2]]);
  });
});

describe('dumps of IR', () => {
  function dump(options: Omit<IrPrintingOptions, 'write'>, pipeline: string): string {
    let text = '';
    const printing = new IrPrinting({
      ...options,
      write: (piece) => {
        text += piece;
      },
    });
    run(pipeline, { instrumentations: [printing] });
    return text;
  }

  it("are upstream's after each pass, functions by themselves", () => {
    assert.equal(
      dump({ after: () => true }, 'builtin.module(func.func(canonicalize),symbol-dce)'),
      `// -----// IR Dump After Canonicalizer (canonicalize) //----- //
func.func @a(%arg0: i32) -> i32 {
  %c3_i32 = arith.constant 3 : i32
  "foo.m"() {m = affine_map<(d0) -> (d0 + 1)>} : () -> ()
  return %c3_i32 : i32
}

// -----// IR Dump After Canonicalizer (canonicalize) //----- //
func.func @b() {
  return
}

// -----// IR Dump After SymbolDCE (symbol-dce) //----- //
#map = affine_map<(d0) -> (d0 + 1)>
module {
  func.func @a(%arg0: i32) -> i32 {
    %c3_i32 = arith.constant 3 : i32
    "foo.m"() {m = #map} : () -> ()
    return %c3_i32 : i32
  }
  func.func @b() {
    return
  }
}


`,
    );
  });

  it('show the whole module before a pass if asked', () => {
    const text = dump(
      { before: (pass) => pass.argument === 'cse', moduleScope: true },
      'builtin.module(func.func(canonicalize,cse))',
    );
    assert.match(
      text,
      /^\/\/ -----\/\/ IR Dump Before CSE \(cse\) \('func.func' operation: @a\) \/\/----- \/\/\n#map = .*\nmodule \{\n/,
    );
  });

  it('may be only of what changed', () => {
    const text = dump(
      { after: () => true, onlyOnChange: true },
      'builtin.module(func.func(canonicalize,cse))',
    );
    assert.deepEqual(text.match(/IR Dump After \w+/g), ['IR Dump After Canonicalizer']);
  });
});
