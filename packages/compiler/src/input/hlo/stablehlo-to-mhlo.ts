/** Programs in stablehlo become the same in mhlo (`stablehlo-legalize-to-hlo`). */

import {
  ArrayAttr,
  type Attribute,
  Builder,
  DialectAttr,
  DictionaryAttr,
  definePass,
  type Operation,
  type Pass,
  Region,
} from '@iree-workbench/ir';

const FROM = 'stablehlo';
const TO = 'mhlo';

/** An attribute with stablehlo's replaced by mhlo's of the same name. */
function converted(attr: Attribute): Attribute {
  switch (attr.kind) {
    case 'dialect':
      return attr.dialect === FROM
        ? DialectAttr.get(attr.context, TO, attr.mnemonic, attr.params)
        : attr;
    case 'array':
      return ArrayAttr.get(attr.context, attr.elements.map(converted));
    case 'dictionary':
      return DictionaryAttr.get(
        attr.context,
        attr.entries.map(([name, value]) => [name, converted(value)]),
      );
    default:
      return attr;
  }
}

function rename(op: Operation): void {
  const regions = op.regions.map((source) => {
    const region = new Region();
    region.takeBlocks(source);
    return region;
  });
  const replacement = Builder.before(op).create(`${TO}${op.name.slice(FROM.length)}`, {
    operands: op.operands,
    resultTypes: op.resultTypes,
    attributes: op.attributes.entries.map(([name, value]) => [name, converted(value)]),
    regions,
  });
  op.replaceAllUsesWith(replacement.results);
  op.erase();
}

export const stablehloToMhlo: Pass = definePass({
  argument: 'stablehlo-legalize-to-hlo',
  className: 'StablehloLegalizeToHloPass',
  summary: 'turns stablehlo into mhlo',
  anchor: 'builtin.module',
  run(module) {
    const found: Operation[] = [];
    module.walk((op) => {
      if (op.operationName.dialect === FROM) found.push(op);
    });
    for (const op of found) rename(op);
  },
});
