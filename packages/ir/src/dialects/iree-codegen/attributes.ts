/** Attributes of the iree_codegen dialect: which pipeline lowers a dispatch, and with which tiles. */

import type { OpAsmParser } from '../../asm.ts';
import { ArrayAttr, type Attribute } from '../../attributes.ts';
import type { AttrDefinition } from '../../dialect.ts';
import type { Param } from '../../types.ts';
import {
  parseAttributeOf,
  parseNestedAttribute,
  printNestedAttribute,
} from '../nested-attributes.ts';
import { parseUnsigned } from '../unsigned.ts';

const PIPELINES = [
  'CPUDefault',
  'CPUDoubleTilingExpert',
  'CPUDoubleTilingPadExpert',
  'CPUDoubleTilingPeelingExpert',
  'CPUConvTileAndDecomposeExpert',
  'Mmt4dTilingExpert',
  'CPUBufferOpsTileAndVectorize',
  'CPUDataTiling',
  'LLVMGPUDistribute',
  'LLVMGPUVectorize',
  'LLVMGPUMatmulSimt',
  'LLVMGPUMatmulTensorCore',
  'LLVMGPUTransposeSharedMem',
  'LLVMGPUWarpReduction',
  'LLVMGPUPackUnPack',
  'LLVMGPUMatmulTensorCoreMmaSync',
  'SPIRVBaseDistribute',
  'SPIRVBaseVectorize',
  'SPIRVMatmulPromoteVectorize',
  'SPIRVCooperativeMatrixVectorize',
  'SPIRVSubgroupReduce',
  'SPIRVWinogradVectorize',
  'VMVXDefault',
  'TransformDialectCodegen',
  'None',
];

/** `name = …` if the name is next. */
function parseOptionalField<T>(parser: OpAsmParser, name: string, parse: () => T): T | null {
  if (parser.parseOptionalKeyword(name) === null) return null;
  parser.parsePunctuation('=');
  return parse();
}
function parseField<T>(parser: OpAsmParser, name: string, parse: () => T): T {
  parser.parseKeyword(name);
  parser.parsePunctuation('=');
  return parse();
}
/** Fields behind commas, each of which may be left out if all behind it are, too. */
function parseOptionalFields<T>(
  parser: OpAsmParser,
  fields: readonly (readonly [name: string, parse: () => T])[],
): (T | null)[] {
  let isEnd = false;
  return fields.map(([name, parse]) => {
    if (isEnd || !parser.parseOptionalPunctuation(',')) {
      isEnd = true;
      return null;
    }
    return parseField(parser, name, parse);
  });
}
const isArray = (param: Param | undefined): param is ArrayAttr => param instanceof ArrayAttr;
const isIntegers = (attr: Attribute): boolean =>
  attr.kind === 'array' && attr.elements.every((element) => element.kind === 'integer');
const isListOfIntegers = (param: Param | undefined): boolean =>
  isArray(param) && param.elements.every(isIntegers);
const isEmpty = (param: Param | undefined): boolean =>
  !isArray(param) || param.elements.length === 0;

const translationInfo: AttrDefinition = {
  mnemonic: 'translation_info',
  summary: 'the pipeline that lowers a dispatch',
  parse(parser) {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const pipeline = parser.parseKeyword();
    if (!PIPELINES.includes(pipeline))
      parser.failWord(
        `expected ::mlir::iree_compiler::IREE::Codegen::DispatchLoweringPassPipeline to be one of: ${PIPELINES.join(', ')}`,
        PIPELINES,
        at,
      );
    const depth = parseOptionalField(parser, 'pipeline_depth', () => parseUnsigned(parser));
    const stage = parseOptionalField(parser, 'store_stage', () => parseUnsigned(parser));
    parser.parsePunctuation('>');
    return [pipeline, depth ?? 0, stage ?? 1];
  },
  print(printer, attr) {
    const [pipeline, depth, stage] = attr.params;
    printer.print(`<${String(pipeline)}`);
    if (depth !== 0) printer.print(` pipeline_depth = ${String(depth)}`);
    if (stage !== 1) printer.print(` store_stage = ${String(stage)}`);
    printer.print('>');
  },
  alias: () => 'translation',
};

const loweringConfig: AttrDefinition = {
  mnemonic: 'lowering_config',
  summary: 'tile sizes and their order, and the size of vectors, that lower an operation',
  parse(parser) {
    const array = () => parseAttributeOf(parser, 'array');
    const none = ArrayAttr.get(parser.context, []);
    parser.parsePunctuation('<');
    const sizes = parseField(parser, 'tile_sizes', array);
    const [interchange, vector] = parseOptionalFields(parser, [
      ['tile_interchange', array],
      ['native_vector_size', array],
    ]);
    parser.parsePunctuation('>');
    return [sizes, interchange ?? none, vector ?? none];
  },
  print(printer, attr) {
    const fields = ['tile_sizes', 'tile_interchange', 'native_vector_size'];
    printer.print('<');
    attr.params.forEach((param, i) => {
      if (!isArray(param) || (i > 0 && isEmpty(param))) return;
      printer.print(`${i > 0 ? ', ' : ''}${fields[i]} = `);
      printer.printAttribute(param);
    });
    printer.print('>');
  },
  verify([sizes, interchange, vector]) {
    if (!isListOfIntegers(sizes))
      return 'expected all elements of tile_sizes to be a list of integers';
    if (!isListOfIntegers(interchange))
      return 'expected all elements of tile_interchange to be a list of integers';
    return isArray(vector) && isIntegers(vector)
      ? null
      : 'expected native_vector_size to be a list of integer values';
  },
  alias: () => 'config',
};

const compilationInfo: AttrDefinition = {
  mnemonic: 'compilation_info',
  summary: 'how an operation is lowered, given by who writes it',
  parse(parser) {
    const none = ArrayAttr.get(parser.context, []);
    parser.parsePunctuation('<');
    const config = parseField(parser, 'lowering_config', () =>
      parseNestedAttribute(parser, 'iree_codegen.lowering_config'),
    );
    parser.parsePunctuation(',');
    const translation = parseField(parser, 'translation_info', () =>
      parseNestedAttribute(parser, 'iree_codegen.translation_info'),
    );
    const [workgroup, subgroup] = parseOptionalFields<ArrayAttr | bigint>(parser, [
      ['workgroup_size', () => parseAttributeOf(parser, 'array')],
      ['subgroup_size', () => parser.parseInteger()],
    ]);
    parser.parsePunctuation('>');
    return [config, translation, workgroup ?? none, subgroup ?? null];
  },
  print(printer, attr) {
    const [config, translation, workgroup, subgroup] = attr.params;
    printer.print('<lowering_config = ');
    printNestedAttribute(printer, config as Attribute);
    printer.print(', translation_info = ');
    printNestedAttribute(printer, translation as Attribute);
    if (isArray(workgroup) && !isEmpty(workgroup)) {
      printer.print(', workgroup_size = ');
      printer.printAttribute(workgroup);
    }
    if (typeof subgroup === 'bigint') printer.print(`, subgroup_size = ${subgroup}`);
    printer.print('>');
  },
  verify: ([, , workgroup]) =>
    isArray(workgroup) && isIntegers(workgroup)
      ? null
      : 'expected workgroup_size to be a list of integers',
  alias: () => 'compilation',
};

export const attributes: readonly AttrDefinition[] = [
  translationInfo,
  loweringConfig,
  compilationInfo,
];
