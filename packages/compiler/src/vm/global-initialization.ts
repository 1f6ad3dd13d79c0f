/**
 * `iree-vm-global-initialization`: initial values and initialisers become the function `__init`,
 * which the runtime calls when it loads the module; `iree-vm-drop-empty-module-initializers` drops
 * it if it does nothing.
 */

import {
  Block,
  Builder,
  FunctionType,
  type Operation,
  StringAttr,
  SymbolRefAttr,
  symbolVisibility,
  TypeAttr,
  UnitAttr,
  UnknownLoc,
} from '@iree-workbench/ir';
import type { PassReport } from '../report.ts';
import { lookupSymbol } from '../util/symbols.ts';

const isGlobal = (op: Operation): boolean => /^vm\.global\.([if](32|64)|ref)$/.test(op.name);

/** The function of the name with a builder at its end; returns of one that exists lead there. */
function appendTo(module: Operation, name: string): { func: Operation; builder: Builder } {
  const { context } = module;
  const unknown = UnknownLoc.get(context);
  const existing = lookupSymbol(module, name);
  if (existing?.is('vm.func')) {
    const end = existing.region().append(new Block());
    for (const block of existing.region().blocks)
      for (const op of block.ops) {
        if (!op.is('vm.return')) continue;
        Builder.before(op).create('vm.br', { successors: [end], resultTypes: [] });
        op.erase();
      }
    return { func: existing, builder: Builder.atEnd(end, unknown) };
  }
  const atEnd = Builder.atEnd(module.region().front, unknown);
  const terminator = module.region().front.last;
  if (terminator?.is('vm.module_terminator')) atEnd.setBefore(terminator);
  atEnd.location = unknown;
  const func = atEnd.create('vm.func', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(context, name)],
      ['function_type', TypeAttr.get(FunctionType.get(context, [], []))],
    ],
    regions: 1,
  });
  return { func, builder: Builder.atEnd(func.region().append(), unknown) };
}

/** Stores the initial value of a global, which then may change. */
function storeInitialValue(global: Operation, builder: Builder, report: PassReport): void {
  const value = global.attr('initial_value');
  if (!value) return;
  const isZero =
    (value.kind === 'integer' && value.value === 0n) ||
    (value.kind === 'float' && value.bits === 0n);
  global.removeAttr('initial_value');
  // Globals are zero when the module is loaded.
  if (isZero) return;
  const suffix = global.name.slice('vm.global.'.length);
  if (suffix === 'ref') {
    report.error(global, 'has an initial value, which references cannot have');
    return;
  }
  global.setAttr('is_mutable', UnitAttr.get(global.context));
  builder.location = global.location;
  const constant = builder.createValue(`vm.const.${suffix}`, { attributes: [['value', value]] });
  builder.create(`vm.global.store.${suffix}`, {
    operands: [constant],
    attributes: [['global', SymbolRefAttr.get(global.context, global.symbolName ?? '')]],
    resultTypes: [],
  });
}

/** Moves an initialiser's body to the end of the function; what follows goes behind it. */
function inlineInitializer(initializer: Operation, func: Operation, builder: Builder): void {
  const body = initializer.region();
  const block = builder.insertionPoint?.block;
  const entry = body.entry;
  if (!block || !entry) return;
  if (body.hasOneBlock && entry.last?.is('vm.return')) {
    entry.last.erase();
    block.takeOperations(entry);
    return;
  }
  const end = new Block();
  for (const inner of body.blocks)
    for (const op of inner.ops) {
      if (!op.is('vm.return')) continue;
      Builder.before(op).create('vm.br', { successors: [end], resultTypes: [] });
      op.erase();
    }
  block.takeOperations(entry);
  entry.erase();
  func.region().takeBlocks(body);
  func.region().append(end);
  builder.setToEnd(end);
}

/** A global that is stored to is mutable; one that others may reach may be. */
function markMutable(module: Operation): void {
  const stored = new Set<string>();
  module.walk((op) => {
    const reference = op.attr('global');
    if (reference?.kind !== 'symbol_ref') return;
    if (op.name.startsWith('vm.global.store') || op.name.endsWith('.global.address'))
      stored.add(reference.root);
  });
  for (const op of module.region().front.ops)
    if (isGlobal(op) && (stored.has(op.symbolName ?? '') || symbolVisibility(op) !== 'private'))
      op.setAttr('is_mutable', UnitAttr.get(op.context));
}

function exportIfNeeded(module: Operation, func: Operation): void {
  const name = func.symbolName ?? '';
  const isExported = module
    .region()
    .front.ops.some((op) => op.is('vm.export') && op.stringAttr('export_name') === name);
  if (isExported) return;
  const { context } = module;
  func.setAttr('sym_visibility', StringAttr.get(context, 'private'));
  Builder.before(func).create('vm.export', {
    resultTypes: [],
    attributes: [
      ['function_ref', SymbolRefAttr.get(context, name)],
      ['export_name', StringAttr.get(context, name)],
    ],
  });
}

export function initializeGlobals(module: Operation, report: PassReport): void {
  const init = appendTo(module, '__init');
  const deinit = appendTo(module, '__deinit');
  for (const op of module.region().front.ops) {
    if (isGlobal(op)) storeInitialValue(op, init.builder, report);
    else if (op.is('vm.initializer')) {
      inlineInitializer(op, init.func, init.builder);
      op.erase();
    }
  }
  for (const { builder } of [init, deinit]) {
    builder.location = UnknownLoc.get(module.context);
    builder.create('vm.return', { resultTypes: [] });
  }
  markMutable(module);
  exportIfNeeded(module, init.func);
  exportIfNeeded(module, deinit.func);
}

export function dropEmptyModuleInitializers(module: Operation): void {
  for (const name of ['__init', '__deinit']) {
    const func = lookupSymbol(module, name);
    if (!func?.is('vm.func')) continue;
    const body = func.region();
    if (!body.isEmpty && !(body.hasOneBlock && body.front.first === body.front.last)) continue;
    for (const op of module.region().front.ops)
      if (op.is('vm.export') && op.stringAttr('export_name') === name) op.erase();
    func.erase();
  }
}
