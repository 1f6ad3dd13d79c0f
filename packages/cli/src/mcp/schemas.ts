/** What the arguments and answers of several tools have in common. */
import { TARGETS } from '@iree-workbench/compiler/target-names';
import { ERAS } from '@iree-workbench/ir/eras';
import { z } from 'zod';

/** Characters of a text in a message; larger ones are files. */
const MAX_TEXT = 32 << 20;

/** The IR that a tool works on. */
export const sourceShape = {
  text: z.string().max(MAX_TEXT).optional().describe('The IR itself. Give this or `file`.'),
  file: z
    .string()
    .optional()
    .describe('Path of a file with IR: relative to the first root, or full. Give this or `text`.'),
  dialects: z
    .enum(ERAS)
    .default('2023')
    .describe(
      'Whose syntax and dialects the IR is in: IREE of March 2023 (default), LLVM 16, or IREE 3.12 (`2026`).',
    ),
};

/** Which lines of a long text are wanted. */
export const pageShape = {
  firstLine: z.int().min(1).default(1).describe('The first line of the result to show.'),
  maxLines: z
    .int()
    .min(1)
    .max(10_000)
    .default(200)
    .describe('How many lines to show; `nextLine` says where to go on.'),
};

const placeShape = {
  line: z.int().optional(),
  column: z.int().optional().describe('Counts bytes of UTF-8 from 1, as in messages of MLIR.'),
};

const diagnosticShape = {
  severity: z.enum(['error', 'warning', 'note', 'remark']),
  code: z.string().describe('Its kind, which explain_diagnostic explains.'),
  message: z.string(),
  ...placeShape,
  notes: z.array(z.object({ message: z.string(), ...placeShape })).optional(),
  fix: z
    .object({
      title: z.string(),
      edits: z.array(
        z.object({
          line: z.int(),
          column: z.int(),
          endLine: z.int(),
          endColumn: z.int(),
          newText: z.string(),
        }),
      ),
    })
    .optional()
    .describe('Edits of the text that mend it.'),
};

/** What a program is compiled for, and in how much time. */
export const compilationShape = {
  targets: z
    .array(z.enum(TARGETS))
    .min(1)
    .default(['local'])
    .describe('Devices to compile for: `local` (the CPU, WebAssembly), `webgpu`.'),
  allowUnregistered: z
    .boolean()
    .default(false)
    .describe('Accept operations of unknown dialects, in generic form.'),
  timeLimit: z.number().positive().max(3600).default(120).describe('Seconds; then it is stopped.'),
};

/** How IR is printed. */
export const shownShape = {
  generic: z.boolean().default(false).describe('Print every operation in its generic form.'),
  locations: z.boolean().default(false).describe('Print `loc(…)` after each operation.'),
  elideLargerThan: z
    .int()
    .min(0)
    .default(16)
    .describe('Dense constants with more elements are elided (`dense_resource<__elided__>`).'),
};

/** What was found wrong with IR. */
export const diagnosticsShape = {
  ok: z.boolean().describe('There are no errors.'),
  errors: z.int(),
  warnings: z.int(),
  diagnostics: z.array(z.object(diagnosticShape)).describe('The first 20, errors before others.'),
};

/** A page of a text. */
export const pageAnswerShape = {
  firstLine: z.int(),
  totalLines: z.int(),
  nextLine: z.int().optional().describe('Absent: this was all.'),
};
