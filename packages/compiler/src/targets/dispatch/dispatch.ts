/** The dispatches of an executable's variant, as back ends see them. */

import {
  DialectAttr,
  DYNAMIC,
  type MemRefType,
  type Operation,
  operandsNamed,
  type PipelineLayoutSpec,
  pipelineLayoutOf,
  type Value,
} from '@iree-workbench/ir';

/** An entry point with the function that it names. */
export interface Dispatch {
  readonly ordinal: number;
  readonly name: string;
  readonly exportOp: Operation;
  readonly func: Operation;
  readonly layout: PipelineLayoutSpec;
  /** Threads of a workgroup along x, y and z. */
  readonly workgroupSize: readonly [x: number, y: number, z: number];
}

/** Threads of a workgroup that the export asks for; one where it says nothing. */
export function workgroupSizeOf(exportOp: Operation): [x: number, y: number, z: number] {
  const attr = exportOp.attr('workgroup_size');
  const sizes = attr?.kind === 'array' ? attr.elements : [];
  const size = (i: number): number => {
    const element = sizes[i];
    return element?.kind === 'integer' ? Number(element.value) : 1;
  };
  return [size(0), size(1), size(2)];
}

/** The variant's inner module, or null while it holds none. */
export const innerModule = (variant: Operation): Operation | null =>
  variant.regions[0]?.entry?.ops.find((op) => op.is('builtin.module')) ?? null;

/** The exports of a variant whose functions have a body, by ordinal. */
export function dispatchesOf(variant: Operation): Dispatch[] {
  const funcs = new Map(
    (innerModule(variant)?.regions[0]?.entry?.ops ?? [])
      .filter((op) => op.is('func.func') && op.regions[0]?.entry)
      .map((op) => [op.symbolName, op] as const),
  );
  const found = (variant.regions[0]?.entry?.ops ?? []).flatMap((exportOp): Dispatch[] => {
    if (!exportOp.is('hal.executable.export')) return [];
    const func = funcs.get(exportOp.symbolName);
    const layout = exportOp.attr('layout');
    if (!func || !(layout instanceof DialectAttr)) return [];
    return [
      {
        ordinal: Number(exportOp.intAttr('ordinal') ?? 0n),
        name: exportOp.symbolName ?? '',
        exportOp,
        func,
        layout: pipelineLayoutOf(layout),
        workgroupSize: workgroupSizeOf(exportOp),
      },
    ];
  });
  return found.sort((a, b) => a.ordinal - b.ordinal);
}

/** Position of a binding among all bindings of the layout, set after set; -1 if it has none such. */
export function flatBinding(layout: PipelineLayoutSpec, set: number, binding: number): number {
  let flat = 0;
  for (const { ordinal, bindings } of layout.sets) {
    for (const { ordinal: candidate } of bindings) {
      if (ordinal === set && candidate === binding) return flat;
      flat++;
    }
  }
  return -1;
}

/** Sizes of a memref of a dispatch: numbers, or the index values that give them. */
export function memrefSizes(memref: Value): (number | Value)[] {
  const type = memref.type as MemRefType;
  const op = memref.definingOp;
  const dynamic = op?.is('hal.interface.binding.subspan') ? operandsNamed(op, 'dynamic_dims') : [];
  let next = 0;
  return type.shape.map((size) => (size === DYNAMIC ? (dynamic[next++] as Value) : size));
}

/** The `memref.global` that a `memref.get_global` names, or null. */
export function globalOf(op: Operation): Operation | null {
  const name = op.attr('name');
  const module = op.ancestor('builtin.module');
  if (name?.kind !== 'symbol_ref' || !module) return null;
  return (
    module
      .region()
      .front.ops.find(
        (candidate) => candidate.is('memref.global') && candidate.symbolName === name.root,
      ) ?? null
  );
}

/** True for memory that the threads of a workgroup share. */
export function isWorkgroupMemory(type: MemRefType): boolean {
  const space = type.memorySpace;
  return space instanceof DialectAttr && space.name === 'gpu.address_space'
    ? space.params[0] === 'workgroup'
    : false;
}

/** Lanes that a `vector.shuffle` takes, each of one of its operands. */
export function shuffledLanes(op: Operation): { readonly operand: Value; readonly lane: number }[] {
  const [first, second] = [op.operand(0), op.operand(1)];
  const count = first.type.kind === 'vector' ? (first.type.shape[0] ?? 0) : 0;
  const mask = op.attr('mask');
  return (mask?.kind === 'array' ? mask.elements : []).map((attr) => {
    const lane = attr.kind === 'integer' ? Number(attr.value) : 0;
    return lane < count ? { operand: first, lane } : { operand: second, lane: lane - count };
  });
}

/** Value of an integer constant: a scalar's, or that of all lanes of a vector. */
export function constantInteger(value: Value): bigint | null {
  const op = value.definingOp;
  if (op?.is('vector.broadcast') || op?.is('vector.splat')) return constantInteger(op.operand(0));
  if (!op?.is('arith.constant')) return null;
  const attr = op.attr('value');
  if (attr?.kind === 'integer') return attr.value;
  const splat = attr?.kind === 'dense' ? attr.splatValue : null;
  return splat?.kind === 'integer' ? splat.value : null;
}
