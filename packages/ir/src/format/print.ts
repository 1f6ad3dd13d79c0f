/**
 * Compiles an assembly format into a function that prints. Where blanks stand is decided here, once
 * and for all operations, as upstream's generator decides it.
 */

import type { OpAsmPrinter, PrintedArgument } from '../asm.ts';
import type { Attribute, NamedAttribute } from '../attributes.ts';
import type { OperationName } from '../context.ts';
import {
  type AttributeDefinition,
  type OpDefinition,
  operandGroup,
  resultGroup,
} from '../dialect.ts';
import type { Operation, Value } from '../operation.ts';
import { isBareIdentifier } from '../printer/attribute-printer.ts';
import type { Type } from '../types.ts';
import {
  type AssemblyFormat,
  assemblyFormatOf,
  type CustomArgument,
  type FormatElement,
  FormatError,
  isPunctuationLiteral,
  isUnit,
  type ResultElement,
  spaceAfterLiteral,
  spaceBeforeLiteral,
  type TypedElement,
} from './assembly-format.ts';

type Print = (printer: OpAsmPrinter, op: Operation) => void;

/** Prints an element of a format. */
interface Step {
  /** What is printed, in order: fixed text, and what depends on the operation. */
  readonly text: readonly (string | Print)[];
  /** The same for a printer that only looks for types and attributes; null if the element has none. */
  readonly symbols: Print | null;
}
/** Prints a whole format, or visits the types and attributes in it. */
export interface CompiledPrinter {
  readonly text: Print;
  readonly symbols: Print;
}

/** The printing functions of an operation with an assembly format; null without one. */
export function printerOf(name: OperationName): CompiledPrinter | null {
  if (name.compiledPrinter !== undefined) return name.compiledPrinter;
  const { definition } = name;
  const format = definition ? assemblyFormatOf(definition) : null;
  const compiled = definition && format ? new PrintCompiler(definition, format).compile() : null;
  name.compiledPrinter = compiled;
  return compiled;
}

