/**
 * The language server: what the parser, the verifier and the pipeline say of a document as it is
 * written, its functions, and its IR after any phase or pass.
 *
 * A document is compiled afresh from its text each time, a moment after the last key. Nothing is kept
 * between requests but the text.
 */

import {
  compile,
  createContext,
  PHASES,
  type Phase,
  phasePipeline,
} from '@iree-workbench/compiler';
import {
  type Diagnostic,
  fileLocation,
  type Operation,
  type PipelineStep,
  parseModule,
  printOperation,
  printType,
  symbolVisibility,
  verifyOperation,
} from '@iree-workbench/ir';
import {
  createConnection,
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  FunctionsParams,
  FunctionsResult,
  IRParams,
  IRResult,
  ListStagesResult,
  PassInfo,
} from './protocol.ts';
import { methods } from './protocol.ts';

/** Milliseconds of rest after a key before a document is looked at. */
const REST = 150;
/** The compiler's last phase so far; what is shown goes as far. */
const SHOWN_PHASES = PHASES.slice(0, PHASES.indexOf('hal') + 1);
const TARGETS = ['local', 'webgpu'] as const;

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const timers = new Map<string, NodeJS.Timeout>();

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental },
  serverInfo: { name: 'IREE Workbench' },
}));

documents.onDidChangeContent(({ document }) => {
  clearTimeout(timers.get(document.uri));
  timers.set(
    document.uri,
    setTimeout(() => publish(document), REST),
  );
});
documents.onDidClose(({ document }) => {
  clearTimeout(timers.get(document.uri));
  timers.delete(document.uri);
  void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
});

function publish(document: TextDocument): void {
  const { diagnostics, module } = parse(document);
  const all = diagnostics.some(({ severity }) => severity === 'error')
    ? diagnostics
    : [...diagnostics, ...verifyOperation(module)];
  void connection.sendDiagnostics({
    uri: document.uri,
    version: document.version,
    diagnostics: all.map((diagnostic) => toLsp(document, diagnostic)),
  });
}

const parse = (document: TextDocument) =>
  parseModule(createContext(), document.getText(), { fileName: document.uri });

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  remark: DiagnosticSeverity.Information,
  note: DiagnosticSeverity.Hint,
} as const;

/** The offset that a location of the document's text stands at; 0 for others. */
function offsetOf(diagnostic: Diagnostic): number {
  const location = fileLocation(diagnostic.location);
  return location?.source ? Math.max(0, location.offset) : 0;
}

function toLsp(document: TextDocument, diagnostic: Diagnostic): LspDiagnostic {
  const start = offsetOf(diagnostic);
  const rest = /^[%@^!#"]?[\w$.:-]*/.exec(document.getText().slice(start, start + 200));
  const end = diagnostic.endOffset ?? start + Math.max(1, rest?.[0].length ?? 1);
  return {
    severity: SEVERITIES[diagnostic.severity],
    source: 'iree',
    message: diagnostic.message,
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    relatedInformation: diagnostic.notes.map((note) => ({
      message: note.message,
      location: {
        uri: document.uri,
        range: {
          start: document.positionAt(offsetOf(note)),
          end: document.positionAt(offsetOf(note) + 1),
        },
      },
    })),
  };
}

connection.onRequest(methods.functions, ({ uri }: FunctionsParams): FunctionsResult => {
  const document = documents.get(uri);
  if (!document) return { functions: [] };
  const functions = parse(document)
    .module.collect('func.func')
    .filter((op) => symbolVisibility(op) === 'public' && !op.region().isEmpty);
  return {
    functions: functions.map((op) => ({
      name: op.symbolName ?? '',
      inputs: op
        .region()
        .front.arguments.map(({ type }) => ({ type: printType(type), default: '' })),
      line: (fileLocation(op.location)?.line ?? 1) - 1,
    })),
  };
});

/** The passes of all phases in order. */
function passes(): PassInfo[] {
  const found: PassInfo[] = [];
  const add = (phase: Phase, steps: readonly PipelineStep[]): void => {
    for (const item of steps)
      if (item.kind === 'nested') add(phase, item.steps);
      else
        found.push({
          index: found.length,
          name: item.pass.className,
          argument: item.pass.argument,
          anchor: item.pass.anchor ?? 'any',
          phase,
        });
  };
  for (const phase of SHOWN_PHASES) add(phase, phasePipeline(phase).steps);
  return found;
}

connection.onRequest(
  methods.listStages,
  (): ListStagesResult => ({ phases: SHOWN_PHASES, passes: passes() }),
);

connection.onRequest(methods.ir, ({ uri, stage }: IRParams): IRResult => {
  const document = documents.get(uri);
  if (!document) return { text: '', changed: false, failure: 'the document is not open' };
  const { module, diagnostics } = parse(document);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors[0]) return { text: document.getText(), changed: false, failure: errors[0].message };
  const before = printOperation(module);
  if (stage.kind === 'source') return { text: before, changed: false };
  return stage.kind === 'phase'
    ? afterPhase(module, before, stage.phase)
    : afterPass(module, before, stage.index);
});

function afterPhase(module: Operation, before: string, name: string): IRResult {
  const phase = SHOWN_PHASES.find((candidate) => candidate === name);
  if (!phase) return { text: before, changed: false, failure: `there is no phase '${name}'` };
  const messages: string[] = [];
  compile(
    module,
    { targets: TARGETS, compileTo: phase },
    { onDiagnostic: ({ message }) => messages.push(message) },
  );
  const text = printOperation(module);
  return { text, changed: text !== before, ...(messages[0] && { failure: messages[0] }) };
}

function afterPass(module: Operation, source: string, index: number): IRResult {
  const messages: string[] = [];
  let next = 0;
  let previous = source;
  let text = source;
  let done = false;
  compile(
    module,
    { targets: TARGETS, compileTo: 'hal' },
    {
      onDiagnostic: ({ message }) => messages.push(message),
      cancellation: {
        get isCancelled() {
          return done;
        },
      },
      instrumentations: [
        {
          afterPass() {
            if (next === index - 1) previous = printOperation(module);
            if (next === index) {
              text = printOperation(module);
              done = true;
            }
            next++;
          },
        },
      ],
    },
  );
  return {
    text: done ? text : printOperation(module),
    changed: text !== previous,
    previous: index > 0 ? { kind: 'pass', index: index - 1 } : { kind: 'source' },
    ...(!done && { failure: messages[0] ?? `there is no pass ${index}` }),
  };
}

documents.listen(connection);
connection.listen();
