/** An operation, or a piece of text, from its own syntax into generic form and back. Names are kept. */
import { type Operation, type PrintOptions, printOperation } from '@iree-workbench/ir';
import { type CodeAction, harmless, indentAt, placedEdits, type Selection } from './code-action.ts';
import type { Chunk } from './document.ts';
import type { TextEdit } from './segments.ts';
import { namesOf } from './value-text.ts';

/** Actions for the operation whose name the selection is in, and for all of its piece. */
export function formActions({ placed, start }: Selection): readonly CodeAction[] {
  const { chunk } = placed;
  const named = chunk.info.operationNamedAt(start);
  const actions: CodeAction[] = [];
  const action = (title: string, edit: () => TextEdit | null): CodeAction => ({
    title,
    kind: 'refactor.rewrite',
    edits: () => {
      const made = edit();
      const edits = made && harmless(placed, [made]);
      return edits && placedEdits(placed, edits);
    },
  });
  if (named) {
    const isGeneric = chunk.text[named.name.start] === '"';
    if (!isGeneric || hasOwnSyntax(named.op))
      actions.push(
        action(isGeneric ? 'Write in its own syntax' : 'Write in generic form', () =>
          rewritten(chunk, named.op, !isGeneric),
        ),
      );
  }
  if (chunk.module.regions.every((region) => region.blocks.every(({ isEmpty }) => isEmpty)))
    return actions;
  // What did not parse would be lost.
  if (chunk.diagnostics.length > 0) return actions;
  for (const generic of [true, false])
    actions.push(
      action(
        generic ? 'Write all in generic form' : "Write all in the operations' own syntax",
        () => allRewritten(chunk, generic),
      ),
    );
  return actions;
}

const hasOwnSyntax = ({ definition }: Operation): boolean =>
  definition?.spec.assemblyFormat !== undefined || definition?.hooks.print !== undefined;

function rewritten(chunk: Chunk, op: Operation, generic: boolean): TextEdit | null {
  const range = chunk.info.rangeOf(op);
  if (!range) return null;
  const { start, end } = range;
  const debugInfo = /\bloc\([^\n]*\)\s*$/.test(chunk.text.slice(start, end));
  const text = printed(chunk, op, { generic, debugInfo });
  const indent = indentAt(chunk.text, start);
  return { start, end, text: text.replaceAll('\n', `\n${indent}`) };
}

/** The module is printed with its aliases and resources, so what is around it goes, too. */
function allRewritten(chunk: Chunk, generic: boolean): TextEdit | null {
  const { text, module } = chunk;
  const isWritten = chunk.info.rangeOf(module) !== undefined;
  const debugInfo = /\bloc\(/.test(text);
  const all = printed(chunk, module, { generic, debugInfo });
  const head = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  // A module that nobody wrote is taken off again.
  return { start: head, end, text: isWritten ? all : withoutModule(all) };
}

const MODULE =
  /^((?:[#!].*\n)*)(?:"builtin\.module"\(\) \(\{|module \{)\n([\s\S]*?)\n\}.*([\s\S]*)$/;

/** What is in a printed module, with the aliases before and behind it. */
function withoutModule(text: string): string {
  const [, before = '', body = '', behind = ''] = MODULE.exec(text) ?? ['', text];
  return before + body.replaceAll(/^ {2}/gm, '') + behind;
}

function printed(chunk: Chunk, op: Operation, options: PrintOptions): string {
  return printOperation(op, { ...options, names: namesOf(chunk) });
}