/** Neighbouring texts are one. */
function inOrder(parts: readonly (string | Print)[]): Print {
  const merged: (string | Print)[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (typeof part === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  const [only, ...others] = merged;
  if (typeof only === 'function' && others.length === 0) return only;
  return (printer, op) => {
    for (let i = 0; i < merged.length; i++) {
      const part = merged[i] as string | Print;
      if (typeof part === 'string') printer.print(part);
      else part(printer, op);
    }
  };
}
const joined = (steps: readonly Step[]): CompiledPrinter => ({
  text: inOrder(steps.flatMap((step) => step.text)),
  symbols: inOrder(steps.flatMap((step) => step.symbols ?? [])),
});
/** Prints something that may hold types or attributes. */
const both = (print: Print): Step => ({ text: [print], symbols: print });
/** Prints something that never does. */
const plain = (print: string | Print): Step => ({ text: [print], symbols: null });

class PrintCompiler {
  readonly #definition: OpDefinition;
  readonly #format: AssemblyFormat;
  #wantsSpace = true;
  #afterPunctuation = false;

  constructor(definition: OpDefinition, format: AssemblyFormat) {
    this.#definition = definition;
    this.#format = format;
  }

  compile(): CompiledPrinter {
    return joined(this.#sequence(this.#format.elements));
  }

  #sequence(elements: readonly FormatElement[]): Step[] {
    return elements.map((element) => this.#element(element));
  }

  /** A blank in front where one belongs; the state after an element that is no literal. */
  #spaced({ text, symbols }: Step): Step {
    const needsSpace = this.#wantsSpace || !this.#afterPunctuation;
    this.#wantsSpace = true;
    this.#afterPunctuation = false;
    return needsSpace ? { text: [' ', ...text], symbols } : { text, symbols };
  }

  #literal(text: string): Step {
    const before = this.#wantsSpace && spaceBeforeLiteral(text, this.#afterPunctuation) ? ' ' : '';
    this.#wantsSpace = spaceAfterLiteral(text);
    this.#afterPunctuation = isPunctuationLiteral(text);
    return plain(before + text);
  }

  #element(element: FormatElement): Step {
    switch (element.kind) {
      case 'literal':
        return this.#literal(element.text);
      case 'space':
        if (element.text === '\n') return plain((printer) => printer.printNewline());
        this.#afterPunctuation = element.text === '';
        this.#wantsSpace = false;
        return plain(element.text === '' ? '' : ' ');
      case 'attr-dict':
        return this.#attrDict(element.withKeyword);
      case 'prop-dict':
        return plain('');
      case 'operand':
        return this.#spaced(plain(this.#operandPrint(element.index)));
      case 'operands':
        return this.#spaced(plain((printer, op) => printer.printOperands(op.operands)));
      case 'results':
        throw new FormatError(this.#definition, 'results stand only in type directives');
      case 'attribute':
        return this.#spaced(attributeStep(element.definition, element.qualified));
      case 'region':
        return this.#spaced(
          both((printer, op) => {
            const regions = element.definition.variadic
              ? op.regions.slice(element.index)
              : op.regions.slice(element.index, element.index + 1);
            regions.forEach((region, i) => {
              if (i > 0) printer.print(', ');
              printer.printRegion(region, {
                printBlockTerminators: !isImplied(this.#definition, region.entry?.last),
              });
            });
          }),
        );
      case 'regions':
        return this.#spaced(
          both((printer, op) => {
            op.regions.forEach((region, i) => {
              if (i > 0) printer.print(', ');
              printer.printRegion(region, {
                printBlockTerminators: !isImplied(this.#definition, region.entry?.last),
              });
            });
          }),
        );
      case 'successor':
        return this.#spaced(
          plain((printer, op) => {
            const blocks = element.definition.variadic
              ? op.successors.slice(element.index)
              : op.successors.slice(element.index, element.index + 1);
            blocks.forEach((block, i) => {
              if (i > 0) printer.print(', ');
              printer.printSuccessor(block);
            });
          }),
        );
      case 'successors':
        return this.#spaced(
          plain((printer, op) => {
            op.successors.forEach((block, i) => {
              if (i > 0) printer.print(', ');
              printer.printSuccessor(block);
            });
          }),
        );
      case 'type':
        return this.#spaced(both(this.#typePrint(element.of)));
      case 'functional-type':
        return this.#spaced(
          both((printer, op) =>
            printer.printFunctionalType(typesOf(op, element.inputs), typesOf(op, element.results)),
          ),
        );
      case 'custom': {
        const { name } = element;
        const make = element.arguments.map((argument) => argumentMaker(argument));
        return this.#spaced(
          both((printer, op) => {
            const directive =
              printer.context.dialects.get(op.operationName.dialect)?.customDirectives?.[name] ??
              findDirective(printer, name);
            if (!directive)
              throw new FormatError(
                this.#definition,
                `no dialect has the directive custom<${name}>`,
              );
            directive.print(
              printer,
              make.map((argument) => argument(op)),
              op,
            );
          }),
        );
      }
      case 'optional':
        return this.#optional(element);
      case 'oilist': {
        const clauses = element.clauses.map((clause) => {
          const keyword = this.#literal(clause.keyword);
          const steps = this.#sequence(clause.elements);
          const anchors = clause.elements.map((inner) => isPresent(inner, true));
          return {
            ...joined([keyword, ...steps]),
            isPresent: (op: Operation) => anchors.some((a) => a(op)),
          };
        });
        const print =
          (what: 'text' | 'symbols'): Print =>
          (printer, op) => {
            // Upstream prints blanks for the list itself, too, whatever is in it.
            if (what === 'text') printer.print('  ');
            for (const clause of clauses) if (clause.isPresent(op)) clause[what](printer, op);
          };
        return { text: [print('text')], symbols: print('symbols') };
      }
    }
  }

  #attrDict(withKeyword: boolean): Step {
    this.#afterPunctuation = false;
    const bound = new Set(this.#format.boundAttributes);
    if (this.#definition.traitNames.has('AttrSizedOperandSegments'))
      bound.add('operand_segment_sizes');
    if (this.#definition.traitNames.has('AttrSizedResultSegments'))
      bound.add('result_segment_sizes');
    const defaults = new Map(
      this.#definition.attributes.flatMap((attr) =>
        attr.default ? [[attr.name, attr.default] as const] : [],
      ),
    );
    const isElided = (op: Operation, [name, value]: NamedAttribute): boolean =>
      bound.has(name) || defaults.get(name)?.(op.context) === value;
    return both((printer, op) => {
      const { entries } = op.attributes;
      let numElided = 0;
      for (let i = 0; i < entries.length; i++)
        if (isElided(op, entries[i] as NamedAttribute)) numElided++;
      if (numElided === entries.length) return;
      const elided = entries.filter((entry) => isElided(op, entry)).map(([name]) => name);
      if (withKeyword) printer.printOptionalAttrDictWithKeyword(op.attributes, elided);
      else printer.printOptionalAttrDict(op.attributes, elided);
    });
  }

  #optional(element: FormatElement & { kind: 'optional' }): Step {
    const anchor = element.elements[element.anchor];
    const present = anchor ? isPresent(anchor) : () => false;
    // A unit attribute that decides is shown by the group's being there, unless it comes first.
    const shown = element.elements.filter(
      (inner, i) => inner !== anchor || !isUnit(inner) || i === element.first,
    );
    const steps = joined(this.#sequence(shown));
    const otherwise = joined(this.#sequence(element.otherwise));
    const print =
      (what: keyof CompiledPrinter): Print =>
      (printer, op) =>
        (present(op) ? steps : otherwise)[what](printer, op);
    return { text: [print('text')], symbols: print('symbols') };
  }

  /** Operands of a group; where all groups have one operand, without asking how long they are. */
  #operandPrint(index: number): Print {
    const { operands } = this.#definition;
    if (operands.some(({ arity }) => arity !== 'single'))
      return (printer, op) => printer.printOperands(operandGroup(op, index));
    return (printer, op) => {
      if (op.numOperands === operands.length) printer.printOperand(op.operand(index));
      else printer.printOperands(operandGroup(op, index));
    };
  }
  /** Types of a group, likewise. */
  #typePrint(element: TypedElement | ResultElement): Print {
    const byGroup: Print = (printer, op) => printer.printTypes(typesOf(op, element));
    if (element.kind !== 'operand' && element.kind !== 'result') return byGroup;
    const { index } = element;
    const isOperand = element.kind === 'operand';
    const groups = isOperand ? this.#definition.operands : this.#definition.results;
    if (groups.some(({ arity }) => arity !== 'single')) return byGroup;
    return (printer, op) => {
      if ((isOperand ? op.numOperands : op.numResults) !== groups.length) byGroup(printer, op);
      else printer.printType((isOperand ? op.operand(index) : op.result(index)).type);
    };
  }
}

