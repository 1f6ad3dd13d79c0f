/**
 * Dispatch IR to WGSL: one shader module a dispatch, with an entry point `d<ordinal>`.
 *
 * Every value becomes a `let`, constants too: arithmetic on literals would be evaluated when the shader
 * is made, where overflow and division by zero are errors. What loops and branches hand on are `var`s.
 */

import type { Block, Location, Operation, Value } from '@iree-workbench/ir';
import { operandsNamed } from '@iree-workbench/ir';
import {
  constantInteger,
  type Dispatch,
  memrefSizes,
  shuffledLanes,
} from '../dispatch/dispatch.ts';
import { heldElement, intLiteral, laneCount, valueType } from './elements.ts';
import { expressionOf } from './expressions.ts';
import { hasByteOffset, literal, ShaderMemory } from './memory.ts';
import { Prelude } from './prelude.ts';
import { sourceMap } from './source-map.ts';

/** Bind group of the push constants, whatever the dispatch's own sets are. */
const CONSTANTS_GROUP = 3;

const LANES = ['x', 'y', 'z', 'w'] as const;

export interface WgslTranslation {
  readonly code: string;
  /** Source map, version 3, from the code's lines. */
  readonly sourceMap: string;
}

/** Translates a validated dispatch. */
export function translateToWgsl(dispatch: Dispatch): WgslTranslation {
  return new Translator(dispatch).run();
}

class Translator {
  readonly #dispatch: Dispatch;
  readonly #prelude = new Prelude();
  readonly #memory: ShaderMemory;
  readonly #names = new Map<Value, string>();
  readonly #lines: { readonly text: string; readonly location: Location | null }[] = [];
  #indent = 1;
  #count = 0;
  #location: Location | null = null;

  constructor(dispatch: Dispatch) {
    this.#dispatch = dispatch;
    this.#memory = new ShaderMemory(dispatch, this.#prelude);
  }

  run(): WgslTranslation {
    const { func, layout, ordinal, name, workgroupSize } = this.#dispatch;
    for (const { op, line } of this.#memory.locals) {
      this.#location = op.location;
      this.#line(line);
    }
    this.#block(func.region().front);
    const head = [
      `// ${name.replace(/[\r\n]/g, ' ')}`,
      ...this.#memory.declarations,
      ...(layout.pushConstants > 0
        ? [
            `@group(${CONSTANTS_GROUP}) @binding(0) var<uniform> constants: array<vec4<u32>, ${Math.ceil(layout.pushConstants / 4)}>;`,
          ]
        : []),
      ...this.#prelude.code.flatMap((code) => code.split('\n')),
      `@compute @workgroup_size(${workgroupSize.join(', ')})`,
      `fn d${ordinal}(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {`,
    ];
    const lines = [
      ...head.map((text) => ({ text, location: func.location as Location | null })),
      ...this.#lines,
      { text: '}', location: func.location },
    ];
    return {
      code: `${lines.map(({ text }) => text).join('\n')}\n`,
      sourceMap: sourceMap(
        `${name}.wgsl`,
        lines.map(({ location }) => location),
      ),
    };
  }

  // ----- Text -----

