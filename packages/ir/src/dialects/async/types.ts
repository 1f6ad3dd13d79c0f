/** Types of the async dialect, and the constraints that its operations have on them. */

import type { CustomDirective, OpAsmParser } from '../../asm.ts';
import { anyTypeOf, dialectType } from '../../constraints.ts';
import type { TypeDefinition } from '../../dialect.ts';
import { DialectType, isDialectType, type Type } from '../../types.ts';
import { printed, slot } from '../util/directives.ts';

const isType = (param: unknown): param is Type =>
  typeof param === 'object' && param !== null && 'kind' in param;

function parseValueType(parser: OpAsmParser): readonly [Type] {
  parser.parsePunctuation('<');
  const type = parser.parseType();
  parser.parsePunctuation('>');
  return [type];
}

export const types: readonly TypeDefinition[] = [
  { mnemonic: 'token', summary: 'says when something that runs elsewhere is done' },
  {
    mnemonic: 'value',
    summary: 'a value that something that runs elsewhere gives when it is done',
    parse: parseValueType,
    print(printer, type) {
      const held = heldType(type);
      if (!held) return;
      printer.print('<');
      printer.printType(held);
      printer.print('>');
    },
  },
  { mnemonic: 'group', summary: 'tokens and values that are awaited together' },
  { mnemonic: 'coro.id', summary: 'names a coroutine' },
  { mnemonic: 'coro.handle', summary: 'a coroutine, to go on with or to end' },
  { mnemonic: 'coro.state', summary: 'where a coroutine will go on' },
];

export const Token = dialectType('async.token', 'async token type', true);
export const AsyncValue = dialectType('async.value', 'async value type');
export const Group = dialectType('async.group', 'async group type', true);
export const CoroId = dialectType('async.coro.id', 'switched-resume coroutine identifier', true);
export const CoroHandle = dialectType('async.coro.handle', 'coroutine handle', true);
export const CoroState = dialectType('async.coro.state', 'saved coroutine state', true);
export const ValueOrToken = anyTypeOf([AsyncValue, Token]);
export const AnyAsync = anyTypeOf([AsyncValue, Token, Group]);

export const isToken = (type: Type): boolean => isDialectType(type, 'async.token');
/** What an asynchronous value will be; null for other types. */
export function heldType(type: Type): Type | null {
  const [held] = isDialectType(type, 'async.value') ? type.params : [];
  return isType(held) ? held : null;
}

/** The type of what is awaited; a value gives a result. */
const AwaitResultType: CustomDirective = {
  parse(parser, args) {
    const type = parser.parseType();
    slot(args, 0, 'type').types.push(type);
    const held = heldType(type);
    if (held) slot(args, 1, 'type').types.push(held);
  },
  print(printer, args) {
    printer.printTypes(printed(args, 0, 'type').types);
  },
};

/** A type that can only be `!async.value`, of which `<type>` is enough. */
const ValueType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const { types } = slot(args, 0, 'type');
    const type = parser.parseOptionalPunctuation('<') ? null : parser.parseOptionalType();
    if (type && isDialectType(type, 'async.value')) types.push(type);
    else if (type) parser.fail('invalid kind of type specified', at);
    else {
      const held = parser.parseType();
      parser.parsePunctuation('>');
      types.push(DialectType.get(parser.context, 'async', 'value', [held]));
    }
  },
  print(printer, args) {
    const [type] = printed(args, 0, 'type').types;
    const held = type && heldType(type);
    if (!held) return;
    printer.print('<');
    printer.printType(held);
    printer.print('>');
  },
};

export const directives = { AwaitResultType, ValueType };
