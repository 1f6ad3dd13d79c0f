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
  parseStatements,
  Region,
  type SourceInfo,
  type SourceText,
  type Type,
  UnknownLoc,
  verifyAround,
  verifyOperation,
} from '@iree-workbench/ir';
import { hasExpectations } from '@iree-workbench/lit';
import { UnitOccurrences } from './occurrences.ts';
import {
  cutSegments,
  editSegments,
  groupSegments,
  type Segment,
  type Segmentation,
  type TextEdit,
} from './segments.ts';

/** How much may be parsed again, in sizes of the text, before types that nobody uses are forgotten. */
const LIMIT_OF_REUSE = 8;

const NO_ALIASES: ReadonlyMap<string, never> = new Map<string, never>();

/** Statements that are parsed together. Offsets in `info` and in locations count from its start. */
export class Unit {
  segments: readonly Segment[];
  readonly text: string;
  /** Place among the units, and offset in the piece of text; both move as others change. */
  index = 0;
  start = 0;
  operations: readonly Operation[] = [];
  parsed: readonly Diagnostic[] = [];
  attributeAliases: ReadonlyMap<string, Attribute> = NO_ALIASES;
  typeAliases: ReadonlyMap<string, Type> = NO_ALIASES;
  /** What the aliases that it names meant before it; undefined for those that were not there. */
  meanings: ReadonlyMap<string, Attribute | Type | undefined> = NO_ALIASES;
  /** What the verifier says; null until it is asked. */
  verified: readonly Diagnostic[] | null = null;
  /** What its locations name; null until it is parsed. */
  source: SourceText | null = null;
  #info: SourceInfo | null = null;
  #occurrences: UnitOccurrences | null = null;
  #mayAnnounce: boolean | null = null;
  /** Symbols that something in the unit refers to. */
  symbolRoots: ReadonlySet<string> = new Set();

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
    this.text = segments.map(({ text }) => text).join('');
  }
  get info(): SourceInfo {
    if (!this.#info) throw new Error('the unit was not parsed');
    return this.#info;
  }
  set info(info: SourceInfo) {
    this.#info = info;
    this.#occurrences = null;
    this.verified = null;
    this.symbolRoots = new Set(info.symbolUses.map(({ name, parents }) => parents?.[0] ?? name));
  }
  get isParsed(): boolean {
    return this.#info !== null;
  }
  get occurrences(): UnitOccurrences {
    return (this.#occurrences ??= new UnitOccurrences(this.text, this.info));
  }
  get end(): number {
    return this.start + this.text.length;
  }
  /** Whether its comments may announce diagnostics. */
  get mayAnnounce(): boolean {
    return (this.#mayAnnounce ??= hasExpectations(this.text));
  }
}

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
  /** What the verifier said of the module around the units. */
  #around: {
    readonly module: Operation;
    readonly isValid: boolean;
    readonly diagnostics: readonly Diagnostic[];
  } | null = null;
  #parsedLength = 0;
  #length: number;
  #text: string | null = null;

  constructor(text: string, fileName: string, era: Era) {
    this.#fileName = fileName;
    this.era = era;
    this.#context = createContext(era);
    this.#length = text.length;
    this.#segmentation = cutSegments(text);
    this.#arrange(() => text);
  }

  /** Parsed, in the order of the text. */
  get units(): readonly Unit[] {
    this.#update();
    return this.#units;
  }
  get module(): Operation {
    this.#update();
    return this.#module as Operation;
  }
  /** The unit that holds an offset. */
  unitAt(offset: number): Unit {
    this.#update();
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
    this.#update();
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
  /** The offset in the piece of one in a unit. The header was parsed with the footer behind it. */
  offsetOf(unit: Unit, local: number): number {
    const { length } = unit.text;
    const footer = local > length && unit.segments[0]?.kind === 'header' ? this.#footer : undefined;
    return footer ? footer.start + local - length : unit.start + local;
  }
  get #footer(): Unit | undefined {
    return this.#units.find((unit) => unit.segments[0]?.kind === 'footer');
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
      (this.#segmentation && editSegments(this.#segmentation, edit)) ?? cutSegments(whole());
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
      this.#units = [new Unit([{ text: text(), balance: 0, lowest: 0, kind: 'rest' }])];
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
      for (const unit of before.slice(head, before.length - tail))
        known.set(keyOf(unit), [...(known.get(keyOf(unit)) ?? []), unit]);
      this.#units = [
        ...before.slice(0, head),
        ...groups.slice(head, groups.length - tail).map((group) => {
          const unit = new Unit(group);
          const same = known.get(keyOf(unit))?.shift();
          if (!same) return unit;
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
    const kept = new Set(this.#units);
    for (const unit of before) if (!kept.has(unit) && unit.isParsed) this.#dropped.push(unit);
    this.#isStale = true;
  }

  // ----- Parsing -----

  #isStale = true;
  /** Units that were parsed and are no longer there. */
  #dropped: Unit[] = [];
  /** Parses what is not parsed, and puts the module together. */
  #update(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    const gone = this.#dropped.flatMap((unit) => this.#forget(unit));
    const definedAliases = this.#dropped.some(definesAliases);
    this.#dropped = [];
    const isWhole = this.#segmentation === null;
    const parsed = isWhole ? this.#parseWhole(this.#units[0] as Unit) : this.#parseUnits(gone);
    if (definedAliases || parsed.some(definesAliases)) parsed.push(...this.#parseAliasUsers(gone));
    for (const unit of parsed) {
      if (unit.source) this.#unitOfSource.set(unit.source, unit);
      for (const op of unit.operations) this.#unitOf.set(op, unit);
    }
    if (!isWhole) this.#assemble(parsed);
    this.#forgetVerdicts(
      gone,
      parsed.flatMap((unit) => unit.operations),
    );
  }

  /** @returns what was parsed of the unit, which is no longer in the module. */
  #forget(unit: Unit): readonly Operation[] {
    if (unit.source) this.#unitOfSource.delete(unit.source);
    for (const op of unit.operations) {
      this.#unitOf.delete(op);
      op.remove();
    }
    return unit.operations;
  }

  #parseWhole(unit: Unit): Unit[] {
    if (unit.isParsed) return [];
    this.#renewContext();
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

  /** Parses what is new; what was parsed before of a header goes to `gone`. */
  #parseUnits(gone: Operation[]): Unit[] {
    const footer = this.#footer;
    const parsed: Unit[] = [];
    for (const unit of this.#units) {
      const isHeader = unit.segments[0]?.kind === 'header';
      if (unit.isParsed && !(isHeader && footer && !footer.isParsed)) continue;
      if (unit.isParsed) gone.push(...this.#forget(unit));
      // The two are parsed as a module of nothing.
      if (isHeader) this.#parse(unit, `${unit.text}${footer?.text ?? '}'}`);
      else this.#parse(unit, unit === footer ? '' : unit.text);
      parsed.push(unit);
    }
    return parsed;
  }
  #parse(unit: Unit, text: string): void {
    this.#parsedLength += text.length;
    const aliases = this.#aliasesBefore(unit);
    const parsed = parseStatements(this.#context, text, {
      fileName: this.#fileName,
      recordSource: true,
      aliases,
    });
    unit.info = parsed.info as SourceInfo;
    unit.source = parsed.source;
    unit.parsed = parsed.diagnostics;
    unit.operations = parsed.operations;
    unit.attributeAliases = parsed.attributeAliases;
    unit.typeAliases = parsed.typeAliases;
    unit.meanings = meaningsIn(unit, aliases);
  }

  // ----- Aliases -----

  /** What the units before one define. */
  #aliasesBefore({ index }: Unit): AliasScope {
    const defining = this.#units.filter((unit) => unit.index < index && definesAliases(unit));
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
      gone.push(...this.#forget(unit));
      this.#parse(unit, unit.text);
      parsed.push(unit);
    }
    return parsed;
  }

  // ----- The module -----

  /** Puts operations into the module that was written, or else into one around them. */
  #assemble(parsed: readonly Unit[]): void {
    const header = this.#units.find((unit) => unit.segments[0]?.kind === 'header');
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
    // From the last one up: each stands in front of what follows it.
    for (const unit of (isOther ? [...this.#units] : parsed.toSorted(byPlace)).reverse()) {
      if (unit === header) continue;
      let next = this.#firstOperationBehind(unit);
      for (const op of unit.operations.toReversed()) {
        op.remove();
        block.insertBefore(op, next);
        next = op;
      }
    }
  }
  #firstOperationBehind({ index }: Unit): Operation | null {
    for (let at = index + 1; at < this.#units.length; at++) {
      const { operations, segments } = this.#units[at] as Unit;
      const [first] = operations;
      if (first && segments[0]?.kind !== 'header') return first;
    }
    return null;
  }
  #emptyModule(): Operation {
    const region = new Region();
    region.append();
    const location = UnknownLoc.get(this.#context);
    return Operation.create({ name: 'builtin.module', location, regions: [region] });
  }

  // ----- Verification -----

  /** Verdicts about operations that name a symbol which is another now no longer hold. */
  #forgetVerdicts(gone: readonly Operation[], come: readonly Operation[]): void {
    const before = new Set(gone.map(interfaceOf));
    const now = new Set(come.map(interfaceOf));
    const changed = [...before]
      .filter((face) => !now.has(face))
      .concat([...now].filter((face) => !before.has(face)))
      .filter((face) => face !== null);
    const isShorter = gone.length !== come.length;
    // What is said of the module may name operations, and they are others.
    if (changed.length > 0 || isShorter || this.#around?.diagnostics.length !== 0)
      this.#around = null;
    const names = new Set(changed.map((face) => face.slice(0, face.indexOf('\n'))));
    if (names.size === 0) return;
    for (const unit of this.#units)
      for (const name of unit.symbolRoots) if (names.has(name)) unit.verified = null;
  }

  /** What the verifier says of a unit; nothing where a statement is missing that did not parse. */
  verify(unit: Unit): readonly Diagnostic[] {
    this.#update();
    // The module around is verified by itself.
    const isHeader = unit.segments[0]?.kind === 'header';
    const isBroken = unit.parsed.some(({ severity }) => severity === 'error');
    unit.verified ??=
      isHeader || isBroken ? [] : unit.operations.flatMap((op) => verifyOperation(op));
    return unit.verified;
  }
  /** What it says of the module around the units. */
  verifyModule(): readonly Diagnostic[] {
    const { module } = this;
    const isValid = this.#units.every((unit) => this.verify(unit).length === 0);
    if (this.#around?.module !== module || this.#around.isValid !== isValid) {
      const unit = this.#unitOf.get(module);
      const isVerified = unit !== undefined && unit.segments[0]?.kind !== 'header';
      const diagnostics = isVerified ? [] : verifyAround(module, isValid);
      this.#around = { module, isValid, diagnostics };
    }
    return this.#around.diagnostics;
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

/** What two units have in common that are parsed alike. */
const keyOf = ({ segments: [first], text }: Unit): string => `${first?.kind} ${text}`;

const byPlace = (a: Unit, b: Unit): number => a.index - b.index;

const definesAliases = (unit: Unit): boolean =>
  unit.attributeAliases.size + unit.typeAliases.size > 0;

/**
 * The symbol's name, and what others may know of it: its name and attributes, and those of the symbols
 * in it. Null for what is no symbol.
 */
function interfaceOf(op: Operation): string | null {
  const name = op.symbolName;
  if (name === undefined) return null;
  const parts = [name, op.name, op.attributes.id];
  if (op.hasTrait('SymbolTable'))
    op.walk((inner) => {
      if (inner.symbolName !== undefined) parts.push(inner.name, inner.attributes.id);
    });
  return parts.join('\n');
}
