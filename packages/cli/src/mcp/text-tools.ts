/** Tools that look at a text: verify, format, explain_operation, explain_diagnostic. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { pageNote, pageOf } from './pages.ts';
import { diagnosticsShape, pageAnswerShape, pageShape, sourceShape } from './schemas.ts';
import type { Workbench } from './server.ts';
import { READS, registerTool, within } from './tool.ts';

/** Seconds that looking at a text may take: that of 10 MB takes some. */
const TIME_LIMIT = 120;

export function registerTextTools(server: McpServer, { roots, threads }: Workbench): void {
  registerTool(
    server,
    'verify',
    {
      title: 'Verify IR',
      description:
        'Parses and verifies MLIR text as iree-opt or mlir-opt would, and lists every error at once (not only the ' +
        'first) with line, column, notes and, where one is known, a fix. Pieces between `// -----` lines are separate modules. ' +
        'Call it after each edit of IR.',
      input: {
        ...sourceShape,
        allowUnregistered: z
          .boolean()
          .default(false)
          .describe('Accept operations of unknown dialects, in generic form.'),
      },
      output: diagnosticsShape,
      annotations: READS,
    },
    async ({ allowUnregistered, ...given }, { signal, onStep }) => {
      const source = await roots.source(given);
      const { report, ...data } = await within(TIME_LIMIT, signal, (limited) =>
        threads.run('verify', { source, allowUnregistered }, limited, onStep),
      );
      return { data, text: report === '' ? `${source.name}: valid\n` : report };
    },
  );

  registerTool(
    server,
    'format',
    {
      title: 'Format IR',
      description:
        'Tidies indentation and blanks of MLIR text. Names, comments and chosen line breaks stay, and broken text is ' +
        'formatted as well. With `write`, the file is rewritten and only the number of changes is answered.',
      input: {
        text: sourceShape.text,
        file: sourceShape.file,
        write: z.boolean().default(false).describe('Rewrite `file` in place.'),
        ...pageShape,
      },
      output: {
        changes: z.int().describe('Places where blanks were changed; 0: it was tidy.'),
        text: z.string().optional().describe('The tidy text, or a page of it.'),
        firstLine: pageAnswerShape.firstLine.optional(),
        totalLines: pageAnswerShape.totalLines.optional(),
        nextLine: pageAnswerShape.nextLine,
      },
      annotations: { ...READS, readOnlyHint: false },
    },
    async ({ write, firstLine, maxLines, ...given }, { signal, onStep }) => {
      if (write && given.file === undefined) throw new CommandError('`write` takes a `file`');
      const source = await roots.source({ ...given, dialects: '2023' });
      const { text, changes } = await within(TIME_LIMIT, signal, (limited) =>
        threads.run('format', { source }, limited, onStep),
      );
      if (write) {
        if (changes > 0) await roots.write(source.name, text);
        return { data: { changes }, text: `${source.name}: ${changes} changes\n` };
      }
      const page = pageOf(text, firstLine, maxLines);
      return { data: { changes, ...page }, text: page.text + pageNote(page) };
    },
  );

  registerTool(
    server,
    'explain_operation',
    {
      title: 'Explain an operation or dialect',
      description:
        'Documentation of an operation (`arith.addi`: operands, results, attributes, traits, syntax), a type ' +
        '(`!hal.buffer_view`), an attribute, or a dialect (`linalg`: a list of all it has).',
      input: {
        name: z.string().max(200).describe('`arith.addi`, `!hal.buffer`, or `arith`.'),
        dialects: sourceShape.dialects,
        ...pageShape,
      },
      output: {
        kind: z.enum(['attribute', 'dialect', 'operation', 'type']),
        name: z.string(),
        documentation: z.string().describe('Markdown.'),
        ...pageAnswerShape,
      },
      annotations: READS,
    },
    async ({ name, dialects, firstLine, maxLines }, { signal, onStep }) => {
      const found = await threads.run('explainOperation', { name, era: dialects }, signal, onStep);
      const { text: documentation, ...lines } = pageOf(found.documentation, firstLine, maxLines);
      const text = documentation + pageNote({ text: documentation, ...lines });
      return { data: { ...found, documentation, ...lines }, text };
    },
  );

  registerTool(
    server,
    'explain_diagnostic',
    {
      title: 'Explain a diagnostic',
      description:
        'What an error of the parser or the verifier means, with an example that has it. Takes the `code` that other ' +
        'tools answer (`verifier/dominance`) or a message of MLIR or IREE.',
      input: {
        diagnostic: z.string().max(10_000).describe('A code, or an error message.'),
      },
      output: { code: z.string(), documentation: z.string().describe('Markdown.') },
      annotations: READS,
    },
    async ({ diagnostic }, { signal, onStep }) => {
      const data = await threads.run('explainDiagnostic', { diagnostic }, signal, onStep);
      return { data, text: `${data.documentation}\n` };
    },
  );
}
