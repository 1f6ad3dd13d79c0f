/** A client of the server in this process, and what tests say about tools' answers. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createMcpServer } from './server.ts';

const runner = new URL('../runner.worker.node.ts', import.meta.url);

/** What a tool answered. */
export interface Answer {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** A client, and a folder of its own that is the root. */
export interface Connected {
  readonly client: Client;
  readonly folder: string;
  call(
    tool: string,
    given: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<Answer>;
  /** Calls a tool, which answers with the text. @returns the data of its answer */
  check(
    tool: string,
    given: Readonly<Record<string, unknown>>,
    expected: string | RegExp,
  ): Promise<Answer['data']>;
  /** Calls a tool, which refuses with the text, and without a stack. */
  checkRefused(
    tool: string,
    given: Readonly<Record<string, unknown>>,
    expected: string | RegExp,
  ): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server for a folder with files, and connects to it. */
export async function connect(files: Readonly<Record<string, string>> = {}): Promise<Connected> {
  const folder = mkdtempSync(join(tmpdir(), 'iwb-mcp-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const server = createMcpServer({ roots: [folder], folder, runner });
  const client = new Client({ name: 'test', version: '1' });
  const [here, there] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(there), client.connect(here)]);
  // The client checks what a tool answers against the schemas that it has listed.
  await client.listTools();
  const call: Connected['call'] = async (tool, given, options) => {
    const params = { name: tool, arguments: { ...given } };
    return answerOf((await client.callTool(params, undefined, options)) as CallToolResult);
  };
  return {
    client,
    folder,
    call,
    check: async (tool, given, expected) => {
      const { text, data, isError } = await call(tool, given);
      assert.equal(isError, false, text);
      checkText(text, expected);
      return data;
    },
    checkRefused: async (tool, given, expected) => {
      const { text, isError } = await call(tool, given);
      assert.equal(isError, true, text);
      checkText(text, expected);
      assert.doesNotMatch(text, /^\s+at /m);
    },
    close: async () => {
      await client.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function checkText(text: string, expected: string | RegExp): void {
  if (typeof expected === 'string') assert.equal(text, expected);
  else assert.match(text, expected);
}

function answerOf({ content, structuredContent = {}, isError = false }: CallToolResult): Answer {
  const [first] = content;
  assert.equal(content.length, 1);
  assert.equal(first?.type, 'text');
  return { text: first?.type === 'text' ? first.text : '', data: structuredContent, isError };
}
