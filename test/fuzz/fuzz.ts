/** A session of fuzzing: rounds of checks on random IR and on damaged texts, each repeated by its seed. */
import { createContext, passRegistry } from '@iree-workbench/compiler';
import { Operation, parsePipeline, printOperation } from '@iree-workbench/ir';
import { randomInteger, randomNumbers } from '../reference/random.ts';
import { checkAnyText, checkPasses, checkText } from './checks.ts';
import { damaged } from './damage.ts';
import { OperationGenerator } from './random-operations.ts';

/** Operations of a round. */
const OPERATIONS = 12;
/** Milliseconds that a text may take, whatever it is. */
const LONGEST = 5000;
const PIPELINES = ['canonicalize', 'cse', 'symbol-dce', 'canonicalize,cse'];

export interface Failure {
  readonly seed: number;
  readonly what: 'operations' | 'text';
  readonly message: string;
  /** The smallest input found that fails. */
  readonly input: string;
}

export class Fuzzer {
  readonly #context = createContext();
  readonly #generator: OperationGenerator;
  readonly #registry = passRegistry();
  readonly #texts: readonly string[];
  /** Names of the operations that were made. */
  readonly made = new Set<string>();

  constructor(texts: readonly string[]) {
    this.#context.allowUnregisteredDialects = true;
    this.#generator = new OperationGenerator(this.#context);
    this.#texts = texts;
  }
  get numOperations(): number {
    return this.#generator.choices.length;
  }

  /** One round; null if all holds. */
  round(seed: number): Failure | null {
    return this.#operations(seed) ?? this.#damage(seed);
  }

  #operations(seed: number): Failure | null {
    const random = randomNumbers(seed);
    let made: Operation | null = null;
    const refused = failureOf(() => {
      made = this.#generator.scope(random, OPERATIONS);
    });
    const scope = made as Operation | null;
    if (!scope) return { seed, what: 'operations', message: refused ?? '', input: '' };
    scope.walk((op) => {
      if (op.definition) this.made.add(op.name);
    });
    const pipeline = PIPELINES[randomInteger(random, 0, PIPELINES.length - 1)];
    const check = (op: Operation): string | null =>
      failureOf(() => {
        checkText(this.#context, op);
        const passes = parsePipeline(`builtin.module(${pipeline})`, this.#registry);
        checkPasses(this.#context, op, passes);
      });
    const message = check(scope);
    if (message === null) return null;
    const smallest = shrunk(scope, (op) => check(op) !== null);
    const input = printOperation(smallest, { generic: true });
    return { seed, what: 'operations', message: check(smallest) ?? message, input };
  }

  #damage(seed: number): Failure | null {
    const random = randomNumbers(seed ^ 0x5eed);
    const text = this.#texts[randomInteger(random, 0, this.#texts.length - 1)];
    if (text === undefined) return null;
    const input = damaged(text, random);
    const message = failureOf(() => checkAnyText(createContext(), input, LONGEST));
    return message === null ? null : { seed, what: 'text', message, input };
  }
}

function failureOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
}

/** The operation with as few of those in it as still fail. */
function shrunk(scope: Operation, fails: (op: Operation) => boolean): Operation {
  let smallest = scope;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    const { length } = smallest.region().front.ops;
    for (let index = length - 1; index >= 0; index--) {
      const candidate = smallest.clone();
      const op = candidate.region().front.ops[index];
      if (!(op instanceof Operation) || op.hasResultUses) continue;
      op.erase();
      if (!fails(candidate)) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}
