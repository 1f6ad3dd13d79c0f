/** Operations of the async dialect on coroutines, and calls of the library that runs them. */

import { AnyType, I1, I64Attr, Index, positive } from '../../constraints.ts';
import { defineOp, type OpDefinition, type TypeConstraint } from '../../dialect.ts';
import { Terminator, TypesMatchWith } from '../../traits.ts';
import {
  AnyAsync,
  AsyncValue,
  CoroHandle,
  CoroId,
  CoroState,
  Group,
  heldType,
  ValueOrToken,
} from './types.ts';

const HeldMatches = (to: string) =>
  TypesMatchWith("type of 'value' matches element type of 'storage'", 'storage', to, heldType);

/** An operation on one asynchronous thing, without results. */
const onOne = (name: string, summary: string, operand: TypeConstraint): OpDefinition =>
  defineOp(`async.runtime.${name}`, {
    summary,
    operands: { operand },
    assemblyFormat: '$operand attr-dict `:` type($operand)',
  });
const counting = (name: string, summary: string): OpDefinition =>
  defineOp(`async.runtime.${name}`, {
    summary,
    operands: { operand: AnyAsync },
    attributes: { count: positive(I64Attr) },
    assemblyFormat: '$operand attr-dict `:` type($operand)',
  });

export const runtimeOperations: readonly OpDefinition[] = [
  defineOp('async.coro.begin', {
    summary: 'allocates what a coroutine keeps while it waits',
    operands: { id: CoroId },
    results: { handle: CoroHandle },
    assemblyFormat: '$id attr-dict',
  }),
  defineOp('async.coro.end', {
    summary: 'marks where a coroutine returns',
    operands: { handle: CoroHandle },
    assemblyFormat: '$handle attr-dict',
  }),
  defineOp('async.coro.free', {
    summary: 'frees what a coroutine kept',
    operands: { id: CoroId, handle: CoroHandle },
    assemblyFormat: '$id `,` $handle attr-dict',
  }),
  defineOp('async.coro.id', {
    summary: 'begins a coroutine',
    results: { id: CoroId },
    assemblyFormat: 'attr-dict',
  }),
  defineOp('async.coro.save', {
    summary: 'saves where a coroutine will go on',
    operands: { handle: CoroHandle },
    results: { state: CoroState },
    assemblyFormat: '$handle attr-dict',
  }),
  defineOp('async.coro.suspend', {
    summary: 'suspends a coroutine, and says where it goes on or is ended',
    operands: { state: CoroState },
    successors: { suspendDest: 'any', resumeDest: 'any', cleanupDest: 'any' },
    traits: [Terminator],
    assemblyFormat: '$state `,` $suspendDest `,` $resumeDest `,` $cleanupDest attr-dict',
  }),
  counting('add_ref', 'more references to an asynchronous thing'),
  defineOp('async.runtime.add_to_group', {
    summary: 'puts a token or value into a group',
    operands: { operand: ValueOrToken, group: Group },
    results: { rank: Index },
    assemblyFormat: '$operand `,` $group attr-dict `:` type($operand)',
  }),
  onOne('await', 'blocks until something is available', AnyAsync),
  defineOp('async.runtime.await_and_resume', {
    summary: 'goes on with a coroutine when something is available',
    operands: { operand: AnyAsync, handle: CoroHandle },
    assemblyFormat: '$operand `,` $handle attr-dict `:` type($operand)',
  }),
  defineOp('async.runtime.create', {
    summary: 'a token or value that is not available yet',
    results: { result: ValueOrToken },
    assemblyFormat: 'attr-dict `:` type($result)',
  }),
  defineOp('async.runtime.create_group', {
    summary: 'an empty group for so many things',
    operands: { size: Index },
    results: { result: Group },
    assemblyFormat: '$size `:` type($result) attr-dict',
  }),
  counting('drop_ref', 'fewer references to an asynchronous thing'),
  defineOp('async.runtime.is_error', {
    summary: 'did what it waits for fail?',
    operands: { operand: AnyAsync },
    results: { is_error: I1 },
    assemblyFormat: '$operand attr-dict `:` type($operand)',
  }),
  defineOp('async.runtime.load', {
    summary: 'what an available value holds',
    operands: { storage: AsyncValue },
    results: { result: AnyType },
    traits: [HeldMatches('result')],
    assemblyFormat: '$storage attr-dict `:` custom<ValueType>(type($storage))',
  }),
  defineOp('async.runtime.num_worker_threads', {
    summary: 'number of threads that run what is asynchronous',
    results: { result: { ...Index, kinds: ['index'] } },
    inferTypes: ({ context }) => [context.indexType],
    assemblyFormat: 'attr-dict `:` type($result)',
  }),
  defineOp('async.runtime.resume', {
    summary: 'goes on with a coroutine elsewhere',
    operands: { handle: CoroHandle },
    assemblyFormat: '$handle attr-dict',
  }),
  onOne('set_available', 'says that a token or value is available', ValueOrToken),
  onOne('set_error', 'says that what a token or value waits for failed', ValueOrToken),
  defineOp('async.runtime.store', {
    summary: 'sets what a value holds',
    operands: { value: AnyType, storage: AsyncValue },
    traits: [HeldMatches('value')],
    assemblyFormat: '$value `,` $storage attr-dict `:` custom<ValueType>(type($storage))',
  }),
];
