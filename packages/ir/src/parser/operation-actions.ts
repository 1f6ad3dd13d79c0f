/**
 * Operations, blocks and regions from the grammar's rules; and what happens when a statement is
 * broken: the diagnostic stands, the names it would have defined are poisoned, the text goes on.
 */

import { ParseFailure } from '../asm.ts';
import { type Attribute, DictionaryAttr, type Location } from '../attributes.ts';
import type { OperationName } from '../context.ts';
import { noteOnUnknownOperation } from '../meant-operation.ts';
import { type Block, Operation, Region } from '../operation.ts';
import { printAttribute } from '../printer/printer.ts';
import { joinProperties, misfitProperty } from '../properties.ts';
import type { Type } from '../types.ts';
import type { Session } from './session.ts';
import {
  type GenericParts,
  makeRegionState,
  type RegionState,
  Statement,
  StatementMark,
} from './statement.ts';
import { decodeString } from './string-literals.ts';
import { Punct, TokenKind } from './token-kinds.ts';
import { MAX_DEPTH } from './token-stream.ts';

export class OperationActions {
  readonly #s: Session;
  #statement: Statement = new Statement();
  #region: RegionState;
  readonly #regions: RegionState[] = [];
  /** Regions parsed and not yet part of an operation; dropped if their statement fails. */
  readonly #loose: Region[] = [];
  /** Dialects whose prefix may be left out, innermost last. */
  readonly defaultDialects: string[];
  readonly root: Region;

  /** @param around name of the operation whose region the text stands in */
  constructor(session: Session, around: string | undefined) {
    this.#s = session;
    const { hooks } = session.context.operationName(around ?? 'builtin.module').definition ?? {};
    this.defaultDialects = [hooks?.defaultDialect ?? ''];
    this.root = new Region(session.source);
    this.#region = makeRegionState(this.root, 0);
    this.root.append(this.#region.block);
  }

  get statement(): Statement {
    return this.#statement;
  }
  get block(): Block {
    return this.#region.block;
  }

  // ----- Statements and their failure -----

  /** Runs `parse` on one statement; a failure costs no more than that statement. */
  guard(parse: () => void): void {
    const mark = this.mark();
    try {
      parse();
    } catch (error) {
      this.recover(mark, error);
    }
    this.leave(mark);
  }

  /** Statements nest: their marks are a stack of objects used again and again. */
  readonly #marks: StatementMark[] = [];
  readonly #statements: Statement[] = [];
  #numMarks = 0;

  mark(): StatementMark {
    const s: Session = this.#s;
    let mark = this.#marks[this.#numMarks];
    if (!mark) {
      mark = new StatementMark();
      this.#marks.push(mark);
    }
    this.#numMarks++;
    mark.token = s.cur;
    mark.outer = this.#statement;
    mark.region = this.#region;
    mark.numRegions = this.#regions.length;
    mark.numLoose = this.#loose.length;
    mark.numDialects = this.defaultDialects.length;
    mark.depth = s.depth;
    mark.scopeDepth = s.scopes.depth;
    mark.custom = s.asm.custom;
    return mark;
  }
  /** The statement is over, well or not. */
  leave(mark: StatementMark): void {
    this.#statement = mark.outer;
    this.#numMarks--;
  }

  /** Goes on behind a statement that failed, as if it were not there. */
  recover(mark: StatementMark, error: unknown): void {
    const s: Session = this.#s;
    if (error instanceof RangeError) {
      // The machine's stack was smaller than the limit: an outer statement says so.
      if (mark.depth > 8) {
        this.#numMarks--;
        throw error;
      }
      s.report(`nesting is deeper than the limit of ${MAX_DEPTH}`, s.starts[mark.token]!);
    } else if (!(error instanceof ParseFailure)) throw error;
    this.#numMarks = this.#marks.indexOf(mark) + 1;
    s.depth = mark.depth;
    s.scopes.unwind(mark.scopeDepth);
    s.asm.restore(mark.custom);
    this.#regions.length = mark.numRegions;
    this.#region = mark.region ?? this.#region;
    this.#region.hasLostStatement = true;
    this.defaultDialects.length = mark.numDialects;
    for (const loose of this.#loose.splice(mark.numLoose)) dropRegion(loose);
    s.isInRegion = mark.numRegions > 0;
    s.skipStatement(mark.token);
    this.#poison(mark.token, s.cur);
  }

  /** Names in a broken statement may have been definitions: nobody is to miss them. */
  #poison(from: number, to: number): void {
    const s: Session = this.#s;
    const first = s.starts[from];
    for (let i = from; i < to; i++)
      if (s.kinds[i] === TokenKind.percentId) {
        const next = s.kinds[i + 1];
        // A result, or an argument of a block or region.
        const isDefinition =
          next === Punct.equal || next === Punct.colon || next === Punct.comma || i === from;
        if (isDefinition || s.starts[i] === first) s.scopes.poison(s.ids[i]!);
      }
  }

  /** A token where a statement should begin. */
  stray(): never {
    return this.#s.failWrongToken('expected operation name in quotes');
  }

  begin(): void {
    this.#s.enter();
    let statement = this.#statements[this.#numMarks];
    if (!statement) {
      statement = new Statement();
      this.#statements[this.#numMarks] = statement;
    }
    statement.begin(this.#s.cur);
    this.#statement = statement;
  }
  result(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.percentId) s.failWrongToken('expected valid ssa identifier');
    this.#statement.addGroup(s.ids[s.cur]!, s.start);
  }
  resultCount(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.integer) s.failWrongToken('expected integer number of results');
    const count = Number(s.spelling);
    if (!(count >= 1)) s.fail('expected named operation to have at least 1 result');
    if (count > 0xffffff) s.fail('too many results');
    this.#statement.setLastCount(count);
  }

