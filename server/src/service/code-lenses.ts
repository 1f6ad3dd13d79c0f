/** What stands above each public function: to run it, and to see its IR. */
import type { MlirDocument, TextRange } from './document.ts';
import { publicFunctions } from './functions.ts';

export interface FunctionLens {
  readonly title: string;
  readonly action: 'run' | 'showIR';
  /** The symbol without its `@`. */
  readonly function: string;
  readonly range: TextRange;
}

export function codeLenses(document: MlirDocument): readonly FunctionLens[] {
  return publicFunctions(document).flatMap(({ name, selection }) => [
    { title: 'Run ▶', action: 'run', function: name, range: selection },
    { title: 'Show IR after…', action: 'showIR', function: name, range: selection },
  ]);
}
