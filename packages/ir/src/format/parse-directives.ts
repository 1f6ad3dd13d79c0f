/** How a format calls `custom<X>(…)`: arguments become slots that the directive reads and fills. */

import type { CustomDirective, DirectiveArgument, OpAsmParser } from '../asm.ts';
import { DictionaryAttr } from '../attributes.ts';
import type { OpDefinition } from '../dialect.ts';
import {
  type CustomArgument,
  type CustomElement,
  FormatError,
  type ResultElement,
} from './assembly-format.ts';
import { type FormatFrame, type Step, typeSetter, typesOf } from './parse-frame.ts';

/** The directive's pair, looked up in the operation's dialect first. */
function findDirective(
  parser: OpAsmParser,
  definition: OpDefinition,
  name: string,
): CustomDirective {
  const { dialects } = parser.context;
  const own = dialects.get(definition.dialect)?.customDirectives?.[name];
  if (own) return own;
  for (const dialect of dialects.values()) {
    const found = dialect.customDirectives?.[name];
    if (found) return found;
  }
  throw new FormatError(definition, `no dialect has the directive custom<${name}>`);
}

/** How an argument becomes a slot before the call, and what is kept of it afterwards. */
interface ArgumentPlan {
  readonly make: (frame: FormatFrame, context: OpAsmParser['context']) => DirectiveArgument;
  readonly keep: (frame: FormatFrame, argument: DirectiveArgument, at: number) => void;
}

export function customStep(definition: OpDefinition, element: CustomElement): Step {
  const plans = element.arguments.map((argument) => argumentPlan(definition, argument));
  return (parser, frame) => {
    const directive = findDirective(parser, definition, element.name);
    const args = plans.map((plan) => plan.make(frame, parser.context));
    const at = parser.offset();
    directive.parse(parser, args, frame.state);
    frame.hasForeignLists = true;
    plans.forEach((plan, i) => {
      plan.keep(frame, args[i] as DirectiveArgument, at);
    });
  };
}

const keepNothing: ArgumentPlan['keep'] = () => undefined;

function argumentPlan(
  definition: OpDefinition,
  argument: CustomArgument | ResultElement,
): ArgumentPlan {
  switch (argument.kind) {
    case 'operand': {
      const { index } = argument;
      const { name, arity } = argument.definition;
      return {
        make: (frame) => ({ kind: 'operand', name, arity, operands: frame.operands[index]! }),
        keep: (frame, arg, at) => {
          if (arg.kind !== 'operand') return;
          frame.operands[index] = arg.operands;
          if (frame.operandsAt[index]! < 0) frame.operandsAt[index] = at;
        },
      };
    }
    case 'type': {
      const { of } = argument;
      const set = typeSetter(of);
      const name =
        of.kind === 'operand' || of.kind === 'result' ? of.definition.name : String(of.kind);
      return {
        make: (frame) => ({ kind: 'type', name, types: [...(typesOf(frame, of) ?? [])] }),
        keep: (frame, arg) => {
          if (arg.kind === 'type') set(frame, arg.types);
        },
      };
    }
    case 'attribute': {
      const { name } = argument.definition;
      return {
        make: (frame) => ({
          kind: 'attribute',
          name,
          attr: frame.state.attributes.get(name) ?? null,
        }),
        keep: (frame, arg) => {
          if (arg.kind === 'attribute' && arg.attr) frame.state.attributes.set(name, arg.attr);
        },
      };
    }
    case 'region': {
      const { index } = argument;
      const { name } = argument.definition;
      return {
        make: (frame) => ({ kind: 'region', name, regions: frame.regions[index]! }),
        keep: (frame, arg) => {
          if (arg.kind === 'region') frame.regions[index] = arg.regions;
        },
      };
    }
    case 'successor': {
      const { index } = argument;
      const { name } = argument.definition;
      return {
        make: (frame) => ({ kind: 'successor', name, successors: frame.successors[index]! }),
        keep: (frame, arg) => {
          if (arg.kind === 'successor') frame.successors[index] = arg.successors;
        },
      };
    }
    case 'literal': {
      const { text } = argument;
      return { make: () => ({ kind: 'literal', text }), keep: keepNothing };
    }
    case 'attr-dict':
      // The directive reads and fills the attributes through the operation's state.
      return {
        make: (frame, context) => ({
          kind: 'attribute',
          name: 'attr-dict',
          attr: DictionaryAttr.get(context, frame.state.attributes),
        }),
        keep: keepNothing,
      };
    case 'ref': {
      const inner = argumentPlan(definition, argument.argument);
      return {
        make: (frame, context) => ({ kind: 'ref', argument: inner.make(frame, context) }),
        keep: keepNothing,
      };
    }
    case 'operands':
      return {
        make: (frame) => ({
          kind: 'operand',
          name: 'operands',
          arity: 'variadic',
          operands: frame.allOperands ?? frame.operands.flat(),
        }),
        keep: (frame, arg) => {
          if (arg.kind === 'operand') frame.allOperands = arg.operands;
        },
      };
    case 'regions':
      return {
        make: (frame) => ({ kind: 'region', name: 'regions', regions: frame.allRegions ?? [] }),
        keep: (frame, arg) => {
          if (arg.kind === 'region') frame.allRegions = arg.regions;
        },
      };
    case 'successors':
      return {
        make: (frame) => ({
          kind: 'successor',
          name: 'successors',
          successors: frame.allSuccessors ?? [],
        }),
        keep: (frame, arg) => {
          if (arg.kind === 'successor') frame.allSuccessors = arg.successors;
        },
      };
    case 'result':
    case 'results':
      throw new FormatError(definition, `${argument.kind} may not be a directive's argument`);
  }
}
