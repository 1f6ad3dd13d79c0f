/** A unit of a text: statements that are parsed together, and what is known of them. */
import type {
  Attribute,
  Definitions,
  Diagnostic,
  ImportedValue,
  Operation,
  SourceInfo,
  SourceText,
  Type,
} from '@iree-workbench/ir';
import { hasExpectations } from '@iree-workbench/lit';
import type { FunctionBody } from './function-body.ts';
import { UnitOccurrences } from './occurrences.ts';
import type { Segment, SegmentKind } from './segment.ts';

const NO_ALIASES: ReadonlyMap<string, never> = new Map<string, never>();
const NO_IMPORTS: ReadonlyMap<string, readonly ImportedValue[]> = new Map();
const NO_NAMES: ReadonlySet<string> = new Set();
const NO_DEFINITIONS: Definitions = { values: new Map(), poisoned: NO_NAMES };

/** Statements that are parsed together. Offsets in `info` and in locations count from its start. */
export class Unit {
  segments: readonly Segment[];
  readonly text: string;
  /** Of a long function's units but the last: what they share. */
  body: FunctionBody | null = null;
  /** The unit that opens the function whose body this is a run of, or null. */
  frame: Unit | null = null;
  /** Of a unit that opens a module or a function, the one that closes it. */
  closing: Unit | null = null;
  /** Place among the units, and offset in the piece of text; both move as others change. */
  index = 0;
  start = 0;
  operations: readonly Operation[] = [];
  parsed: readonly Diagnostic[] = [];
  attributeAliases: ReadonlyMap<string, Attribute> = NO_ALIASES;
  typeAliases: ReadonlyMap<string, Type> = NO_ALIASES;
  /** What the aliases that it names meant before it; undefined for those that were not there. */
  meanings: ReadonlyMap<string, Attribute | Type | undefined> = NO_ALIASES;
  /** Of a run of statements: values that others define and use. */
  definitions: Definitions = NO_DEFINITIONS;
  imports: ReadonlyMap<string, readonly ImportedValue[]> = NO_IMPORTS;
  innerNames: ReadonlySet<string> = NO_NAMES;
  /** What the verifier says, and of a run about values used before they are defined; null until it is asked. */
  dominance: readonly Diagnostic[] | null = null;
  verified: readonly Diagnostic[] | null = null;
  /** What its locations name; null until it is parsed. */
  source: SourceText | null = null;
  #info: SourceInfo | null = null;
  #occurrences: UnitOccurrences | null = null;
  #mayAnnounce: boolean | null = null;
  #mayRun: boolean | null = null;
  /** Symbols that something in the unit refers to. */
  symbolRoots: ReadonlySet<string> = new Set();

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
    const [only] = segments;
    this.text =
      only && segments.length === 1 ? only.text : segments.map(({ text }) => text).join('');
  }
  /** Whether its comments may announce diagnostics. */
  get mayAnnounce(): boolean {
    return (this.#mayAnnounce ??= hasExpectations(this.text));
  }
  /** Whether they may hold `RUN:` lines. */
  get mayRun(): boolean {
    return (this.#mayRun ??= this.text.includes('RUN:'));
  }
  get info(): SourceInfo {
    if (!this.#info) throw new Error('the unit was not parsed');
    return this.#info;
  }
  set info(info: SourceInfo) {
    this.#info = info;
    this.#occurrences = null;
    this.verified = this.dominance = null;
    this.symbolRoots = new Set(info.symbolUses.map(({ name, parents }) => parents?.[0] ?? name));
  }
  get kind(): SegmentKind {
    return this.segments[0]?.kind ?? 'rest';
  }
  get hasErrors(): boolean {
    return this.parsed.some(({ severity }) => severity === 'error');
  }
  /** The values that its names stand for have become others. */
  forgetOccurrences(): void {
    this.#occurrences = null;
  }
  /** It is to be parsed again. */
  forget(): void {
    this.#info = null;
    this.operations = [];
    this.definitions = NO_DEFINITIONS;
    this.imports = NO_IMPORTS;
    this.innerNames = NO_NAMES;
    this.meanings = NO_ALIASES;
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
}
