/**
 * What is parsed and verified of a piece of text, kept while the text is edited: an edit parses the
 * statements again that it touches, and verifies these and who refers to symbols that they changed.
 */
import { createContext } from '@iree-workbench/compiler';
import {
  type AliasScope,
  type Attribute,
  type Context,
  type Diagnostic,
  type Era,
  fileLocation,
  type Location,
  Operation,
  parseModule,
  Region,
  type SourceInfo,
  type SourceText,
  StatementsInProgress,
  type Type,
  UnknownLoc,
} from '@iree-workbench/ir';
import { argumentsOf, bodyOf, FunctionBody } from './function-body.ts';
import { refuseToWait } from './patience.ts';
import { makeSegment, type Segment } from './segment.ts';
import {
  cutSegments,
  editSegments,
  groupSegments,
  type Segmentation,
  type TextEdit,
} from './segments.ts';
import { Unit } from './unit.ts';
import { type ParsedUnits, Verdicts } from './verdicts.ts';

export type { Unit };

/** What the parser says of the first use of a name that nothing defines. */
const UNDECLARED = 'use of undeclared SSA value name';

/** How often an edit parses a run: two with errors, each of which uses the other's values, would go on forever. */
const MOST_ROUNDS = 8;

/** How much may be parsed again, in sizes of the text, before types that nobody uses are forgotten. */
const LIMIT_OF_REUSE = 8;

const NO_ALIASES: ReadonlyMap<string, never> = new Map<string, never>();

/** When work is to go on later; it is asked after each small piece. */
export type IsTimeUp = () => boolean;
const NEVER: IsTimeUp = () => false;

/** A location of the text. */
export interface PlacedLocation {
  readonly unit: Unit;
  /** Offset in the unit, and from the start of the piece. */
  readonly local: number;
  readonly offset: number;
}

export class ChunkTree {
  readonly #fileName: string;
  /** The version of MLIR's language that the text is in. */
  readonly era: Era;
  #context: Context;
  /** Null if the text is parsed as a whole. */
  #segmentation: Segmentation | null;
  #units: readonly Unit[] = [];
  readonly #unitOf = new Map<Operation, Unit>();
  readonly #unitOfSource = new Map<SourceText, Unit>();
  #module: Operation | null = null;
  /** The module that nobody wrote. */
  #surrounding: Operation | null = null;
  readonly #verdicts = new Verdicts();
  #parsedLength = 0;
  readonly #longest: number | undefined;
  #length: number;
  #text: string | null = null;

  /** @param longest what a function may have of text before its body is parsed in runs */
  constructor(text: string, fileName: string, era: Era, longest?: number) {
    this.#fileName = fileName;
    this.era = era;
    this.#context = createContext(era);
    this.#length = text.length;
    this.#longest = longest;
    this.#segmentation = cutSegments(text, longest);
    this.#arrange(() => text);
  }

  /** Parsed, in the order of the text. */
  get units(): readonly Unit[] {
    this.#complete();
    return this.#units;
  }
  get module(): Operation {
    this.#complete();
    return this.#module as Operation;
  }
  /** The unit that holds an offset. */
  unitAt(offset: number): Unit {
    this.#complete();
    let low = 0;
    let high = this.#units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#units[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#units[low] as Unit;
  }
  /** The unit that an operation was written in; undefined for one that nobody wrote. */
  unitOf(op: Operation): Unit | undefined {
    for (let around: Operation | null = op; around; around = around.parentOp) {
      const unit = this.#unitOf.get(around);
      if (unit) return unit;
    }
    return undefined;
  }
  /** Where a location of the text stands; null for locations in other files. */
  placeOf(location: Location): PlacedLocation | null {
    const file = fileLocation(location);
    const unit = file?.source ? this.#unitOfSource.get(file.source) : undefined;
    if (!file || !unit) return null;
    return { unit, local: file.offset, offset: this.offsetOf(unit, file.offset) };
  }
  /** The offset in the piece of one in a unit. What opens was parsed with what closes behind it. */
  offsetOf({ text: { length }, closing, start }: Unit, local: number): number {
    return closing && local > length ? closing.start + local - length : start + local;
  }

  // ----- Edits -----

