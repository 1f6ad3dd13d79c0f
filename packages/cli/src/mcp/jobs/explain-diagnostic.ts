/** What a diagnostic means: the section about its kind, with an example that has it. */
import { explainedCodes, explanationOf } from '@iree-workbench/server/documentation';
import { codeOf } from '@iree-workbench/server/service/diagnostic-codes';
import { CommandError } from '../../command-error.ts';

export interface ExplainDiagnosticRequest {
  /** A code, `verifier/dominance`, or a message of MLIR's or IREE's tools. */
  readonly diagnostic: string;
}

export interface DiagnosticExplanation {
  readonly code: string;
  /** Markdown. */
  readonly documentation: string;
}

/** @throws CommandError where a code is none */
export function explainDiagnostic({ diagnostic }: ExplainDiagnosticRequest): DiagnosticExplanation {
  const code = /^[a-z-]+(?:\/\S+)?$/.test(diagnostic) ? diagnostic : codeOfMessage(diagnostic);
  const documentation = explanationOf(code);
  if (documentation === null) {
    throw new CommandError(
      `no diagnostic has the code '${code}'; codes are ${explainedCodes().join(', ')}`,
    );
  }
  return { code, documentation };
}

/** The code of a message, whoever says it: the parser's words are told from the verifier's. */
function codeOfMessage(written: string): string {
  const message = written.replace(/^.*?(?:error|warning): /s, '').trim();
  const parsed = codeOf('parser', message);
  const verified = codeOf('verifier', message);
  // The last kind of each takes whatever the others do not.
  if (parsed !== 'parser/syntax') return parsed;
  const isAboutOperation = /^'[^']*' op /.test(message);
  return isAboutOperation || verified !== 'verifier/operation' ? verified : parsed;
}
