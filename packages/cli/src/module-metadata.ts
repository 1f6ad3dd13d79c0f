/**
 * What a module is, without its instructions: types, imports, exports, sections, laid out as upstream's
 * iree-dump-module does.
 */
import {
  type AttrDef,
  type CconvType,
  FeatureBits,
  type FunctionDescriptorDef,
  type ModuleDef,
  parseCallingConvention,
  type RodataSegmentDef,
} from '@iree-workbench/format';

const RULE = `//===${'-'.repeat(110)}===//`;

/** Bytes that a reference takes in the module's state. */
const refSize = 16;

/** Characters of constants that are shown, where they are text. */
const maxTextLength = 32;

/** Formats the metadata; `flatbufferSize` is the number of bytes before external data. */
export function formatMetadata(module: ModuleDef, flatbufferSize: number): string {
  return [
    ...heading(`@${module.name} : version ${module.version}`),
    ...(module.requirements === 0
      ? []
      : [`Requirements: ${featureNames(module.requirements)}`, '']),
    ...list('Attributes', formatAttrs(module.attrs, 2)),
    ...list(
      'Required Types',
      module.types.map((type, index) => `${ordinal(index)} ${type}`),
    ),
    ...list('Module Dependencies', formatDependencies(module)),
    ...list('Imported Functions', formatImports(module)),
    ...list('Exported Functions', formatExports(module)),
    ...heading('Sections'),
    ...formatSections(module, flatbufferSize),
    ...heading(`Bytecode : version ${module.version}`),
    ...formatFunctionTable(module),
    '',
    ...formatDebugInformation(module),
    '',
  ].join('\n');
}

const heading = (title: string): readonly string[] => [RULE, `// ${title}`, RULE, ''];

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines, ''];

const ordinal = (index: number): string => `  [${String(index).padStart(3)}]`;

function featureNames(bits: number): string {
  const names = Object.entries(FeatureBits).filter(([, bit]) => (bits & bit) !== 0);
  return names.map(([name]) => name).join(' | ');
}

const formatAttrs = (attrs: readonly AttrDef[], indent: number): readonly string[] =>
  attrs.map(({ key, value }) => `${' '.repeat(indent)}${key}: ${value}`);

function formatDependencies({ dependencies }: ModuleDef): readonly string[] {
  return dependencies.map(
    ({ name, minimumVersion, optional }) =>
      `  ${name}, version >= ${minimumVersion}, ${optional ? 'optional' : 'required'}`,
  );
}

function formatImports({ importedFunctions }: ModuleDef): readonly string[] {
  return importedFunctions.flatMap(({ fullName, optional, signature }, index) => [
    `${ordinal(index)} ${optional ? '?' : ''}${fullName}${formatSignature(signature.cconv)}`,
    ...formatAttrs(signature.attrs, 8),
  ]);
}

function formatExports({ exportedFunctions, functionSignatures }: ModuleDef): readonly string[] {
  return exportedFunctions.flatMap((entry, index) => {
    const signature = functionSignatures[entry.ordinal];
    return [
      `${ordinal(index)} ${entry.localName}${formatSignature(signature?.cconv ?? '')}`,
      ...formatAttrs(signature?.attrs ?? [], 8),
    ];
  });
}

const typeNames: Readonly<Record<CconvType, string>> = {
  i: 'i32',
  I: 'i64',
  f: 'f32',
  F: 'f64',
  r: '!vm.ref<?>',
};

/** `(i32, tuple<i64>...) -> (i32)`. */
function formatSignature(cconv: string): string {
  const { arguments: args, results } = parseCallingConvention(cconv);
  const names = (types: readonly CconvType[]): string =>
    types.map((type) => typeNames[type]).join(', ');
  const shown = args.map((argument) =>
    argument.kind === 'value' ? typeNames[argument.type] : `tuple<${names(argument.types)}>...`,
  );
  return `(${shown.join(', ')}) -> (${names(results)})`;
}

function formatSections(module: ModuleDef, flatbufferSize: number): readonly string[] {
  const { globalBytesCapacity, globalRefCount, rodataSegments, rwdataSegments } = module;
  const stateSize = globalBytesCapacity + globalRefCount * refSize;
  const external = rodataSegments.filter(({ externalOffset }) => externalOffset !== undefined);
  const externalSize = external.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return [
    ...list(
      'Module State',
      stateSize === 0
        ? []
        : [`  ${globalBytesCapacity} bytes, ${globalRefCount} refs, ~${stateSize} bytes total`],
    ),
    `FlatBuffer: ${flatbufferSize} bytes`,
    `  Bytecode: ${module.bytecodeData.length} bytes`,
    ...rodataSegments.map(formatRodata),
    ...rwdataSegments.map((size, index) => `  .rwdata${ordinal(index).trim()} ${size} bytes`),
    '',
    ...(external.length > 0 ? [`External .rodata: ~${externalSize} bytes`, ''] : []),
  ];
}

function formatRodata({ bytes, externalOffset }: RodataSegmentDef, index: number): string {
  const size = `${String(bytes.length).padStart(8)} bytes`;
  const name = `  .rodata${ordinal(index).trim()}`;
  if (externalOffset === undefined) return `${name} embedded ${size}${formatText(bytes)}`;
  const [start, end] = [externalOffset, externalOffset + bytes.length].map((offset) =>
    offset.toString(16).toUpperCase(),
  );
  return `${name} external ${size} (offset ${externalOffset} / ${start}h to ${end}h)`;
}

/** The beginning of data up to a zero, if it is printable. */
function formatText(bytes: Uint8Array): string {
  const beginning = bytes.subarray(0, maxTextLength);
  const zero = beginning.indexOf(0);
  const shown = zero < 0 ? beginning : beginning.subarray(0, zero);
  if (shown.some((byte) => byte < 0x20 || byte > 0x7e)) return '';
  const rest = shown.length === maxTextLength ? '...' : '';
  return ` \`${String.fromCharCode(...shown)}\`${rest}`;
}

function formatFunctionTable(module: ModuleDef): readonly string[] {
  const aliases = module.functionDescriptors.map((_, index) =>
    module.exportedFunctions
      .filter((entry) => entry.ordinal === index)
      .map(({ localName }) => localName)
      .join(', '),
  );
  return [
    '  # | Offset   |   Length | Blocks | i32 # | ref # | Requirements | Aliases',
    `----+----------+----------+--------+-------+-------+--------------+${'-'.repeat(53)}`,
    ...module.functionDescriptors.map((descriptor, index) =>
      [...functionColumns(descriptor, index), ` ${aliases[index] ?? ''}`].join('|'),
    ),
  ];
}

function functionColumns(descriptor: FunctionDescriptorDef, index: number): readonly string[] {
  const number = (value: number, width: number): string => ` ${String(value).padStart(width)} `;
  const offset = descriptor.bytecodeOffset.toString(16).toUpperCase().padStart(8, '0');
  return [
    `${String(index).padStart(3)} `,
    ` ${offset} `,
    number(descriptor.bytecodeLength, 8),
    number(descriptor.blockCount, 6),
    number(descriptor.i32RegisterCount, 5),
    number(descriptor.refRegisterCount, 5),
    ` ${featureNames(descriptor.requirements).padEnd(12)} `,
  ];
}

function formatDebugInformation({ debugDatabase }: ModuleDef): readonly string[] {
  if (!debugDatabase) return [];
  return [
    RULE,
    '// Debug Information',
    RULE,
    '// NOTE: debug databases are large and should be stripped in deployed artifacts.',
    '',
    `Locations: ${debugDatabase.locations.length}`,
    '',
  ];
}
