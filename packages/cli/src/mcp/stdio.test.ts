/** The command `iwb mcp` as clients start it, over its standard input and output. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema, ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const VALID = 'func.func @f() {\n  return\n}\n';

describe('iwb mcp', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-mcp-stdio-'));
    writeFileSync(join(folder, 'valid.mlir'), VALID);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs the command in a folder, connected to a client that has roots, or has not. */
  async function withClient(
    cwd: string,
    flags: readonly string[],
    roots: readonly string[] | null,
    use: (client: Client) => Promise<void>,
  ): Promise<void> {
    const main = fileURLToPath(new URL('../main.ts', import.meta.url));
    const args = [...process.execArgv, main, 'mcp', ...flags];
    const transport = new StdioClientTransport({ command: process.execPath, args, cwd });
    const client = new Client(
      { name: 'test', version: '1' },
      { capabilities: roots ? { roots: {} } : {} },
    );
    if (roots) {
      client.setRequestHandler(ListRootsRequestSchema, () => ({
        roots: roots.map((root) => ({ uri: pathToFileURL(root).href })),
      }));
    }
    await client.connect(transport);
    try {
      await use(client);
    } finally {
      await client.close();
    }
  }

  async function verified(client: Client, file: string): Promise<string> {
    const params = { name: 'verify', arguments: { file } };
    const { content } = CallToolResultSchema.parse(await client.callTool(params));
    const [first] = content;
    return first?.type === 'text' ? first.text : '';
  }

  it('says who it is, and lists its tools', () =>
    withClient(folder, [], null, async (client) => {
      assert.deepEqual(client.getServerVersion(), {
        name: 'iree-workbench',
        title: 'IREE Workbench',
        version: '0.1.0',
      });
      assert.match(client.getInstructions() ?? '', /IREE/);
      const { tools } = await client.listTools();
      for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
        assert.match(name, /^[a-z_]+$/);
        assert.ok((description ?? '').length > 60, name);
        assert.equal(inputSchema.additionalProperties, false, name);
        assert.ok(outputSchema, name);
        assert.equal(annotations?.openWorldHint, false, name);
      }
      assert.equal(await verified(client, 'valid.mlir'), 'valid.mlir: valid\n');
    }));

  it('reads files below --root alone', () =>
    withClient('/', ['--root', folder], [tmpdir()], async (client) => {
      assert.equal(await verified(client, 'valid.mlir'), 'valid.mlir: valid\n');
      assert.match(await verified(client, tmpdir()), /outside of the folders open to tools/);
    }));

  it("reads files below the client's roots", () =>
    withClient('/', [], [folder], async (client) => {
      assert.equal(await verified(client, 'valid.mlir'), 'valid.mlir: valid\n');
      assert.match(await verified(client, '/etc/hostname'), /outside of the folders open to tools/);
    }));

  it('opens no whole drive where it is started in one', () =>
    withClient('/', [], null, async (client) => {
      assert.match(await verified(client, '/etc/hostname'), /^no folder is open to tools/);
    }));
});
