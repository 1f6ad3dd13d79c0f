/** Metadata: groups and scopes of memory accesses that operations refer to, and types of C's aliasing. */

import { StringAttr, SymbolRefAttr } from '../../attributes.ts';
import {
  DenseI64ArrayAttr,
  FlatSymbolRefArrayAttr,
  FlatSymbolRefAttr,
  I64Attr,
  StrAttr,
  SymbolNameAttr,
  SymbolRefArrayAttr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import { defineOp, type OpDefinition, optionalAttr, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { Block } from '../../operation.ts';
import {
  HasParent,
  NoRegionArguments,
  NoTerminator,
  SymbolTable,
  SymbolTrait,
} from '../../traits.ts';
import { lookupSymbol } from '../symbols.ts';

// ----- References to metadata -----

/** The attributes of operations that access memory, and what they refer to. */
const REFERENCES = {
  access_groups: 'llvm.access_group',
  alias_scopes: 'llvm.alias_scope',
  noalias_scopes: 'llvm.alias_scope',
  tbaa: 'llvm.tbaa_tag',
} as const;
export const metadataAttributes = {
  access_groups: optionalAttr(SymbolRefArrayAttr),
  alias_scopes: optionalAttr(SymbolRefArrayAttr),
  noalias_scopes: optionalAttr(SymbolRefArrayAttr),
  tbaa: optionalAttr(SymbolRefArrayAttr),
};

/** Metadata that a reference names from where `op` stands: what it is, or what is wrong. */
export function lookupMetadata(
  op: Operation,
  reference: SymbolRefAttr,
): { readonly found: Operation } | { readonly missing: 'metadata' | 'symbol' } {
  const metadata = lookupSymbol(op, SymbolRefAttr.get(op.context, reference.root));
  if (!metadata?.is('llvm.metadata')) return { missing: 'metadata' };
  const found = metadata.region().entry?.findSymbol(reference.leaf);
  return found ? { found } : { missing: 'symbol' };
}

/** Do the operation's references lead to metadata of the right kind? */
export function verifyMetadata(op: Operation, report: VerifyContext): boolean {
  return Object.entries(REFERENCES).every(([name, kind]) => {
    const list = op.attr(name);
    if (list?.kind !== 'array') return true;
    return list.elements.every((reference) => {
      if (reference.kind !== 'symbol_ref') return true;
      const text = `expected '${report.printAttribute(reference)}' to`;
      if (reference.root === reference.leaf)
        return report.opError(`${text} specify a fully qualified reference`);
      const result = lookupMetadata(op, reference);
      if ('missing' in result)
        return report.opError(
          result.missing === 'metadata'
            ? `${text} reference a metadata op`
            : `${text} be a valid reference`,
        );
      return result.found.is(kind) || report.opError(`${text} resolve to a ${kind}`);
    });
  });
}

// ----- The graph of types -----

const TYPE_NODES = ['llvm.tbaa_root', 'llvm.tbaa_type_desc'];

/** Names that an operation of the graph refers to, with the attributes that do. */
function referencesOf(op: Operation): readonly (readonly [attribute: string, name: string])[] {
  const named = (attribute: string): (readonly [string, string])[] => {
    const value = op.attr(attribute);
    const list = value?.kind === 'array' ? value.elements : value ? [value] : [];
    return list.flatMap((one) =>
      one.kind === 'symbol_ref' ? [[attribute, one.root] as const] : [],
    );
  };
  if (op.is('llvm.tbaa_type_desc')) return named('members');
  return op.is('llvm.tbaa_tag') ? [...named('base_type'), ...named('access_type')] : [];
}

/** Names on a cycle, in the order in which Tarjan's algorithm gives them; null without one. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const numbers = new Map<string, number>();
  const stack: string[] = [];
  let cycle: string[] | null = null;
  const visit = (name: string): number => {
    const number = numbers.size;
    numbers.set(name, number);
    stack.push(name);
    let lowest = number;
    for (const next of edges.get(name) ?? []) {
      const known = numbers.get(next);
      if (known === undefined) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, known);
    }
    if (lowest === number) {
      const component = stack.splice(stack.indexOf(name)).reverse();
      const isCycle = component.length > 1 || (edges.get(name) ?? []).includes(name);
      if (isCycle) cycle ??= component;
    }
    return lowest;
  };
  for (const name of edges.keys()) if (!numbers.has(name)) visit(name);
  return cycle;
}

function verifyTypeGraph(op: Operation, report: VerifyContext): boolean {
  const inner = op.region().entry?.ops ?? [];
  const known = new Set(
    inner.filter((one) => TYPE_NODES.includes(one.name)).map((one) => one.symbolName),
  );
  const edges = new Map<string, readonly string[]>();
  for (const one of inner) {
    if (!TYPE_NODES.includes(one.name) && !one.is('llvm.tbaa_tag')) continue;
    const references = referencesOf(one);
    for (const [attribute, name] of references)
      if (!known.has(name))
        return report.opErrorAt(
          one,
          `expected ${report.printAttribute(StringAttr.get(op.context, attribute))} to reference a symbol from 'llvm.metadata @${op.symbolName}' defined by either 'llvm.tbaa_root' or 'llvm.tbaa_type_desc' while it references '@${name}'`,
        );
    edges.set(
      one.symbolName ?? '',
      references.map(([, name]) => name),
    );
  }
  const cycle = findCycle(edges);
  return (
    cycle === null ||
    report.opError(`has cycle in TBAA graph (graph closure: <${cycle.join(', ')}>)`)
  );
}

const inMetadata = [HasParent('llvm.metadata'), SymbolTrait];

export const metadataOperations: readonly OpDefinition[] = [
  defineOp('llvm.metadata', {
    summary: 'metadata that operations refer to',
    attributes: { sym_name: SymbolNameAttr },
    regions: { body: { blocks: 1 } },
    traits: [NoRegionArguments, NoTerminator, SymbolTable, SymbolTrait],
    verifyRegions: verifyTypeGraph,
    parse(parser, state) {
      state.attributes.set('sym_name', StringAttr.get(parser.context, parser.parseSymbolName()));
      parser.parseOptionalAttrDictWithKeyword(state.attributes);
      const body = parser.parseRegion();
      if (body.isEmpty) body.append(new Block());
      state.regions.push(body);
    },
    print(printer, op) {
      printer.print(' ');
      printer.printSymbolName(op.symbolName ?? '');
      printer.printOptionalAttrDictWithKeyword(op.attributes, ['sym_name']);
      printer.print(' ');
      printer.printRegion(op.region());
    },
  }),
  defineOp('llvm.alias_scope_domain', {
    summary: 'scopes of which memory in one may not be that in another',
    attributes: { sym_name: SymbolNameAttr, description: optionalAttr(StrAttr) },
    traits: inMetadata,
    assemblyFormat: '$sym_name attr-dict',
  }),
  defineOp('llvm.alias_scope', {
    summary: 'a scope of memory in a domain',
    attributes: {
      sym_name: SymbolNameAttr,
      domain: FlatSymbolRefAttr,
      description: optionalAttr(StrAttr),
    },
    traits: inMetadata,
    verify(op, report) {
      const domain = op.attr('domain');
      const name = domain?.kind === 'symbol_ref' ? domain.root : '';
      return (
        lookupSymbol(op, domain)?.is('llvm.alias_scope_domain') ||
        report.opError(`expected '${name}' to reference a domain operation in the same region`)
      );
    },
    assemblyFormat: '$sym_name attr-dict',
  }),
  defineOp('llvm.access_group', {
    summary: 'accesses that iterations of a loop may do at the same time',
    attributes: { sym_name: SymbolNameAttr },
    traits: inMetadata,
    assemblyFormat: '$sym_name attr-dict',
  }),
  defineOp('llvm.tbaa_root', {
    summary: 'the root of a tree of types, which alias no type of another tree',
    attributes: { sym_name: SymbolNameAttr, identity: StrAttr },
    traits: inMetadata,
    verify: (op, report) =>
      op.stringAttr('identity') !== '' || report.opError('expected non-empty "identity"'),
    assemblyFormat: '$sym_name ` ` `{` `id` `=` $identity `}` attr-dict',
  }),
  defineOp('llvm.tbaa_type_desc', {
    summary: 'a type, and at which offsets it holds others',
    attributes: {
      sym_name: SymbolNameAttr,
      identity: optionalAttr(StrAttr),
      members: FlatSymbolRefArrayAttr,
      offsets: DenseI64ArrayAttr,
    },
    traits: inMetadata,
    verify(op, report) {
      const [members, offsets] = [op.attr('members'), op.attr('offsets')];
      if (members?.kind !== 'array' || offsets?.kind !== 'dense_array') return true;
      const [a, b] = [members.elements.length, offsets.values.length];
      return (
        a === b ||
        report.opError(
          `expected the same number of elements in "members" and "offsets": ${a} != ${b}`,
        )
      );
    },
    assemblyFormat:
      '$sym_name ` ` `{` (`id` `=` $identity^)? `,` `members` `=` `{` custom<TBAAMembers>($members, $offsets) `}` `}` attr-dict',
  }),
  defineOp('llvm.tbaa_tag', {
    summary: 'the type of an access, and where in which type it is',
    attributes: {
      sym_name: SymbolNameAttr,
      base_type: FlatSymbolRefAttr,
      access_type: FlatSymbolRefAttr,
      offset: I64Attr,
      constant: optionalAttr(UnitAttrConstraint),
    },
    traits: inMetadata,
    assemblyFormat: '$sym_name attr-dict',
  }),
];