  #line(text: string): void {
    this.#lines.push({ text: `${'  '.repeat(this.#indent)}${text}`, location: this.#location });
  }
  #indented(emit: () => void): void {
    this.#indent++;
    emit();
    this.#indent--;
  }
  #fresh(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }
  #name(value: Value): string {
    const name = this.#names.get(value);
    if (name === undefined) throw new Error('a value is used before it is computed');
    return name;
  }
  /** Defines a value by an expression. */
  #let(value: Value, expression: string): void {
    const name = this.#fresh('v');
    this.#names.set(value, name);
    this.#line(`let ${name}: ${valueType(value.type)} = ${expression};`);
  }

  // ----- Operations -----

  #block(block: Block): void {
    for (let op = block.first; op; op = op.next) {
      const outer = this.#location;
      this.#location = op.location;
      this.#operation(op);
      this.#location = outer;
    }
  }

  #operation(op: Operation): void {
    switch (op.name) {
      case 'func.return':
      case 'scf.yield':
      case 'scf.condition':
      case 'memref.alloc':
      case 'memref.alloca':
      case 'memref.dealloc':
      case 'memref.get_global':
        return;
      case 'arith.constant':
        this.#constant(op);
        return;
      case 'gpu.barrier':
        this.#line('workgroupBarrier();');
        return;
      case 'gpu.thread_id':
        this.#let(op.result(), `i32(thread_id.${threadDimension(op)})`);
        return;
      case 'gpu.block_dim':
        this.#let(op.result(), `${this.#size('xyz'.indexOf(threadDimension(op)))}i`);
        return;
      case 'hal.interface.workgroup.id':
        this.#let(op.result(), `i32(workgroup_id.${LANES[dimensionOf(op)]})`);
        return;
      case 'hal.interface.workgroup.count':
        this.#let(op.result(), `i32(workgroup_count.${LANES[dimensionOf(op)]})`);
        return;
      case 'hal.interface.workgroup.size':
        this.#let(op.result(), `${this.#size(dimensionOf(op))}i`);
        return;
      case 'hal.interface.constant.load':
        this.#constantLoad(op);
        return;
      case 'hal.interface.binding.subspan': {
        const [offset] = operandsNamed(op, 'byte_offset');
        this.#memory.bindView(op, hasByteOffset(op) && offset ? this.#name(offset) : null);
        return;
      }
      case 'memref.dim':
        this.#dim(op);
        return;
      case 'memref.load':
      case 'vector.load':
        this.#load(op);
        return;
      case 'memref.store':
      case 'vector.store':
        this.#store(op);
        return;
      case 'vector.broadcast':
      case 'vector.splat': {
        const source = this.#name(op.operand(0));
        const { type } = op.result();
        this.#let(
          op.result(),
          op.operand(0).type.kind === 'vector' ? source : `${valueType(type)}(${source})`,
        );
        return;
      }
      case 'vector.extract':
        this.#let(op.result(), `${this.#name(op.operand(0))}.${LANES[positionOf(op)]}`);
        return;
      case 'vector.insert': {
        const [source, target] = [this.#name(op.operand(0)), this.#name(op.operand(1))];
        const { type } = op.result();
        const lanes = LANES.slice(0, laneCount(type)).map((lane, i) =>
          i === positionOf(op) ? source : `${target}.${lane}`,
        );
        this.#let(op.result(), `${valueType(type)}(${lanes.join(', ')})`);
        return;
      }
      case 'vector.shuffle': {
        const lanes = shuffledLanes(op).map(
          ({ operand, lane }) => `${this.#name(operand)}.${LANES[lane]}`,
        );
        this.#let(op.result(), `${valueType(op.result().type)}(${lanes.join(', ')})`);
        return;
      }
      case 'scf.for':
        this.#for(op);
        return;
      case 'scf.if':
        this.#if(op);
        return;
      case 'scf.while':
        this.#while(op);
        return;
      default:
        this.#let(
          op.result(),
          expressionOf(
            op,
            op.operands.map((operand) => this.#name(operand)),
            this.#prelude,
          ),
        );
    }
  }

  #size(dimension: number): number {
    return this.#dispatch.workgroupSize[dimension] ?? 1;
  }

  #constant(op: Operation): void {
    const attr = op.attr('value');
    const { type } = op.result();
    const element = heldElement(type);
    if (attr?.kind === 'integer' || attr?.kind === 'float')
      this.#let(op.result(), literal(element, attr, this.#prelude));
    else if (attr?.kind === 'dense') {
      const item = (i: number): string => literal(element, attr.at(i), this.#prelude);
      const lanes = Array.from({ length: laneCount(type) }, (_, i) => item(i));
      this.#let(op.result(), `${valueType(type)}(${attr.isSplat ? item(0) : lanes.join(', ')})`);
    }
  }

  #constantLoad(op: Operation): void {
    const index = Number(op.intAttr('index') ?? 0n);
    const word = `constants[${index >> 2}].${LANES[index & 3]}`;
    const element = heldElement(op.result().type);
    const signed = `bitcast<i32>(${word})`;
    if (element.half)
      this.#let(op.result(), `${this.#prelude.use(`${element.half}_value`)}(${word} & 0xffffu)`);
    else if (element.held === 'bool') this.#let(op.result(), `(${word} & 1u) != 0u`);
    else if (element.held === 'vec2<u32>') this.#let(op.result(), `vec2<u32>(${word}, 0u)`);
    else if (element.held === 'f32') this.#let(op.result(), `bitcast<f32>(${word})`);
    else
      this.#let(
        op.result(),
        element.bits < 32 ? `extractBits(${signed}, 0u, ${element.bits}u)` : signed,
      );
  }

  #dim(op: Operation): void {
    const size = memrefSizes(op.operand(0))[Number(constantInteger(op.operand(1)) ?? 0n)];
    this.#let(op.result(), typeof size === 'object' ? this.#name(size) : `${size ?? 1}i`);
  }

  // ----- Loads and stores -----

  /** Row-major position of the element at the indices. */
  #index(memref: Value, indices: readonly Value[]): string {
    const sizes = memrefSizes(memref);
    let text = '0i';
    indices.forEach((index, dim) => {
      const size = sizes[dim];
      text =
        dim === 0
          ? this.#name(index)
          : `(${text}) * ${typeof size === 'object' ? this.#name(size) : `${size ?? 1}i`} + ${this.#name(index)}`;
    });
    if (indices.length < 2) return text;
    const name = this.#fresh('n');
    this.#line(`let ${name} = ${text};`);
    return name;
  }
  #load(op: Operation): void {
    const memref = op.operand(0);
    const index = this.#index(memref, op.operands.slice(1));
    const { type } = op.result();
    const lanes = laneCount(type);
    const vector = lanes === 0 ? null : this.#memory.readVector(memref, index);
    if (lanes === 0) this.#let(op.result(), this.#memory.read(memref, index, 0));
    else if (vector) this.#let(op.result(), vector);
    else {
      const parts = Array.from({ length: lanes }, (_, lane) =>
        this.#memory.read(memref, index, lane),
      );
      this.#let(op.result(), `${valueType(type)}(${parts.join(', ')})`);
    }
  }
  #store(op: Operation): void {
    const value = op.operand(0);
    const memref = op.operand(1);
    const index = this.#index(memref, op.operands.slice(2));
    const lanes = laneCount(value.type);
    const name = this.#name(value);
    const vector = lanes === 0 ? null : this.#memory.writeVector(memref, index, name);
    if (vector) {
      this.#line(vector);
      return;
    }
    if (lanes === 0)
      for (const text of this.#memory.write(memref, index, 0, name)) this.#line(text);
    for (let lane = 0; lane < lanes; lane++)
      for (const text of this.#memory.write(memref, index, lane, `${name}.${LANES[lane]}`))
        this.#line(text);
  }

  // ----- Control -----

  /** Declares variables for what an operation hands on, with start values if there are any. */
  #variables(values: readonly Value[], inits: readonly Value[] = []): string[] {
    return values.map((value, i) => {
      const name = this.#fresh('c');
      const init = inits[i];
      this.#line(`var ${name}: ${valueType(value.type)}${init ? ` = ${this.#name(init)}` : ''};`);
      return name;
    });
  }
  #bind(values: readonly Value[], names: readonly string[]): void {
    values.forEach((value, i) => {
      this.#names.set(value, names[i] as string);
    });
  }
  /** Sets variables to values all at once. */
  #assign(names: readonly string[], values: readonly Value[]): void {
    const sources = values.map((value) => this.#name(value));
    // A variable that another one is set from must be read before it is written.
    const safe = sources.map((source, i) => {
      if (source === names[i] || !names.includes(source)) return source;
      const copy = this.#fresh('t');
      this.#line(`let ${copy} = ${source};`);
      return copy;
    });
    safe.forEach((source, i) => {
      if (source !== names[i]) this.#line(`${names[i]} = ${source};`);
    });
  }

  #for(op: Operation): void {
    const body = op.region().front;
    const [iv, ...carried] = body.arguments;
    if (!iv) return;
    const names = this.#variables(carried, op.operands.slice(3));
    this.#bind(carried, names);
    const counter = this.#fresh('n');
    this.#names.set(iv, counter);
    // Compilers of shaders unroll a loop whose bounds they see as literals, and not always one of `let`s.
    const [lower, upper, step] = op.operands.slice(0, 3).map((value) => {
      const constant = constantInteger(value);
      return constant === null
        ? this.#name(value)
        : intLiteral(Number(BigInt.asIntN(32, constant)));
    });
    this.#line(
      `for (var ${counter}: i32 = ${lower}; ${counter} < ${upper}; ${counter} += ${step}) {`,
    );
    this.#indented(() => {
      this.#block(body);
      this.#assign(names, body.last?.operands ?? []);
    });
    this.#line('}');
    this.#bind(op.results, names);
  }

  #if(op: Operation): void {
    const names = this.#variables(op.results);
    const branch = (block: Block): void =>
      this.#indented(() => {
        this.#block(block);
        this.#assign(names, block.last?.operands ?? []);
      });
    this.#line(`if (${this.#name(op.operand(0))}) {`);
    branch(op.region(0).front);
    const otherwise = op.regions[1]?.entry;
    if (otherwise) {
      this.#line('} else {');
      branch(otherwise);
    }
    this.#line('}');
    this.#bind(op.results, names);
  }

  #while(op: Operation): void {
    const [before, after] = [op.region(0).front, op.region(1).front];
    const carried = this.#variables(before.arguments, op.operands);
    const results = this.#variables(op.results);
    this.#bind(before.arguments, carried);
    this.#line('loop {');
    this.#indented(() => {
      this.#block(before);
      const [go, ...passed] = (before.last?.operands ?? []) as [Value, ...Value[]];
      this.#assign(results, passed);
      this.#line(`if (!${this.#name(go)}) { break; }`);
      this.#bind(after.arguments, results);
      this.#block(after);
      this.#assign(carried, after.last?.operands ?? []);
    });
    this.#line('}');
    this.#bind(op.results, results);
  }
}

// ----- Facts about operations -----

const dimensionOf = (op: Operation): number => Number(op.intAttr('dimension') ?? 0n);

function threadDimension(op: Operation): string {
  const attr = op.attr('dimension');
  return attr?.kind === 'dialect' ? String(attr.params[0]) : 'x';
}

function positionOf(op: Operation): number {
  const attr = op.attr('position');
  const first = attr?.kind === 'array' ? attr.elements[0] : undefined;
  return first?.kind === 'integer' ? Number(first.value) : 0;
}
