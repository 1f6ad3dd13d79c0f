/** What the grammar's rules of locations build; aliases of locations may be defined later. */

import {
  type Attribute,
  CallSiteLoc,
  FileLineColLoc,
  FusedLoc,
  isLocation,
  type Location,
  NameLoc,
  UnknownLoc,
} from '../attributes.ts';
import type { Operation } from '../operation.ts';
import type { Session } from './session.ts';
import { decodeString } from './string-literals.ts';
import { TokenKind } from './token-kinds.ts';

export class LocationActions {
  readonly #s: Session;
  /** Stand-ins for aliases that were not yet defined, by the stand-in. */
  readonly #deferred = new Map<Location, { readonly name: string; readonly at: number }>();

  constructor(session: Session) {
    this.#s = session;
  }

  checkAt(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.bareId || s.nameAt(s.cur) !== 'at')
      s.failWrongToken("expected 'at' in callsite location");
  }
  callSite(callee: Location, caller: Location): Location {
    return CallSiteLoc.get(callee, caller);
  }
  /** Flattened and made distinct as upstream does; metadata keep the fusion. */
  fused(locations: readonly Location[], metadata: Attribute | null): Location {
    const distinct = new Set<Location>();
    for (const location of locations) {
      if (location.kind === 'loc.fused' && location.metadata === metadata)
        for (const inner of location.locations) distinct.add(inner);
      else if (location.kind !== 'loc.unknown') distinct.add(location);
    }
    const list = [...distinct];
    const [first] = list;
    const { context } = this.#s;
    if (metadata) return FusedLoc.getRaw(context, first ? list : [this.unknown()], metadata);
    if (!first) return this.unknown();
    return list.length === 1 ? first : FusedLoc.getRaw(context, list, null);
  }
  unknown(): Location {
    return UnknownLoc.get(this.#s.context);
  }
  file(name: number, line: number, column: number): Location {
    const s: Session = this.#s;
    return FileLineColLoc.get(
      s.context,
      this.#string(name),
      Number(s.spellingAt(line)),
      Number(s.spellingAt(column)),
    );
  }
  name(name: number, child: Location | null): Location {
    return NameLoc.get(this.#string(name), child ?? this.unknown());
  }
  /** The location that an attribute within another location is. */
  fromAttribute(attr: Attribute): Location {
    const s: Session = this.#s;
    if (isLocation(attr)) return attr;
    // Upstream has no space there.
    return s.fail(`expected location attribute, but got${s.attributeText(attr)}`, s.start);
  }
  #string(index: number): string {
    const s: Session = this.#s;
    return decodeString(s.text, s.starts[index]!, s.ends[index]!);
  }

  // ----- Aliases -----

  /** The alias that is the next token: its location, or a stand-in until the file's end. */
  alias(): Location {
    const s: Session = this.#s;
    const name = s.nameAt(s.cur);
    if (name.includes('.'))
      return s.fail(`expected location, but found dialect attribute: '#${name}'`, s.start);
    s.info?.useAlias('attribute', name, s.rangeAt(s.cur));
    const attr = s.aliases.attribute(name);
    if (attr) {
      if (isLocation(attr)) return attr;
      return s.fail(`expected location, but found '${s.attributeText(attr)}'`, s.start);
    }
    const standIn = FileLineColLoc.at(s.context, s.source, s.start);
    this.#deferred.set(standIn, { name, at: s.start });
    return standIn;
  }

  /** Puts the locations in that were defined after their use. */
  resolveDeferred(root: Operation): void {
    if (this.#deferred.size === 0) return;
    const s: Session = this.#s;
    const resolve = (location: Location): Location => {
      const deferred = this.#deferred.get(location);
      if (!deferred) return location;
      const attr = s.aliases.attribute(deferred.name);
      if (attr && isLocation(attr)) return attr;
      s.report(
        attr
          ? `expected location, but found '${s.attributeText(attr)}'`
          : 'operation location alias was never defined',
        deferred.at,
      );
      this.#deferred.delete(location);
      return location;
    };
    root.walk((op) => {
      const location = resolve(op.location);
      if (location !== op.location) op.setLocation(location);
      for (const region of op.regions)
        for (const block of region.blocks)
          for (const argument of block.arguments) argument.location = resolve(argument.location);
    });
  }
}
