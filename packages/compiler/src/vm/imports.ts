/**
 * The functions that compiled modules import, as `vm.import` operations: upstream's declarations,
 * made of the tables that the runtime checks its modules against.
 */

import {
  checkModule,
  halModule,
  type ImportArgument,
  type ImportModule,
} from '@iree-workbench/format';
import {
  ArrayAttr,
  type Builder,
  type Context,
  DialectType,
  DictionaryAttr,
  FunctionType,
  type NamedAttribute,
  type Operation,
  Region,
  StringAttr,
  TupleType,
  type Type,
  TypeAttr,
  UnitAttr,
  vmBufferType,
  vmRefType,
} from '@iree-workbench/ir';

/** Modules whose functions operations of a dialect become, by dialect. */
export const IMPORT_MODULES: Readonly<Record<string, ImportModule>> = {
  check: checkModule,
  hal: halModule,
};

/** `i32`, `!vm.buffer`, or `!hal.buffer`, which the machine holds a reference to. */
function typeOf(context: Context, text: string): Type {
  if (text === 'i32') return context.i32;
  if (text === 'i64') return context.i64;
  if (text === 'f32') return context.f32;
  if (text === 'f64') return context.f64;
  if (text === '!vm.buffer') return vmBufferType(context);
  const dot = text.indexOf('.');
  return vmRefType(DialectType.get(context, text.slice(1, dot), text.slice(dot + 1)));
}

function argumentType(context: Context, { types }: ImportArgument): Type {
  const all = types.map((text) => typeOf(context, text));
  return all.length === 1 ? (all[0] as Type) : TupleType.get(context, all);
}

/** An imported function as the conversion calls it. */
export interface Import {
  /** With its module: `hal.buffer_view.create`. */
  readonly name: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly type: Type;
    readonly isSpan: boolean;
  }[];
  readonly results: readonly Type[];
  readonly hasSideEffects: boolean;
}

/** Declares all functions of a module at the builder and returns them by name. */
export function declareImports(builder: Builder, module: ImportModule): Map<string, Import> {
  const { context } = builder;
  const imports = new Map<string, Import>();
  for (const declaration of module.functions) {
    const name = `${module.name}.${declaration.name}`;
    const args = declaration.arguments.map((argument) => ({
      name: argument.name,
      type: argumentType(context, argument),
      isSpan: argument.variadic,
    }));
    const results = declaration.results.map((text) => typeOf(context, text));
    imports.set(name, { name, arguments: args, results, hasSideEffects: declaration.sideEffects });
    const argumentAttrs = args.map((argument) =>
      DictionaryAttr.get(context, [
        ['vm.name', StringAttr.get(context, argument.name)],
        ...(argument.isSpan ? [['vm.variadic', UnitAttr.get(context)] as NamedAttribute] : []),
      ]),
    );
    builder.create('vm.import', {
      resultTypes: [],
      attributes: [
        ['sym_name', StringAttr.get(context, name)],
        ['sym_visibility', StringAttr.get(context, 'private')],
        [
          'function_type',
          TypeAttr.get(
            FunctionType.get(
              context,
              args.map((argument) => argument.type),
              results,
            ),
          ),
        ],
        ...(args.length > 0
          ? [['arg_attrs', ArrayAttr.get(context, argumentAttrs)] as NamedAttribute]
          : []),
        ...flag(context, 'is_optional', declaration.optional),
        ...flag(context, 'nosideeffects', !declaration.sideEffects),
        ...flag(context, 'vm.yield', declaration.yields),
      ],
      regions: [new Region()],
    });
  }
  return imports;
}

const flag = (context: Context, name: string, isSet: boolean): NamedAttribute[] =>
  isSet ? [[name, UnitAttr.get(context)]] : [];

/** Dialects in the module whose operations are calls of imports, in order of their names. */
export function usedImportModules(module: Operation): ImportModule[] {
  const used = new Set<string>();
  module.walk((op) => {
    const asked = op.stringAttr('vm.import.module');
    used.add(asked ?? op.operationName.dialect);
  });
  return [...used].sort().flatMap((dialect) => IMPORT_MODULES[dialect] ?? []);
}
