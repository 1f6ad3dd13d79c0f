/**
 * Turns `hal.device.switch` into branches on what the device answers
 * (`iree-hal-inline-device-switches`), and computes workgroup counts where they are asked for
 * (`iree-hal-resolve-export-ordinals`): the count region of the export, inlined with the workload.
 */

import {
  Block,
  Builder,
  DialectAttr,
  IntegerAttr,
  IRMapping,
  type Operation,
  StringAttr,
  SymbolRefAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { lookupSymbol } from '../util/symbols.ts';

export const inlineDeviceSwitches: PassFunction = (module, report) => {
  for (const callable of callablesIn(module))
    for (const op of callable.collect('hal.device.switch')) inlineSwitch(op, report);
};

function inlineSwitch(op: Operation, report: PassReport): void {
  const { context, location, block } = op;
  const conditions = op.attr('conditions');
  if (!block || conditions?.kind !== 'array') return;
  if (op.numResults > 0)
    return report.error(op, 'has results, which a switch over commands has not');
  const device = op.operand(0);
  const rest = block.splitBefore(op.next);
  let at = block;
  for (const [i, condition] of conditions.elements.entries()) {
    const body = op.region(i).front;
    const builder = Builder.atEnd(at, location);
    const matches = matchCondition(builder, device, condition);
    if (!matches) return report.error(op, 'has a condition that cannot be asked of a device');
    const chosen = rest.region?.insertAfter(newBlock(), at);
    const next = chosen && rest.region?.insertAfter(newBlock(), chosen);
    if (!chosen || !next) return;
    builder.create('cf.cond_br', {
      operandGroups: [[matches], [], []],
      resultTypes: [],
      successors: [chosen, next],
    });
    body.last?.erase();
    chosen.takeOperations(body);
    Builder.atEnd(chosen, location).create('cf.br', { resultTypes: [], successors: [rest] });
    at = next;
  }
  op.erase();
  Builder.atEnd(at, location).create('util.unreachable', {
    resultTypes: [],
    attributes: [
      ['message', StringAttr.get(context, 'device not supported in the compiled configuration')],
    ],
  });
}

const newBlock = (): Block => new Block();

/** Asks the device for its identifier or for the formats it takes; an i1, or null. */
function matchCondition(builder: Builder, device: Value, condition: unknown): Value | null {
  if (!(condition instanceof DialectAttr)) return null;
  const category = {
    'device.match.executable.format': 'hal.executable.format',
    'device.match.id': 'hal.device.id',
  }[condition.mnemonic];
  const [text] = condition.params;
  if (!category || !(text instanceof StringAttr)) return null;
  const { context } = builder;
  return builder
    .create('hal.device.query', {
      operands: [device],
      resultTypes: [context.i1, context.i1],
      attributes: [
        ['category', StringAttr.get(context, category)],
        ['key', text],
        ['default_value', IntegerAttr.get(context.i1, 0)],
      ],
    })
    .result(1);
}

export const resolveWorkgroupCounts: PassFunction = (module, report) => {
  for (const callable of callablesIn(module))
    for (const op of callable.collect('hal.executable.calculate_workgroups')) {
      const exported = lookupExport(module, op.attr('entry_point'));
      const region = exported?.region();
      if (!exported || !region?.hasOneBlock) {
        report.error(op, 'asks for the workgroups of an entry point that does not count them');
        continue;
      }
      inlineCount(op, exported);
    }
};

function inlineCount(op: Operation, exported: Operation): void {
  const builder = Builder.before(op);
  const mapping = new IRMapping();
  exported.region().front.arguments.forEach((argument, i) => {
    mapping.map(argument, op.operand(i));
  });
  for (const inner of exported.region().front.ops) {
    if (inner.is('hal.return')) {
      op.replaceAllUsesWith(inner.operands.map((value) => mapping.lookup(value)));
      break;
    }
    builder.clone(inner, mapping);
  }
  op.erase();
}

/** The export that `@executable::@variant::@export` names. */
export function lookupExport(module: Operation, entryPoint: unknown): Operation | null {
  if (!(entryPoint instanceof SymbolRefAttr)) return null;
  const executable = lookupSymbol(module, entryPoint.root);
  const variant = executable && lookupSymbol(executable, entryPoint.nested[0] ?? '');
  return variant && lookupSymbol(variant, entryPoint.leaf);
}