/** Is the last operation the one that the syntax leaves out? */
function isImplied(definition: OpDefinition, last: Operation | null | undefined): boolean {
  if (!last || last.numOperands > 0 || last.attributes.entries.length > 0) return false;
  return definition.traits.some((trait) => 'terminator' in trait && trait.terminator === last.name);
}

/**
 * Does what an optional group hangs on have something to print? An attribute's default is nothing,
 * except in an `oilist`.
 */
function isPresent(
  element: FormatElement | CustomArgument,
  isOilist = false,
): (op: Operation) => boolean {
  switch (element.kind) {
    case 'operand':
      return (op) => operandGroup(op, element.index).length > 0;
    case 'attribute': {
      const { name, default: byDefault } = element.definition;
      return (op) => {
        const value = op.attr(name);
        return value !== undefined && (isOilist || value !== byDefault?.(op.context));
      };
    }
    case 'region':
      return (op) => op.regions[element.index]?.isEmpty === false;
    case 'successor':
      return (op) => op.successors.length > element.index;
    case 'type':
      return (op) => typesOf(op, element.of).length > 0;
    case 'operands':
      return (op) => op.numOperands > 0;
    case 'regions':
      return (op) => op.regions.length > 0;
    case 'successors':
      return (op) => op.successors.length > 0;
    case 'custom': {
      const anchors = element.arguments
        .filter(({ kind }) => kind !== 'ref' && kind !== 'attr-dict')
        .map((argument) => isPresent(argument, isOilist));
      return (op) => anchors.length === 0 || anchors.some((anchor) => anchor(op));
    }
    case 'functional-type':
      return (op) => op.numOperands + op.numResults > 0;
    default:
      return () => true;
  }
}

