/** Variables of the command line: `-DX=text` and `-D#X=expression`. */
import { CheckSource } from './check-source.ts';
import { CheckSyntaxError } from './diagnostics.ts';
import { evaluate, undefinedIn } from './numeric-expression.ts';
import { NumericOverflow } from './numeric-format.ts';
import { parseNumericBlock } from './numeric-parser.ts';
import { parseVariableName } from './variable-name.ts';
import type { Variables } from './variables.ts';

/** Defines the variables. @returns what is wrong with them: at a place, or a text of its own */
export function defineVariables(
  definitions: readonly string[],
  variables: Variables,
): readonly (CheckSyntaxError | string)[] {
  const problems: (CheckSyntaxError | string)[] = [];
  const shown = definitions.map((definition, index) => {
    const [, name = '', value = ''] = /^#([^=]*)=(.*)$/s.exec(definition) ?? [];
    const parsed = definition.startsWith('#') ? ` (parsed as: [[#${name}:${value}]])` : '';
    return `Global define #${index + 1}: ${definition}${parsed}\n`;
  });
  const source = new CheckSource('Global defines', shown.join(''), true);
  let start = 0;
  for (const [index, definition] of definitions.entries()) {
    const line = shown[index] ?? '';
    try {
      if (definition.startsWith('#')) {
        const at = start + line.indexOf('(parsed as: [[#') + '(parsed as: [[#'.length;
        const problem = defineNumber(definition, source, at, variables);
        if (problem !== null) problems.push(problem);
      } else {
        defineString(definition, source, start + line.indexOf(': ') + 2, variables);
      }
    } catch (error) {
      if (!(error instanceof CheckSyntaxError)) throw error;
      problems.push(error);
    }
    start += line.length;
  }
  return problems;
}

function defineString(
  definition: string,
  source: CheckSource,
  at: number,
  variables: Variables,
): void {
  const equals = definition.indexOf('=');
  const written = definition.slice(0, equals);
  const parsed = parseVariableName(written);
  if (typeof parsed === 'string')
    throw new CheckSyntaxError(parsed, source, at, { endsInBlank: true });
  const { name, isPseudo } = parsed;
  if (isPseudo || name !== written) {
    const message = `invalid name in string variable definition '${written}'`;
    throw new CheckSyntaxError(message, source, at, { endsInBlank: true });
  }
  if (variables.numeric(name)) {
    const message = `numeric variable with name '${name}' already exists`;
    throw new CheckSyntaxError(message, source, at, { endsInBlank: true });
  }
  variables.declareString(name);
  variables.setString(name, definition.slice(equals + 1));
}

function defineNumber(
  definition: string,
  source: CheckSource,
  offset: number,
  variables: Variables,
): string | null {
  const equals = definition.indexOf('=');
  const text = `${definition.slice(1, equals)}:${definition.slice(equals + 1)}`;
  const place = { source, offset, line: undefined, variables, isLegacyLine: false };
  const { expression, defines } = parseNumericBlock(text, place);
  if (!expression || !defines) return null;
  const missing = undefinedIn(expression);
  if (missing.length > 0) {
    return missing.map(({ variable }) => `undefined variable: ${variable.name}`).join('\n');
  }
  try {
    defines.value = evaluate(expression);
    return null;
  } catch (error) {
    if (error instanceof NumericOverflow) return error.message;
    throw error;
  }
}
