/**
 * Moves dispatches into executables of their own (`iree-flow-outline-dispatch-regions`), named
 * after the function, the dispatch's number in it, and what it computes.
 */

import {
  Builder,
  FunctionType,
  type Operation,
  operandsNamed,
  StringAttr,
  StructuredOp,
  SymbolRefAttr,
  staticLoopRanges,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { freshSymbol } from '../util/symbols.ts';

export const outlineDispatchRegions: PassFunction = (module) => {
  let initializers = 0;
  for (const callable of callablesIn(module)) {
    const name = callable.symbolName ?? `_initializer_${initializers++}`;
    callable.collect('flow.dispatch.workgroups').forEach((dispatch, i) => {
      outline(module, callable, dispatch, `${name}_dispatch_${i}`);
    });
  }
};

/** What the dispatch does, for people: the root operation and its loop bounds, `D` for unknown. */
function summary(dispatch: Operation): string {
  const ops = dispatch.region(0).front.ops;
  const root = [...ops]
    .reverse()
    .find((op) => op.getInterface(StructuredOp) && !op.is('linalg.fill'));
  const structured = root?.getInterface(StructuredOp);
  if (!root || !structured) return '';
  const ranges = staticLoopRanges(
    root,
    structured.iteratorTypes(root).length,
    structured.indexingMaps(root),
  );
  const mnemonic = root.name.slice(root.name.indexOf('.') + 1);
  const sizes = ranges.map((size) => (size < 0 ? 'D' : String(size))).join('x');
  return sizes === '' ? `_${mnemonic}` : `_${mnemonic}_${sizes}`;
}

function outline(
  module: Operation,
  callable: Operation,
  dispatch: Operation,
  baseName: string,
): void {
  const { context, location } = dispatch;
  const executableName = freshSymbol(module, baseName);
  const functionName = `${executableName}${summary(dispatch)}`;
  const builder = Builder.before(callable);
  builder.location = location;
  const executable = builder.create('flow.executable', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(context, executableName)],
      ['sym_visibility', StringAttr.get(context, 'private')],
    ],
    regions: 1,
  });
  const executableBlock = executable.region().append();
  const inside = Builder.atEnd(executableBlock, location);
  const exported = inside.create('flow.executable.export', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(context, functionName)],
      ['function_ref', SymbolRefAttr.get(context, functionName)],
    ],
    regions: 1,
  });
  exported.region().takeBlocks(dispatch.region(1));
  const inner = inside.create('builtin.module', { resultTypes: [], regions: 1 });
  inside.create('flow.executable_end', { resultTypes: [] });
  const body = dispatch.region(0);
  const func = Builder.atEnd(inner.region().append(), location).func(
    functionName,
    FunctionType.get(
      context,
      body.front.arguments.map((argument) => argument.type),
      [],
    ),
  );
  func.region().takeBlocks(body);
  const last = func.region().front.last as Operation;
  Builder.before(last).create('func.return', { resultTypes: [] });
  last.erase();

  const call = Builder.before(dispatch).create('flow.dispatch', {
    operandGroups: ['workload', 'arguments', 'argument_dims', 'result_dims'].map((group) =>
      operandsNamed(dispatch, group),
    ),
    resultTypes: dispatch.resultTypes,
    attributes: [
      ['entry_point', SymbolRefAttr.get(context, executableName, [functionName])],
      ...dispatch.attributes.entries.filter(([name]) => name === 'tied_operands'),
    ],
  });
  dispatch.replaceAllUsesWith(call.results);
  dispatch.erase();
}