function typesOf(op: Operation, element: TypedElement): Type[] {
  const types = (values: readonly Value[]): Type[] => values.map((value) => value.type);
  switch (element.kind) {
    case 'operand':
      return types(operandGroup(op, element.index));
    case 'result':
      return types(resultGroup(op, element.index));
    case 'operands':
      return types(op.operands);
    case 'results':
      return op.resultTypes;
    default:
      return [];
  }
}

function attributeStep(definition: AttributeDefinition, qualified: boolean): Step {
  const { name, constraint } = definition;
  const print = (printer: OpAsmPrinter, attr: Attribute): void => {
    if (constraint.form === 'symbol-name' && attr.kind === 'string')
      return printer.printSymbolName(attr.value);
    if (constraint.form === 'enum' && attr.kind === 'integer') {
      const text = enumText(constraint.cases ?? [], attr.value, constraint.bitSeparator);
      if (isBareIdentifier(text)) printer.print(text);
      else printer.printString(text);
      return;
    }
    if (constraint.print) return constraint.print(printer, attr);
    if (attr.kind === 'dense_array' && constraint.form === 'custom') {
      printer.print('[');
      printer.printDenseArrayElements(attr);
      return printer.print(']');
    }
    if (constraint.attrName !== undefined && attr.kind === 'dialect' && !qualified)
      return printer.printStrippedAttribute(attr);
    if (constraint.valueType) return printer.printAttributeWithoutType(attr);
    printer.printAttribute(attr);
  };
  return both((printer, op) => {
    const attr = op.attr(name) ?? definition.default?.(op.context);
    if (attr) print(printer, attr);
  });
}

function enumText(
  cases: readonly (readonly [string, bigint])[],
  value: bigint,
  separator: string | undefined,
): string {
  const exact = cases.find(([, number]) => number === value);
  if (exact || separator === undefined) return exact?.[0] ?? String(value);
  return cases
    .filter(([, bits]) => bits !== 0n && (value & bits) === bits)
    .map(([keyword]) => keyword)
    .join(separator);
}

function findDirective(printer: OpAsmPrinter, name: string) {
  for (const dialect of printer.context.dialects.values()) {
    const found = dialect.customDirectives?.[name];
    if (found) return found;
  }
  return undefined;
}

function argumentMaker(
  argument: CustomArgument | ResultElement,
): (op: Operation) => PrintedArgument {
  switch (argument.kind) {
    case 'operand':
      return (op) => ({ kind: 'operand', values: operandGroup(op, argument.index) });
    case 'operands':
      return (op) => ({ kind: 'operand', values: op.operands });
    case 'attribute':
      return (op) => ({ kind: 'attribute', attr: op.attr(argument.definition.name) ?? null });
    case 'region':
      return (op) => ({
        kind: 'region',
        regions: op.regions.slice(argument.index, argument.index + 1),
      });
    case 'regions':
      return (op) => ({ kind: 'region', regions: op.regions });
    case 'successor':
      return (op) => ({
        kind: 'successor',
        successors: op.successors.slice(argument.index, argument.index + 1),
      });
    case 'successors':
      return (op) => ({ kind: 'successor', successors: op.successors });
    case 'type':
      return (op) => ({ kind: 'type', types: typesOf(op, argument.of) });
    case 'result':
      return (op) => ({ kind: 'operand', values: resultGroup(op, argument.index) });
    case 'results':
      return (op) => ({ kind: 'operand', values: op.results });
    case 'ref':
      return argumentMaker(argument.argument);
    case 'literal':
      return () => ({ kind: 'literal', text: argument.text });
    case 'attr-dict':
      return (op) => ({ kind: 'attribute', attr: op.attributes });
  }
}
