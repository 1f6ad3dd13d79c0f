/** What the verifier says of the units of a text, kept until something changes that it rests on. */
import {
  type Diagnostic,
  type Operation,
  verifyAround,
  verifyDominanceIn,
  verifyInBlock,
  verifyOperation,
} from '@iree-workbench/ir';
import type { FunctionBody } from './function-body.ts';
import type { Unit } from './unit.ts';

/** What is to be verified: units that are parsed, and the module that holds them. */
export interface ParsedUnits {
  readonly units: readonly Unit[];
  readonly module: Operation;
  /** The unit whose own operation this is, not one inside it. */
  unitOfRoot(op: Operation): Unit | undefined;
}

export class Verdicts {
  /** What was said of the module around the units. */
  #around: {
    readonly module: Operation;
    readonly isValid: boolean;
    readonly diagnostics: readonly Diagnostic[];
  } | null = null;
  /** What the verdict about a function rests on, besides its header. */
  readonly #aroundRuns = new WeakMap<Unit, { isValid: boolean; last: Operation | null }>();

  /** What the verdict about a run that ends with a terminator rests on. */
  readonly #endings = new WeakMap<
    Unit,
    { readonly func: Operation | null; readonly isLast: boolean } | null
  >();

  /** Verdicts about operations that name a symbol which is another now no longer hold. */
  forget(
    units: readonly Unit[],
    { gone, come }: { readonly gone: readonly Operation[]; readonly come: readonly Operation[] },
  ): void {
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
    for (const unit of units)
      if (unit.verified)
        for (const name of unit.symbolRoots) if (names.has(name)) unit.verified = null;
  }

  /** What is said of a unit; nothing where a statement is missing that did not parse. */
  of(unit: Unit, parsed: ParsedUnits): readonly Diagnostic[] {
    if (unit.body && unit.kind === 'function') return this.#ofFunction(unit, unit.body, parsed);
    if (unit.body && !unit.body.block.parentOp) return [];
    // The module around is verified by itself.
    if (unit.kind === 'header' || unit.hasErrors) return (unit.verified ??= []);
    if (unit.body) return this.#ofRun(unit, unit.body);
    unit.verified ??= unit.operations.flatMap((op) => verifyOperation(op));
    return unit.verified;
  }
  /** What is said of a run. A terminator rests on the function, and on being its last operation. */
  #ofRun(run: Unit, { block }: FunctionBody): readonly Diagnostic[] {
    const last = run.operations.at(-1);
    const ending = last?.hasTrait('Terminator')
      ? { func: block.parentOp, isLast: last === block.last }
      : null;
    const before = this.#endings.get(run) ?? null;
    if (before?.func !== ending?.func || before?.isLast !== ending?.isLast) run.verified = null;
    this.#endings.set(run, ending);
    return (run.verified ??= verifyInBlock(run.operations));
  }
  /** What is said of a function whose runs are verified by themselves, and of what they share. */
  #ofFunction(unit: Unit, body: FunctionBody, parsed: ParsedUnits): readonly Diagnostic[] {
    const { isValid, diagnostics } = this.#aroundFunction(unit, body, parsed);
    if (!isValid || diagnostics.length > 0) return diagnostics;
    return body.runs.flatMap((run) => this.#dominanceIn(run, parsed));
  }
  #aroundFunction(
    unit: Unit,
    { runs, block }: FunctionBody,
    parsed: ParsedUnits,
  ): { readonly isValid: boolean; readonly diagnostics: readonly Diagnostic[] } {
    const [func] = unit.operations;
    if (!func || unit.hasErrors || runs.some(({ hasErrors }) => hasErrors))
      return { isValid: false, diagnostics: [] };
    const isValid = runs.every((run) => this.of(run, parsed).length === 0);
    const around = this.#aroundRuns.get(unit);
    const isKnown =
      unit.verified !== null && around?.isValid === isValid && around.last === block.last;
    if (!isKnown) unit.verified = verifyAround(func, isValid);
    this.#aroundRuns.set(unit, { isValid, last: block.last });
    return { isValid, diagnostics: unit.verified ?? [] };
  }
  #dominanceIn(run: Unit, parsed: ParsedUnits): readonly Diagnostic[] {
    return (run.dominance ??= verifyDominanceIn(
      run.operations,
      (op) => (parsed.unitOfRoot(op)?.index ?? -1) > run.index,
    ));
  }
  /** What is said of the module around the units. */
  #ofModule(parsed: ParsedUnits): readonly Diagnostic[] {
    const { module, units } = parsed;
    const isValid = units.every((unit) => this.of(unit, parsed).length === 0);
    if (this.#around?.module !== module || this.#around.isValid !== isValid) {
      const unit = parsed.unitOfRoot(module);
      const isVerified = unit !== undefined && unit.kind !== 'header';
      const diagnostics = isVerified ? [] : verifyAround(module, isValid);
      this.#around = { module, isValid, diagnostics };
    }
    return this.#around.diagnostics;
  }

  /** What is said of all, in the order of the text. */
  ofAll(parsed: ParsedUnits): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    for (const unit of parsed.units) {
      const inUnit = this.of(unit, parsed);
      if (inUnit.length > 0) found.push(...inUnit);
    }
    found.push(...this.#ofModule(parsed));
    return found;
  }

  /** Finds out all that there is to say, in small steps. */
  *steps(parsed: ParsedUnits): Generator<void> {
    for (const unit of parsed.units)
      if (unit.kind !== 'function' && unit.verified === null) {
        this.of(unit, parsed);
        yield;
      }
    for (const unit of parsed.units) {
      if (unit.kind !== 'function' || !unit.body) continue;
      const { isValid, diagnostics } = this.#aroundFunction(unit, unit.body, parsed);
      yield;
      if (isValid && diagnostics.length === 0)
        for (const run of unit.body.runs)
          if (run.dominance === null) {
            this.#dominanceIn(run, parsed);
            yield;
          }
    }
    this.#ofModule(parsed);
  }

  /** Characters that there is nothing said of yet. */
  pendingLength({ units }: ParsedUnits): number {
    let length = 0;
    for (const { verified, text } of units) if (verified === null) length += text.length;
    return length;
  }
}

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