  /** The operation is made: it goes to the end of the block. */
  #insert(op: Operation): void {
    this.#statement.op = op;
    this.#region.block.append(op);
  }

  /** Names the results, when the whole statement is parsed. */
  bindResults(): void {
    const s: Session = this.#s;
    const statement = this.#statement;
    const { op, token } = statement;
    s.leave();
    if (!op) return;
    if (statement.numGroups > 0) {
      const at = s.starts[token]!;
      if (op.numResults === 0) {
        this.#discard(op);
        s.fail('cannot name an operation with no results', at);
      }
      const expected = statement.numResults;
      if (expected !== op.numResults) {
        const found = op.numResults;
        this.#discard(op);
        s.fail(`operation defines ${found} results but was provided ${expected} to bind`, at);
      }
      let index = 0;
      for (let i = 0; i < statement.numGroups; i++)
        for (let number = 0; number < statement.groupCount(i); number++)
          s.scopes.define(statement.groupId(i), number, op.result(index++), statement.groupAt(i));
      if (s.keepsNames) {
        const { location } = op;
        // One that is written stays.
        if (location.kind === 'loc.file' && location.source === s.source)
          op.setLocation(s.namedLocation(statement.groupId(0), location));
      }
    }
    this.#record(op);
  }

  #discard(op: Operation): void {
    op.abandon();
  }

  #record(op: Operation): void {
    const s: Session = this.#s;
    if (!s.info) return;
    const statement = this.#statement;
    const { token, nameToken, numGroups } = statement;
    const { starts, ends } = s;
    s.info.addOperation(
      op,
      starts[token]!,
      s.previousEnd,
      starts[nameToken]!,
      ends[nameToken]!,
      numGroups,
    );
    for (let i = 0; i < numGroups; i++)
      s.info.addResults(statement.groupAt(i), statement.groupCount(i));
  }

  // ----- Custom forms -----

  /** The operation whose name was just consumed, in its own syntax. */
  custom(): void {
    const s: Session = this.#s;
    const statement = this.#statement;
    statement.nameToken = s.cur - 1;
    const op = s.asm.parseCustom(statement);
    // Nested statements came and went.
    this.#statement = statement;
    statement.op = op;
  }

  /** The trailing location is known: a custom operation is complete. */
  finish(location: Location | null): void {
    const statement = this.#statement;
    if (statement.generic) this.#createGeneric(statement, statement.generic, location);
    else if (statement.op) {
      if (location) statement.op.setLocation(location);
      this.#insert(statement.op);
      this.#forgetLoose(statement.op.regions);
    }
  }

  // ----- Generic forms -----

  /** By the name number of the quoted name. */
  readonly #genericNames: (OperationName | undefined)[] = [];

  /** Name of a generic operation, the next token. */
  beginGeneric(): void {
    const s: Session = this.#s;
    const statement = this.#statement;
    statement.nameToken = s.cur;
    const id = s.ids[s.cur]!;
    const known = id >= 0 ? this.#genericNames[id] : undefined;
    if (known) {
      statement.beginGeneric(known);
      return;
    }
    const name = decodeString(s.text, s.start, s.end);
    if (name === '') s.fail('empty operation name is invalid');
    if (name.includes('\0')) s.fail('null character not allowed in operation name');
    const operationName = s.context.operationName(name);
    const dialect = operationName.dialect === '' ? name : operationName.dialect;
    if (
      !operationName.definition &&
      !s.context.allowUnregisteredDialects &&
      !s.context.dialects.has(dialect)
    ) {
      const at = s.start + 1;
      s.advance();
      s.fail(
        'operation being parsed with an unregistered dialect. If this is intended, please use -allow-unregistered-dialect with the MLIR tool used',
        s.errorOffset,
        s.suggestion(at, () => noteOnUnknownOperation(s.context, operationName, name)),
      );
    }
    if (id >= 0) this.#genericNames[id] = operationName;
    statement.beginGeneric(operationName);
  }
  /** An operand of a generic operation is the next token. */
  operand(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.percentId) s.failWrongToken('expected SSA operand');
    s.checkResultNumber(s.cur);
    this.#generic.operands.push(s.cur);
  }
  checkOperandListEnd(): void {
    const s: Session = this.#s;
    if (s.kinds[s.cur - 1] === Punct.comma) s.failWrongToken('expected SSA operand');
  }
  checkSuccessors(): void {
    const { definition } = this.#generic.name;
    const s: Session = this.#s;
    if (definition && !definition.traitNames.has('Terminator'))
      s.fail('successors in non-terminator');
    if (s.kindAt(1) === Punct.rightSquare) {
      s.advance();
      s.failWrongToken('expected list element');
    }
  }
  successor(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.caretId) s.failWrongToken('expected block name');
    this.#generic.successors.push(s.scopes.block(s.ids[s.cur]!, s.start));
  }
  properties(attr: Attribute): void {
    const s: Session = this.#s;
    const { name } = this.#generic;
    const refuse = (reason: string): never =>
      s.fail(
        `invalid properties ${printAttribute(attr)} for op ${name.name}: ${reason}`,
        s.starts[this.#statement.nameToken],
      );
    if (attr.kind !== 'dictionary') return refuse('expected DictionaryAttr to set properties');
    const misfit = name.definition && misfitProperty(name.definition, attr);
    if (misfit)
      refuse(
        `Invalid attribute \`${misfit[0]}\` in property conversion: ${printAttribute(misfit[1])}`,
      );
    this.#generic.properties = attr;
  }
  dictionary(attributes: DictionaryAttr): void {
    this.#generic.attributes = attributes;
  }
  functionType(type: Type, at: number): void {
    if (type.kind !== 'function') this.#s.fail('expected function type', at);
    this.typeLists(type.inputs, type.results, at);
  }
  /** Types of the operands and results, which stand at an offset. */
  typeLists(inputs: readonly Type[], results: readonly Type[], at: number): void {
    const s: Session = this.#s;
    const generic = this.#generic;
    const { operands } = generic;
    if (inputs.length !== operands.length)
      s.fail(
        `expected ${operands.length} operand type${operands.length === 1 ? '' : 's'} but had ${inputs.length}`,
        at,
      );
    generic.resultTypes = results;
    for (let i = 0; i < operands.length; i++) {
      const token = operands[i] as number;
      const type = inputs[i] as Type;
      generic.values.push(
        s.scopes.resolve(s.ids[token]!, s.resultNumber(token), type, s.starts[token]!),
      );
    }
  }
  #createGeneric(statement: Statement, parts: GenericParts, location: Location | null): void {
    const s: Session = this.#s;
    const op = Operation._parsed(s.context, {
      name: parts.name,
      location: location ?? s.starts[statement.nameToken]!,
      operands: parts.values,
      resultTypes: parts.resultTypes,
      attributes: this.#attributesOf(parts),
      successors: parts.successors,
      regions: parts.regions.length > 0 ? parts.regions.slice() : 0,
    });
    this.#forgetLoose(parts.regions);
    this.#insert(op);
  }
  #attributesOf({ name, attributes, properties }: GenericParts): DictionaryAttr {
    const { context } = this.#s;
    const given = attributes ?? context.emptyDictionary;
    if (!context.hasProperties) return given;
    return name.definition
      ? joinProperties(name.definition, properties, given)
      : DictionaryAttr.get(context, [...given.entries, ...(properties?.entries ?? [])]);
  }
  get #generic(): GenericParts {
    const { generic } = this.#statement;
    if (!generic) throw new Error('no generic operation is being parsed');
    return generic;
  }
  #forgetLoose(regions: readonly Region[]): void {
    const loose = this.#loose;
    for (let i = loose.length - 1; i >= 0 && loose.length > 0; i--)
      if (regions.includes(loose[i] as Region)) loose.splice(i, 1);
      else break;
  }

  /** A generic operation that stands inside another's syntax; it is not put anywhere. */
  parseDetached(parse: () => void): Operation {
    const outer = this.#statement;
    const region = this.#region;
    const statement = new Statement();
    statement.begin(this.#s.cur);
    this.#statement = statement;
    this.#region = makeRegionState(new Region(this.#s.source), 0);
    try {
      parse();
      const { op } = statement;
      if (!op) return this.#s.fail('expected operation name in quotes');
      this.#record(op);
      op.remove();
      return op;
    } finally {
      this.#statement = outer;
      this.#region = region;
    }
  }

  // ----- Regions -----

  /** A region of a generic operation begins. */
  beginRegion(): void {
    const { definition } = this.#generic.name;
    // Upstream shadows names here only for what is isolated.
    this.openRegion(definition?.traitNames.has('IsolatedFromAbove') ?? false, []);
  }
  endRegion(): void {
    const { definition } = this.#generic.name;
    this.#generic.regions.push(
      this.closeRegion(definition?.traitNames.has('IsolatedFromAbove') ?? false),
    );
  }

  /** Opens a region whose entry block has the arguments, if any. */
  openRegion(
    isIsolatedScope: boolean,
    args: readonly {
      readonly id: number;
      readonly number: number;
      readonly at: number;
      readonly type: Type;
      readonly location: Location | null;
    }[],
  ): void {
    const s: Session = this.#s;
    s.scopes.push(isIsolatedScope);
    const region = new Region(s.source);
    this.#loose.push(region);
    this.#regions.push(this.#region);
    this.#region = makeRegionState(region, args.length);
    const { block } = this.#region;
    region.append(block);
    for (const arg of args) {
      const earlier = s.scopes.referenceTo(arg.id, arg.number);
      if (earlier !== null)
        s.fail(`region entry argument '%${s.lexer.names.name(arg.id)}' is already in use`, arg.at, [
          earlier,
        ]);
      const argument = block._addParsedArgument(
        arg.type,
        arg.location ?? s.namedLocation(arg.id, s.locationAt(arg.at)),
      );
      s.scopes.define(arg.id, arg.number, argument, arg.at);
    }
  }

  /** The region is parsed up to its `}`. */
  closeRegion(isIsolatedFromAbove: boolean): Region {
    const s: Session = this.#s;
    const { region, numEntryArguments, isUnnamed, hasLostStatement, block } = this.#region;
    for (const missing of s.scopes.pop(isIsolatedFromAbove))
      if (!missing.region) region.append(missing);
    this.#region = this.#regions.pop() as RegionState;
    // `{}` is a region without blocks, but not if it is empty because what stood there is broken.
    if (
      isUnnamed &&
      !hasLostStatement &&
      numEntryArguments === 0 &&
      !s.keepsEmptyBlocks &&
      region.hasOneBlock &&
      block.isEmpty
    )
      if (block.arguments.length === 0 && block._uses.size === 0) region._unlink(block);
    return region;
  }

  /** A label: its caret is the next token. */
  beginBlock(): void {
    const s: Session = this.#s;
    const state = this.#region;
    if (s.kind !== TokenKind.caretId) s.failWrongToken('expected block name');
    const { id, at } = { id: s.ids[s.cur]!, at: s.start };
    const isFirst = state.isUnnamed && state.block.isEmpty && state.region.hasOneBlock;
    if (isFirst && state.numEntryArguments > 0)
      s.fail('invalid block name in region with named arguments');
    state.isUnnamed = false;
    state.nextArgument = 0;
    const block = s.scopes.defineBlock(id, at, isFirst ? state.block : null);
    if (isFirst && block !== state.block) state.region._unlink(state.block);
    if (!block.region) state.region.append(block);
    state.block = block;
  }
  blockArgumentName(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.percentId) s.failWrongToken('expected SSA operand');
    this.#region.argument = { id: s.ids[s.cur]!, at: s.start };
    if (s.kindAt(1) === TokenKind.hashId) {
      s.advance();
      s.fail('result number not allowed in argument list');
    }
  }
  blockArgument(type: Type, location: Location | null): void {
    const s: Session = this.#s;
    const { block, argument } = this.#region;
    if (!argument) return;
    const value = block._addParsedArgument(
      type,
      location ?? s.namedLocation(argument.id, s.locationAt(argument.at)),
    );
    s.scopes.define(argument.id, 0, value, argument.at);
  }
  endBlockArguments(): void {
    this.#region.argument = null;
  }

  // ----- The end -----

  /** Gives what stands in for missing definitions a place, so that the IR is whole. */
  placeOrphans(): void {
    const { front } = this.root;
    for (const op of this.#s.scopes.standIns) front.insertBefore(op, front.first);
    for (const orphan of this.#s.scopes.orphans) {
      const user = orphan.users[0];
      const op = orphan.definingOp;
      if (!user || op.block) continue;
      let place: Operation = user;
      for (
        let up = user.parentOp;
        up && !place.parentOp?.hasTrait('IsolatedFromAbove');
        up = up.parentOp
      )
        place = up;
      const entry = place.parentRegion?.entry;
      if (entry) entry.insertBefore(op, entry.first);
    }
  }
}

/** Takes back what a region that will never be part of an operation uses. */
function dropRegion(region: Region): void {
  if (region.parentOp) return;
  for (const block of region.blocks) for (const op of block.ops) op.dropAllReferences();
}
