/** Programs compiled once for all devices, and calls of their functions whose results are compared. */

import assert from 'node:assert/strict';
import { compile, createContext } from '@iree-workbench/compiler';
import { type CconvType, parseCallingConvention } from '@iree-workbench/format';
import { parseModule, verifyOperation } from '@iree-workbench/ir';
import {
  type ComparisonThresholds,
  compareResults,
  type HostValue,
  type Invocation,
  type Session,
  type SessionFunction,
  toArguments,
  toHostValues,
} from '@iree-workbench/runtime';

/**
 * The module file, for all devices if no others are named; its IR is verified after each pass. Fails the test
 * on a diagnostic.
 */
export function compileForAll(
  text: string,
  targets: readonly ('local' | 'webgpu')[] = ['local', 'webgpu'],
  { polyglotZip = true }: { polyglotZip?: boolean } = {},
): Uint8Array {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(verifyOperation(module), []);
  const { bytes } = compile(
    module,
    { targets, polyglotZip },
    { onDiagnostic: ({ message }) => assert.fail(message), verifyEach: true },
  );
  assert.ok(bytes);
  return bytes;
}

/** Reads values of types of the calling convention. */
export type ReadValues<T> = (
  texts: readonly T[],
  types: readonly CconvType[],
) => Promise<HostValue[]>;

/** A function of a session; values are written as `T`. */
export class Callee<T> {
  readonly #session: Session;
  readonly #function: SessionFunction;
  readonly #read: ReadValues<T>;
  readonly #types: Readonly<Record<'arguments' | 'results', readonly CconvType[]>>;

  constructor(session: Session, name: string, read: ReadValues<T>) {
    const found = session.findFunction(name);
    assert.ok(found, name);
    this.#session = session;
    this.#function = found;
    this.#read = read;
    const convention = parseCallingConvention(found.cconv);
    this.#types = {
      arguments: convention.arguments.flatMap((each) => (each.kind === 'value' ? [each.type] : [])),
      results: convention.results,
    };
  }

  async begin(inputs: readonly T[]): Promise<Invocation> {
    const values = await this.#read(inputs, this.#types.arguments);
    return this.#session.invoke(
      this.#function,
      toArguments(values, this.#session.device.allocator),
    );
  }
  /** Fails the test if the results are not the expected ones. */
  async expect(
    invocation: Invocation,
    outputs: readonly T[],
    thresholds: ComparisonThresholds,
  ): Promise<void> {
    const { matched, text } = compareResults(
      await this.#read(outputs, this.#types.results),
      await toHostValues(invocation.results, this.#types.results),
      thresholds,
    );
    await invocation.completed();
    invocation.release();
    assert.ok(matched, text.slice(0, 2000));
  }
}