  get length(): number {
    return this.#length;
  }
  get text(): string {
    this.#text ??= this.#units.map((unit) => unit.text).join('');
    return this.#text;
  }
  /** The text between two offsets, which may lie beyond its ends. */
  slice(start: number, end: number): string {
    let slice = '';
    for (const unit of this.#units) {
      if (unit.start >= end) break;
      if (unit.end > start)
        slice += unit.text.slice(Math.max(0, start - unit.start), Math.max(0, end - unit.start));
    }
    return slice;
  }

  /** Takes an edit over. */
  edit(edit: TextEdit): void {
    const before = this.#units;
    const whole = (): string => {
      const old = before.map((unit) => unit.text).join('');
      return old.slice(0, edit.start) + edit.text + old.slice(edit.end);
    };
    this.#length += edit.text.length - (edit.end - edit.start);
    this.#text = null;
    this.#segmentation =
      (this.#segmentation && editSegments(this.#segmentation, edit)) ??
      cutSegments(whole(), this.#longest);
    if (this.#parsedLength > LIMIT_OF_REUSE * Math.max(this.#length, 1 << 16)) {
      this.#dropped.push(...before.filter(({ isParsed }) => isParsed));
      this.#units = [];
      this.#renewContext();
    }
    this.#arrange(whole);
  }

  #renewContext(): void {
    this.#context = createContext(this.era);
    this.#surrounding = null;
    this.#parsedLength = 0;
  }

  /** Makes units of the segments, and takes over those that are as they were. */
  #arrange(text: () => string): void {
    const groups = this.#segmentation && groupSegments(this.#segmentation.segments);
    // A value at the top: nothing can be parsed alone.
    if (!groups) this.#segmentation = null;
    const before = this.#units;
    if (!groups || groups.length === 0) {
      this.#units = [new Unit([makeSegment(text(), 'rest')])];
    } else {
      const isSame = (unit: Unit | undefined, group: readonly Segment[] | undefined): boolean =>
        unit !== undefined &&
        group !== undefined &&
        unit.segments.length === group.length &&
        group.every((segment, i) => segment === unit.segments[i]);
      let head = 0;
      while (isSame(before[head], groups[head])) head++;
      let tail = 0;
      const most = Math.min(before.length, groups.length) - head;
      while (tail < most && isSame(before.at(-1 - tail), groups.at(-1 - tail))) tail++;
      // Of what was between, the same texts may have been cut anew.
      const known = new Map<string, Unit[]>();
      let latest = -1;
      for (const unit of before.slice(head, before.length - tail))
        known.set(keyOf(unit), [...(known.get(keyOf(unit)) ?? []), unit]);
      this.#units = [
        ...before.slice(0, head),
        ...groups.slice(head, groups.length - tail).map((group) => {
          const unit = new Unit(group);
          const same = known.size > 0 ? known.get(keyOf(unit))?.shift() : undefined;
          // Runs that change places see each other's values differently.
          if (!same || (unit.kind === 'body' && same.index < latest)) return unit;
          if (unit.kind === 'body') latest = same.index;
          same.segments = group;
          return same;
        }),
        ...before.slice(before.length - tail),
      ];
    }
    let start = 0;
    this.#units.forEach((unit, index) => {
      unit.index = index;
      unit.start = start;
      start += unit.text.length;
    });
    this.#pairFrames();
    this.#aliasUnits = null;
    const kept = new Set(this.#units);
    for (const unit of before) if (!kept.has(unit) && unit.isParsed) this.#dropped.push(unit);
    this.#order = [...this.#units].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
    this.#next = 0;
    this.#pendingLength = 0;
    for (const unit of this.#units) if (!unit.isParsed) this.#pendingLength += unit.text.length;
    this.#isRearranged = this.#isStale = true;
    this.#steps = null;
  }

  /** Says which units close which, and which hold the body of a function. */
  #pairFrames(): void {
    let header: Unit | null = null;
    let frame: Unit | null = null;
    for (const unit of this.#units) {
      unit.frame = unit.kind === 'body' ? frame : null;
      if (unit.kind === 'header') header = unit;
      else if (unit.kind === 'function') frame = unit;
      else if (unit.kind === 'footer' && header) header.closing = unit;
      else if (unit.kind === 'end' && frame) frame.closing = unit;
    }
  }

  // ----- Parsing -----

  /** Something is not parsed, or not in its place. */
  #isStale = true;
  /** The units are others since something was parsed. */
  #isRearranged = true;
  /** Units that were parsed and are no longer there. */
  #dropped: Unit[] = [];
  /** The units as they are parsed: what others may name goes first. */
  #order: readonly Unit[] = [];
  /** Place in the order of the first unit that may not be parsed. */
  #next = 0;
  /** Characters that are not parsed. */
  #pendingLength = 0;
  /** Runs that use what may be defined behind them: they are finished when all are begun. */
  #begun: [Unit, StatementsInProgress][] = [];
  /** What was parsed since the values of functions were last given to who uses them. */
  #fresh = new Set<Unit>();

  /** Parses what is not parsed. */
  #complete(): void {
    if (!this.#isStale) return;
    refuseToWait(this.#pendingLength);
    while (this.#isStale) this.#parseOn(NEVER);
  }
  /** Parses and verifies on until the time is up. @returns whether all is done */
  advance(isTimeUp: IsTimeUp): boolean {
    if (this.#isStale) {
      do this.#parseOn(isTimeUp);
      while (this.#isStale && !isTimeUp());
      if (this.#isStale) return false;
    }
    this.#steps ??= this.#verdicts.steps(this.#parsedUnits);
    while (this.#steps.next().done !== true) if (isTimeUp()) return false;
    return true;
  }
  #steps: Generator<void> | null = null;

  /** Parses what is next, and puts the module together. */
  #parseOn(isTimeUp: IsTimeUp): void {
    const gone: Operation[] = [];
    let areOtherAliases = this.#isRearranged && this.#takeOver(gone);
    const isWhole = this.#segmentation === null;
    const parsed = isWhole
      ? this.#parseWhole(this.#units[0] as Unit)
      : this.#parseUnits(isTimeUp, gone);
    areOtherAliases ||= parsed.some(definesAliases);
    if (areOtherAliases) parsed.push(...this.#parseAliasUsers(gone));
    const isDone = isWhole || this.#next === this.#order.length;
    for (const unit of parsed) {
      this.#enter(unit);
      this.#fresh.add(unit);
    }
    if (isDone) {
      this.#isStale = false;
      for (const body of this.#newBodies) body.start();
      this.#newBodies.clear();
      for (const body of this.#bodies.values())
        parsed.push(...this.#settle(body, this.#fresh, gone));
      this.#fresh = new Set();
    }
    if (!isWhole) this.#assemble(parsed);
    const come = parsed.flatMap((unit) => (unit.frame ? [] : unit.operations));
    this.#verdicts.forget(this.#units, { gone, come });
  }

  /** Keeps of what was parsed what is still there. @returns whether aliases went */
  #takeOver(gone: Operation[]): boolean {
    this.#isRearranged = false;
    // What was parsed of a new body agrees; what comes now may change it.
    for (const body of this.#newBodies) body.start();
    this.#newBodies.clear();
    for (const [unit, statements] of this.#begun) {
      statements.abandon();
      gone.push(...this.#forget(unit));
      unit.forget();
    }
    this.#begun = [];
    for (const unit of this.#dropped) gone.push(...this.#forget(unit));
    const wentAliases = this.#dropped.some(definesAliases);
    this.#dropped = [];
    if (this.#segmentation !== null) this.#takeOverBodies(gone);
    return wentAliases;
  }

  /** @returns what was parsed of the unit, which is no longer in the module. */
  #forget(unit: Unit): readonly Operation[] {
    if (unit.source) this.#unitOfSource.delete(unit.source);
    unit.body?.remove(unit);
    for (const op of unit.operations) {
      this.#unitOf.delete(op);
      // Who uses the values of a run is given others by its body.
      if (unit.frame) op.abandon();
      else op.remove();
    }
    // In a function nobody looks for a symbol.
    return unit.frame ? [] : unit.operations;
  }
  #enter(unit: Unit): void {
    if (unit.source) this.#unitOfSource.set(unit.source, unit);
    for (const op of unit.operations) this.#unitOf.set(op, unit);
  }

  #parseWhole(unit: Unit): Unit[] {
    if (unit.isParsed) return [];
    this.#renewContext();
    this.#bodies = new Map();
    const { module, diagnostics, info, source } = parseModule(this.#context, unit.text, {
      fileName: this.#fileName,
      recordSource: true,
    });
    unit.info = info as SourceInfo;
    unit.source = source;
    unit.parsed = diagnostics;
    unit.operations = [module];
    this.#module = module;
    return [unit];
  }

  /** Parses what is new in its order, one unit at least; what was parsed before of a unit goes to `gone`. */
  #parseUnits(isTimeUp: IsTimeUp, gone: Operation[]): Unit[] {
    const parsed: Unit[] = [];
    while (this.#next < this.#order.length) {
      const unit = this.#order[this.#next++] as Unit;
      if (isParsed(unit)) continue;
      if (unit.isParsed) {
        gone.push(...this.#forget(unit));
        unit.forget();
      }
      const statements = this.#begin(unit);
      if (unit.frame && statements.useWhatIsBehind) this.#begun.push([unit, statements]);
      else {
        this.#finish(unit, statements);
        parsed.push(unit);
      }
      const { closing } = unit;
      if (closing && !closing.isParsed) {
        this.#finish(closing, this.#begin(closing));
        parsed.push(closing);
      }
      if (isTimeUp()) break;
    }
    if (this.#next < this.#order.length) return parsed;
    for (const [unit, statements] of this.#begun) {
      this.#finish(unit, statements);
      parsed.push(unit);
    }
    this.#begun = [];
    return parsed;
  }
  /** Parses a unit again that others have an influence on. */
  #parseAgain(unit: Unit, gone: Operation[]): void {
    gone.push(...this.#forget(unit));
    this.#finish(unit, this.#begin(unit));
  }
  #begin(unit: Unit): StatementsInProgress {
    // What opens is parsed with what closes it as if there were nothing between.
    const isClosing = unit.kind === 'footer' || unit.kind === 'end';
    const opens = unit.kind === 'header' || unit.kind === 'function';
    const text = opens ? `${unit.text}${unit.closing?.text ?? '}'}` : isClosing ? '' : unit.text;
    this.#parsedLength += text.length;
    this.#pendingLength = Math.max(0, this.#pendingLength - unit.text.length);
    const body = unit.frame && unit.body;
    const statements = new StatementsInProgress(this.#context, text, {
      fileName: this.#fileName,
      recordSource: true,
      aliases: this.#aliasesBefore(unit),
      ...(unit.kind === 'function' && { keepsEmptyBlocks: true }),
      ...(body && { valuesBefore: body.valuesBefore(unit), around: body.name }),
    });
    unit.info = statements.info as SourceInfo;
    unit.source = statements.source;
    if (body) {
      unit.definitions = statements.definitions;
      body.addDefinitions(unit);
    }
    return statements;
  }
  #finish(unit: Unit, statements: StatementsInProgress): void {
    const body = unit.frame && unit.body;
    const parsed = statements.finish(
      body ? (name, number) => body.findBehind(unit, name, number) : undefined,
    );
    unit.parsed = parsed.diagnostics;
    unit.operations = parsed.operations;
    const hadAliases = definesAliases(unit);
    unit.attributeAliases = parsed.attributeAliases;
    unit.typeAliases = parsed.typeAliases;
    if (hadAliases || definesAliases(unit)) this.#aliasUnits = null;
    unit.meanings = meaningsIn(unit, this.#aliasesBefore(unit));
    if (body) {
      unit.imports = parsed.imports;
      unit.innerNames = parsed.innerNames;
      body.addImports(unit);
    } else if (unit.kind === 'function') {
      unit.definitions = argumentsOf(unit);
      unit.body?.addDefinitions(unit);
    }
  }

  // ----- Bodies of long functions -----

  /** By the unit that opens the function. */
  #bodies = new Map<Unit, FunctionBody>();
  readonly #newBodies = new Set<FunctionBody>();

  /** Runs stay with their body as long as one is there; one that comes to another is parsed again. */
  #takeOverBodies(gone: Operation[]): void {
    const bodies = new Map<Unit, FunctionBody>();
    const runsOf = new Map<Unit, Unit[]>();
    for (const unit of this.#units) {
      if (unit.kind === 'function') runsOf.set(unit, []);
      if (unit.frame) runsOf.get(unit.frame)?.push(unit);
    }
    const taken = new Set<FunctionBody>();
    for (const [header, runs] of runsOf) {
      const known = [header, ...runs].find(({ body }) => body && !taken.has(body))?.body;
      const body = known ?? new FunctionBody(header);
      if (!known) this.#newBodies.add(body);
      taken.add(body);
      bodies.set(header, body);
      body.header = header;
      body.runs = runs;
      for (const unit of [header, ...runs]) {
        if (unit.body && unit.body !== body && unit.isParsed) {
          gone.push(...this.#forget(unit));
          unit.forget();
        }
        unit.body = body;
      }
    }
    this.#bodies = bodies;
  }

  /** Gives the runs of a body what others define now. */
  #settle(body: FunctionBody, fresh: Set<Unit>, gone: Operation[]): Unit[] {
    const parsed: Unit[] = [];
    const rounds = new Map<Unit, number>();
    for (;;) {
      const stale = body
        .settle(fresh, (op, unit) => this.#unitOf.set(op, unit))
        .filter((unit) => (rounds.get(unit) ?? 0) < MOST_ROUNDS);
      // What was said of a run may be about places in others that were parsed again since.
      const last = stale.length === 0 ? body.runs.filter((run) => this.#namesLostPlaces(run)) : [];
      for (const unit of [...stale, ...last]) {
        rounds.set(unit, (rounds.get(unit) ?? 0) + 1);
        this.#parseAgain(unit, gone);
        this.#enter(unit);
        fresh.add(unit);
        parsed.push(unit);
      }
      if (stale.length === 0) return parsed;
    }
  }
  #namesLostPlaces({ parsed }: Unit): boolean {
    return parsed.some(({ notes }) =>
      notes.some(({ location }) => {
        const source = fileLocation(location)?.source;
        return source && !this.#unitOfSource.has(source);
      }),
    );
  }

  // ----- Aliases -----

  /** Units that define aliases; null when it has to be seen again. */
  #aliasUnits: readonly Unit[] | null = null;
  /** What the units before one define. */
  #aliasesBefore({ index }: Unit): AliasScope {
    this.#aliasUnits ??= this.#units.filter(definesAliases);
    const defining = this.#aliasUnits.filter((unit) => unit.index < index);
    return {
      attribute: (name) =>
        defining.find((unit) => unit.attributeAliases.has(name))?.attributeAliases.get(name),
      type: (name) => defining.find((unit) => unit.typeAliases.has(name))?.typeAliases.get(name),
      attributeNames: () => defining.flatMap((unit) => [...unit.attributeAliases.keys()]),
      typeNames: () => defining.flatMap((unit) => [...unit.typeAliases.keys()]),
    };
  }
  /** Parses what names aliases that are others now. */
  #parseAliasUsers(gone: Operation[]): Unit[] {
    const parsed: Unit[] = [];
    for (const unit of this.#units) {
      if (unit.meanings.size === 0) continue;
      const now = meaningsIn(unit, this.#aliasesBefore(unit));
      if ([...now].every(([name, meaning]) => unit.meanings.get(name) === meaning)) continue;
      this.#parseAgain(unit, gone);
      parsed.push(unit);
    }
    return parsed;
  }

  // ----- The module -----

  /** Puts operations into the module that was written, or else into one around them. */
  #assemble(parsed: readonly Unit[]): void {
    const header = this.#units.find((unit) => unit.kind === 'header');
    const written = header?.operations.find((op) => op.is('builtin.module'));
    const only = !header && this.#unitOf.size === 1 ? [...this.#unitOf.keys()][0] : undefined;
    if (only?.is('builtin.module')) {
      only.remove();
      this.#module = only;
      return;
    }
    const module = written ?? (this.#surrounding ??= this.#emptyModule());
    const isOther = module !== this.#module;
    this.#module = module;
    const block = module.region().entry ?? module.region().append();
    for (const body of this.#bodies.values()) {
      const home = bodyOf(body.header.operations);
      const now = home ?? (body.block.parentOp ? new Region().append() : body.block);
      if (now !== body.block) now.takeOperations(body.block);
      body.block = now;
    }
    const isParsed = new Set(parsed);
    // From the last one up: each stands in front of what follows it.
    for (const unit of (isOther ? [...this.#units] : parsed.toSorted(byPlace)).reverse()) {
      const body = unit.frame && unit.body;
      // To look for what follows takes long where much is not parsed.
      if (unit === header || unit.operations.length === 0) continue;
      if (body && !isParsed.has(unit)) continue;
      const home = body?.block ?? block;
      let next = this.#firstOperationBehind(unit);
      for (const op of unit.operations.toReversed()) {
        op.remove();
        home.insertBefore(op, next);
        next = op;
      }
    }
  }
  /** The first operation of a later unit in the same block. */
  #firstOperationBehind({ index, frame }: Unit): Operation | null {
    for (let at = index + 1; at < this.#units.length; at++) {
      const unit = this.#units[at] as Unit;
      if (frame && unit.frame !== frame) return null;
      const [first] = unit.operations;
      if (first && unit.frame === frame && unit.kind !== 'header') return first;
    }
    return null;
  }
  #emptyModule(): Operation {
    const region = new Region();
    region.append();
    const location = UnknownLoc.get(this.#context);
    return Operation.create({ name: 'builtin.module', location, regions: [region] });
  }

  // ----- Diagnostics -----

  /** What the parser says. */
  get diagnostics(): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    for (const { parsed, frame } of this.units)
      if (parsed.length > 0 && !frame?.hasErrors) found.push(...parsed);
    return this.#bodies.size > 0 ? this.#withoutRepeats(found) : found;
  }
  /** Without what a run says of a name that one before it has said already. */
  #withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const names = new Map<FunctionBody, Set<string>>();
    return diagnostics.filter(({ message, location }) => {
      const place = message === UNDECLARED ? this.placeOf(location) : null;
      if (!place?.unit.frame || !place.unit.body) return true;
      const { body, text } = place.unit;
      // Without a number, a name means its first value.
      const [, of = '', number = '0'] =
        /^%([\w$.-]+)(?:#(\d+))?/.exec(text.slice(place.local, place.local + 200)) ?? [];
      const name = `${of}#${Number(number)}`;
      const known = names.get(body) ?? new Set();
      names.set(body, known);
      return known.size < known.add(name).size;
    });
  }

  /** What the verifier says of all. */
  get verified(): readonly Diagnostic[] {
    this.#complete();
    refuseToWait(this.#verdicts.pendingLength(this.#parsedUnits));
    return this.#verdicts.ofAll(this.#parsedUnits);
  }
  get #parsedUnits(): ParsedUnits {
    return {
      units: this.#units,
      module: this.#module as Operation,
      unitOfRoot: (op) => this.#unitOf.get(op),
    };
  }
}

/** The aliases that a unit names, and what they mean in it. */
function meaningsIn(
  unit: Unit,
  before: AliasScope,
): ReadonlyMap<string, Attribute | Type | undefined> {
  const { attributeAliases, typeAliases } = unit.info;
  if (attributeAliases.size + typeAliases.size === 0) return NO_ALIASES;
  const meanings = new Map<string, Attribute | Type | undefined>();
  for (const name of attributeAliases.keys()) meanings.set(`#${name}`, before.attribute(name));
  for (const name of typeAliases.keys()) meanings.set(`!${name}`, before.type(name));
  return meanings;
}

/** Is a unit parsed, and of what opens also what closes it? */
const isParsed = (unit: Unit): boolean => unit.isParsed && unit.closing?.isParsed !== false;

/** May others name what the unit defines, or stand in what it opens? */
const isFirst = ({ kind }: Unit): boolean => kind === 'alias' || kind === 'header';

/** What two units have in common that are parsed alike. */
const keyOf = ({ kind, text }: Unit): string => `${kind} ${text}`;

const byPlace = (a: Unit, b: Unit): number => a.index - b.index;

const definesAliases = (unit: Unit): boolean =>
  unit.attributeAliases.size + unit.typeAliases.size > 0;
