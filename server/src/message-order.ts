/**
 * What a client may ask when, and with which parameters: a request before `initialize`, behind `shutdown` or
 * without what it is about is refused with the protocol's code and a sentence, and reaches no handler.
 */
import {
  type Connection,
  ErrorCodes,
  type Message,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver/node';

/** The request that a refused one becomes, so that its refusal is the answer. */
const REFUSED = '$/iwb/refused';

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** Answers refused requests. Their messages go through a `MessageOrder` first. */
export function answerRefusals(connection: Connection): void {
  connection.onRequest(REFUSED, ({ code, message }: Refusal) => {
    throw new ResponseError(code, message);
  });
}

const isRequest = (message: Message): message is RequestMessage =>
  'method' in message && 'id' in message;
const isNotification = (message: Message): message is NotificationMessage =>
  'method' in message && !('id' in message);

/** Stands before a connection's handlers (`messageStrategy` of its options). */
export class MessageOrder {
  #state: 'new' | 'initialized' | 'shutDown' = 'new';

  handleMessage<T>(message: Message, next: (message: Message) => T): T | undefined {
    if (isRequest(message)) {
      const refusal = this.#refusalOf(message);
      if (!refusal) return next(message);
      const refused: RequestMessage = { ...message, method: REFUSED, params: refusal };
      return next(refused);
    }
    // Of notifications the protocol wants those that come too early to be dropped.
    const isEarly = this.#state === 'new' && isNotification(message);
    if (isEarly && message.method !== 'exit' && !message.method.startsWith('$/')) return undefined;
    return next(message);
  }

  #refusalOf({ method, params }: RequestMessage): Refusal | null {
    if (method === 'initialize') {
      if (this.#state !== 'new')
        return { code: ErrorCodes.InvalidRequest, message: 'the server is initialized already' };
      const misfit = misfitIn(params, { capabilities: 'object' }, 'params');
      if (misfit) return invalid(method, misfit);
      this.#state = 'initialized';
      return null;
    }
    if (this.#state === 'new')
      return {
        code: ErrorCodes.ServerNotInitialized,
        message: `'${method}' came before 'initialize'`,
      };
    if (this.#state === 'shutDown')
      return { code: ErrorCodes.InvalidRequest, message: `'${method}' came after 'shutdown'` };
    if (method === 'shutdown') this.#state = 'shutDown';
    const shape = SHAPES.get(method);
    const misfit = shape && misfitIn(params, shape, 'params');
    return misfit ? invalid(method, misfit) : null;
  }
}

const invalid = (method: string, misfit: string): Refusal => ({
  code: ErrorCodes.InvalidParams,
  message: `'${method}': ${misfit}`,
});

// ----- Parameters -----

/** What parameters must have. What may be absent is the handlers' business. */
type Shape =
  | 'string'
  | 'integer'
  | 'object'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

const document = { textDocument: { uri: 'string' } } as const;
const position = { line: 'integer', character: 'integer' } as const;
const place = { ...document, position } as const;
const span = { ...document, range: { start: position, end: position } } as const;

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...[
    'codeLens',
    'diagnostic',
    'documentLink',
    'documentSymbol',
    'foldingRange',
    'formatting',
    'semanticTokens/full',
    'semanticTokens/full/delta',
  ].map((name) => [`textDocument/${name}`, document] as const),
  ...[
    'completion',
    'declaration',
    'definition',
    'documentHighlight',
    'hover',
    'implementation',
    'linkedEditingRange',
    'prepareCallHierarchy',
    'prepareRename',
    'references',
    'signatureHelp',
    'typeDefinition',
  ].map((name) => [`textDocument/${name}`, place] as const),
  ...['codeAction', 'inlayHint', 'rangeFormatting', 'semanticTokens/range'].map(
    (name) => [`textDocument/${name}`, span] as const,
  ),
  ['textDocument/onTypeFormatting', { ...place, ch: 'string' }],
  ['textDocument/rename', { ...place, newName: 'string' }],
  ['textDocument/selectionRange', { ...document, positions: [position] }],
  ['workspace/executeCommand', { command: 'string' }],
  ['workspace/symbol', { query: 'string' }],
]);

/** Where a value is other than its shape, in words; null if it is not. */
function misfitIn(value: unknown, shape: Shape, path: string): string | null {
  if (isList(shape)) {
    if (!Array.isArray(value)) return expected('a list', path, value);
    for (const [i, element] of value.entries()) {
      const misfit = misfitIn(element, shape[0], `${path}[${i}]`);
      if (misfit) return misfit;
    }
    return null;
  }
  if (shape === 'string')
    return typeof value === 'string' ? null : expected('a string', path, value);
  if (shape === 'integer')
    return Number.isInteger(value) && (value as number) >= 0
      ? null
      : expected('an integer of 0 or more', path, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return expected('an object', path, value);
  if (shape === 'object') return null;
  for (const [field, inner] of Object.entries(shape)) {
    const found: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
    const misfit = misfitIn(found, inner, `${path}.${field}`);
    if (misfit) return misfit;
  }
  return null;
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function expected(what: string, path: string, found: unknown): string {
  const kind =
    found === undefined
      ? 'nothing'
      : found === null
        ? 'null'
        : Array.isArray(found)
          ? 'a list'
          : typeof found === 'number'
            ? String(found)
            : `a value of type ${typeof found}`;
  return `expected ${what} at ${path}, found ${kind}`;
}
