/** Parses and verifies a text, each of its pieces between `// -----` lines by itself. */
import { createContext } from '@iree-workbench/compiler';
import { parseModule, splitInputFile, verifyOperation } from '@iree-workbench/ir';
import { preferredFix } from '@iree-workbench/server/service/code-actions';
import { codeOf, type Finder } from '@iree-workbench/server/service/diagnostic-codes';
import {
  type DocumentDiagnostic,
  documentDiagnostics,
  isError,
  rangeInText,
  toDocument,
} from '@iree-workbench/server/service/diagnostics';
import { MlirDocument } from '@iree-workbench/server/service/document';
import type { Source } from './source.ts';
import { type ToldDiagnostics, tellDiagnostics } from './told-diagnostics.ts';

export interface VerifyRequest {
  readonly source: Source;
  /** Takes operations of dialects that are not known, in generic form. */
  readonly allowUnregistered: boolean;
}

export interface VerifyAnswer extends ToldDiagnostics {
  readonly ok: boolean;
}

export function verify({ source, allowUnregistered }: VerifyRequest): VerifyAnswer {
  const told = allowUnregistered ? verifyOpen(source) : verifyClosed(source);
  return { ok: told.errors === 0, ...told };
}

/** With all the service knows: errors that follow from others are left out, and fixes are found. */
function verifyClosed(source: Source): ToldDiagnostics {
  const document = new MlirDocument(source.text, source.name, undefined, source.era);
  return tellDiagnostics(documentDiagnostics(document), source, (diagnostic) =>
    preferredFix(document, diagnostic),
  );
}

/** With operations of dialects that are not known, which a document does not take. */
function verifyOpen(source: Source): ToldDiagnostics {
  const found = splitInputFile(source.text).flatMap(({ text, offset }) => {
    const context = createContext(source.era);
    context.allowUnregisteredDialects = true;
    const { module, diagnostics } = parseModule(context, text);
    const told = (finder: Finder, about: typeof diagnostics): readonly DocumentDiagnostic[] =>
      about.map((diagnostic) =>
        toDocument(diagnostic, codeOf(finder, diagnostic.message), (part) =>
          rangeInText(part, text, offset),
        ),
      );
    const parsed = told('parser', diagnostics);
    return parsed.some(isError)
      ? parsed
      : [...parsed, ...told('verifier', verifyOperation(module))];
  });
  return tellDiagnostics(found, source);
}
