/** Requests of the Language Server Protocol for the signature of the operation that is being typed. */
import type {
  ClientCapabilities,
  Connection,
  ServerCapabilities,
  SignatureHelp,
  SignatureInformation,
} from 'vscode-languageserver/node';
import { aboutPlace } from './document-requests.ts';
import { toMarkup } from './markup.ts';
import type { OpenDocuments } from './open-documents.ts';
import { type Signature, signaturesAt } from './service/signature-help.ts';

export const signatureCapabilities = {
  signatureHelpProvider: {
    // Behind the name of an operation, and wherever a list begins or goes on.
    triggerCharacters: [' ', '(', '[', '{', ','],
    retriggerCharacters: [')', ']', '}', ':', '='],
  },
} as const satisfies ServerCapabilities;

export interface SignatureContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly client: () => ClientCapabilities;
}

export function registerSignatures({ connection, documents, client }: SignatureContext): void {
  connection.onSignatureHelp((params, token) =>
    aboutPlace(documents, params, token, ({ mlir }, offset): SignatureHelp | null => {
      const [first, ...others] = signaturesAt(mlir, offset);
      if (!first) return null;
      const signatures = [first, ...others].map((each) => toInformation(each, client()));
      // What the user chose among several stays chosen.
      const { activeSignatureHelp: shown, isRetrigger } = params.context ?? {};
      const chosen = isRetrigger ? shown?.signatures[shown.activeSignature ?? 0]?.label : undefined;
      const activeSignature = Math.max(
        0,
        signatures.findIndex(({ label }) => label === chosen),
      );
      const { activeParameter = 0 } = signatures[activeSignature] ?? {};
      return { signatures, activeSignature, activeParameter };
    }),
  );
}

/** A signature as a client can show it. */
function toInformation(
  { label, documentation, parameters, active }: Signature,
  { textDocument }: ClientCapabilities,
): SignatureInformation {
  const supported = textDocument?.signatureHelp?.signatureInformation;
  const takesOffsets = supported?.parameterInformation?.labelOffsetSupport ?? false;
  const markup = (text: string) => toMarkup(text, supported?.documentationFormat);
  // A place past the end is none: only newer clients can be told so in a word.
  const none = supported?.noActiveParameterSupport ? null : parameters.length;
  return {
    label,
    documentation: markup(documentation),
    parameters: parameters.map(({ start, end, documentation: text }) => ({
      label: takesOffsets ? [start, end] : label.slice(start, end),
      ...(text !== '' && { documentation: markup(text) }),
    })),
    activeParameter: active ?? none,
  };
}
