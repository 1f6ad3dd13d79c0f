/** The vk dialect: attributes that say what a Vulkan device can do. */

import { defineDialect } from '../../dialect.ts';
import { vulkanAttributes } from './attributes.ts';

export const vulkanDialect = defineDialect({
  name: 'vk',
  summary: 'what a Vulkan device can do',
  operations: [],
  attributes: vulkanAttributes,
  parseType(parser) {
    return parser.fail("dialect 'vk' provides no type parsing hook", parser.offset());
  },
  parseAttribute(parser) {
    const at = parser.offset();
    // Spelt as upstream spells it.
    return parser.fail(`unknown Vulkan attriubte kind: ${parser.parseKeyword()}`, at);
  },
});
