/**
 * Keeps what is made once for a device in globals (`iree-hal-materialize-resource-caches`):
 * descriptor set layouts, pipeline layouts and executables, made by one initialiser at the start of
 * the module. An executable whose format the device does not take stays null.
 */

import {
  ArrayAttr,
  type Attribute,
  Block,
  Builder,
  DialectAttr,
  descriptorBindingAttr,
  executableTargetOf,
  FunctionType,
  halType,
  IntegerAttr,
  type Operation,
  pipelineLayoutOf,
  StringAttr,
  SymbolRefAttr,
  type Type,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { lookupExport } from './device-switches.ts';

export const materializeResourceCaches: PassFunction = (module, report) => {
  const callables = callablesIn(module);
  const cache = new ResourceCache(module, report);
  for (const callable of callables) {
    for (const op of callable.collect('hal.pipeline_layout.lookup')) cache.replaceLayout(op);
    for (const op of callable.collect('hal.command_buffer.dispatch.symbol'))
      cache.replaceDispatch(op);
  }
  cache.finish();
};

class ResourceCache {
  readonly #module: Operation;
  readonly #report: PassReport;
  readonly #layouts = new Map<Attribute, string>();
  readonly #executables = new Map<string, { name: string; variant: Operation }>();
  constructor(module: Operation, report: PassReport) {
    this.#module = module;
    this.#report = report;
  }

  #layout(attr: Attribute): string {
    const known = this.#layouts.get(attr);
    if (known !== undefined) return known;
    const name = `_pipeline_layout_${this.#layouts.size}`;
    this.#layouts.set(attr, name);
    return name;
  }

  replaceLayout(op: Operation): void {
    const layout = op.attr('layout');
    if (!layout) return;
    op.replaceAllUsesWith([load(Builder.before(op), this.#layout(layout), op.result().type)]);
    op.erase();
  }

  replaceDispatch(op: Operation): void {
    const { context } = op;
    const point = op.attr('entry_point');
    const exported = lookupExport(this.#module, point);
    const ordinal = exported?.attr('ordinal');
    const variant = exported?.parentOp;
    if (!(point instanceof SymbolRefAttr) || !variant || !ordinal)
      return this.#report.error(op, 'runs an entry point that is not there');
    const key = `${point.root}::${point.nested[0]}`;
    const entry = this.#executables.get(key) ?? {
      name: `_executable_${point.root}_${point.nested[0]}`,
      variant,
    };
    this.#executables.set(key, entry);
    const builder = Builder.before(op);
    const executable = load(builder, entry.name, halType(context, 'executable'));
    const [commands, ...workgroups] = op.operands;
    builder.create('hal.command_buffer.dispatch', {
      operands: [commands as Value, executable, ...workgroups],
      resultTypes: [],
      attributes: [['entry_point', ordinal]],
    });
    op.erase();
  }

  /** Makes the globals and the initialiser that sets them, before everything else. */
  finish(): void {
    const { context, location } = this.#module;
    if (this.#layouts.size + this.#executables.size === 0) return;
    for (const { variant } of this.#executables.values())
      for (const op of variant.region().front.ops) {
        const layout = op.is('hal.executable.export') ? op.attr('layout') : undefined;
        if (layout) this.#layout(layout);
      }
    const builder = Builder.atStart(this.#module.region().front, location);
    for (const name of this.#layouts.values())
      makeGlobal(builder, name, halType(context, 'pipeline_layout'));
    for (const { name } of this.#executables.values())
      makeGlobal(builder, name, halType(context, 'executable'));
    const initializer = builder.create('util.initializer', {
      resultTypes: [],
      attributes: [['function_type', TypeAttr.get(FunctionType.get(context, [], []))]],
      regions: 1,
    });
    const region = initializer.region();
    let inside = Builder.atEnd(region.append(), location);
    const device = inside.createValue('hal.ex.shared_device', {
      resultTypes: [halType(context, 'device')],
    });
    const layouts = new Map<Attribute, Value>();
    for (const [attr, name] of this.#layouts) {
      const value = makeLayout(inside, device, attr);
      layouts.set(attr, value);
      store(inside, value, name);
    }
    for (const { name, variant } of this.#executables.values()) {
      const target = variant.attr('target');
      if (!(target instanceof DialectAttr)) continue;
      const matches = inside
        .create('hal.device.query', {
          operands: [device],
          resultTypes: [context.i1, context.i1],
          attributes: [
            ['category', StringAttr.get(context, 'hal.executable.format')],
            ['key', StringAttr.get(context, executableTargetOf(target).format)],
            ['default_value', IntegerAttr.get(context.i1, 0)],
          ],
        })
        .result(1);
      const [chosen, other, rest] = [new Block(), new Block(), new Block()];
      for (const block of [chosen, other, rest]) region.append(block);
      inside.create('cf.cond_br', {
        operandGroups: [[matches], [], []],
        resultTypes: [],
        successors: [chosen, other],
      });
      const type = halType(context, 'executable');
      const executable = rest.addArgument(type, location);
      this.#create(Builder.atEnd(chosen, location), variant, device, layouts, rest);
      const none = Builder.atEnd(other, location);
      none.create('cf.br', {
        operands: [none.createValue('util.null', { resultTypes: [type] })],
        resultTypes: [],
        successors: [rest],
      });
      inside = Builder.atEnd(rest, location);
      store(inside, executable, name);
    }
    inside.create('util.initializer.return', { resultTypes: [] });
  }

  #create(
    builder: Builder,
    variant: Operation,
    device: Value,
    layouts: ReadonlyMap<Attribute, Value>,
    rest: Block,
  ): void {
    const { context } = variant;
    const used = variant
      .region()
      .front.ops.filter((op) => op.is('hal.executable.export'))
      .flatMap((op) => layouts.get(op.attr('layout') as Attribute) ?? []);
    const executable = builder.createValue('hal.executable.create', {
      operandGroups: [[device], used, []],
      resultTypes: [halType(context, 'executable')],
      attributes: [
        [
          'executable_target',
          SymbolRefAttr.get(context, variant.parentOp?.symbolName ?? '', [
            variant.symbolName ?? '',
          ]),
        ],
      ],
    });
    builder.create('cf.br', { operands: [executable], resultTypes: [], successors: [rest] });
  }
}

function makeLayout(builder: Builder, device: Value, attr: Attribute): Value {
  const { context } = builder;
  const spec = pipelineLayoutOf(attr as DialectAttr);
  const sets = spec.sets.map((set) =>
    builder.createValue('hal.descriptor_set_layout.create', {
      operands: [device],
      resultTypes: [halType(context, 'descriptor_set_layout')],
      attributes: [
        ['flags', IntegerAttr.get(context.i32, 0)],
        [
          'bindings',
          ArrayAttr.get(
            context,
            set.bindings.map((binding) => descriptorBindingAttr(context, binding)),
          ),
        ],
      ],
    }),
  );
  return builder.createValue('hal.pipeline_layout.create', {
    operands: [device, ...sets],
    resultTypes: [halType(context, 'pipeline_layout')],
    attributes: [['push_constants', IntegerAttr.index(context, spec.pushConstants)]],
  });
}

function makeGlobal(builder: Builder, name: string, type: Type): void {
  builder.create('util.global', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(builder.context, name)],
      ['sym_visibility', StringAttr.get(builder.context, 'private')],
      ['type', TypeAttr.get(type)],
    ],
  });
}

const load = (builder: Builder, name: string, type: Type): Value =>
  builder.createValue('util.global.load', {
    resultTypes: [type],
    attributes: [['global', SymbolRefAttr.get(builder.context, name)]],
  });

function store(builder: Builder, value: Value, name: string): void {
  builder.create('util.global.store', {
    operands: [value],
    resultTypes: [],
    attributes: [['global', SymbolRefAttr.get(builder.context, name)]],
  });
}
