/** How a tool is registered: its schemas, what it answers, and how it fails. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  ServerNotification,
  ServerRequest,
  ToolAnnotations,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import type { OnStep } from './job-protocol.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** A value whose parts are not to be changed. */
type Fixed<T> = T extends readonly (infer E)[]
  ? readonly Fixed<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T;

/** What a tool is to agents. */
export interface ToolConfig<I extends z.ZodRawShape, O extends z.ZodRawShape> {
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  readonly annotations: ToolAnnotations;
}

/** A call of a tool. */
export interface Call {
  /** Aborted when the client cancels the call, or goes. */
  readonly signal: AbortSignal;
  /** Tells the client how far a long call is, if it wants to know. */
  readonly onStep: OnStep;
}

/** What a tool answers: the same as data, and as a text for clients that show no data. */
export interface ToolAnswer<O extends z.ZodRawShape> {
  readonly data: Fixed<z.output<z.ZodObject<O>>>;
  readonly text: string;
}

/** What a tool that looks and changes nothing says of itself. */
export const READS: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Milliseconds between two notifications of progress. */
const PROGRESS_INTERVAL = 200;

/**
 * Registers a tool. What it throws becomes an answer that says what is wrong: a CommandError's words, or
 * those of an error of ours, without its stack.
 */
export function registerTool<I extends z.ZodRawShape, O extends z.ZodRawShape>(
  server: McpServer,
  name: string,
  { title, description, input, output, annotations }: ToolConfig<I, O>,
  answer: (given: z.output<z.ZodObject<I>>, call: Call) => Promise<ToolAnswer<O>>,
): void {
  // A name that is no argument's is a mistake, not a wish that can be passed over.
  const inputSchema: z.ZodType = z.strictObject(input);
  const outputSchema: z.ZodType = z.object(output);
  server.registerTool(
    name,
    { title, description, inputSchema, outputSchema, annotations: { title, ...annotations } },
    async (given: unknown, extra: Extra): Promise<CallToolResult> => {
      try {
        const call = { signal: extra.signal, onStep: progressOf(extra) };
        const { data, text } = await answer(given as z.output<z.ZodObject<I>>, call);
        return {
          content: [{ type: 'text', text }],
          structuredContent: data as Record<string, unknown>,
        };
      } catch (error) {
        return { content: [{ type: 'text', text: failureText(error) }], isError: true };
      }
    },
  );
}

function failureText(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  return `internal error: ${error instanceof Error ? error.message : String(error)}`;
}

/** Notifies the client of steps now and then, if it asked to be. */
function progressOf(extra: Extra): OnStep {
  const progressToken = extra._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let progress = 0;
  let told = Number.NEGATIVE_INFINITY;
  return (message) => {
    progress++;
    if (performance.now() - told < PROGRESS_INTERVAL || extra.signal.aborted) return;
    told = performance.now();
    const params = { progressToken, progress, message };
    // Who has gone hears nothing, and need not.
    extra.sendNotification({ method: 'notifications/progress', params }).catch(() => {});
  };
}

/** Does something for so long at most. @throws CommandError when the time is up */
export async function within<T>(
  seconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (!limit.aborted || signal.aborted) throw error;
    throw new CommandError(
      `stopped after ${seconds} s: give it a smaller program, or a larger timeLimit`,
    );
  }
}
