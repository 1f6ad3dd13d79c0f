/**
 * A loaded bytecode module: read, verified, and translated to the form the interpreter runs. It holds
 * no state; a context gives it globals and imports.
 */
import {
  type ArgumentRegister,
  argumentRegisters,
  bytecodeVersion,
  type CallingConvention,
  type CconvType,
  FeatureBits,
  FormatError,
  type FunctionSignatureDef,
  type ModuleDef,
  parseCallingConvention,
  readModule,
} from '@iree-workbench/format';
import { locationAt } from './debug-locations.ts';
import { type TranslatedCode, translateFunction } from './translate.ts';

/** A function ready to run. */
export interface BytecodeFunction extends TranslatedCode {
  readonly module: BytecodeModule;
  readonly ordinal: number;
  /** Name in the debug database, else that of an export, else its ordinal. */
  readonly name: string;
  readonly signature: FunctionSignatureDef;
  /** Where arguments arrive. */
  readonly arguments: readonly ArgumentRegister[];
  readonly results: readonly CconvType[];
  readonly i32RegisterCount: number;
  readonly refRegisterCount: number;
}

/** An import as the module declares it. */
export interface BytecodeImport {
  readonly fullName: string;
  readonly cconvText: string;
  readonly cconv: CallingConvention;
  readonly optional: boolean;
}

/** The features this VM has. */
const availableFeatures = FeatureBits.EXT_F32 | FeatureBits.EXT_F64;

/** How much bytecode functions may cover together; they may share ranges, but not without end. */
function translationBudget(bytecodeLength: number): number {
  return Math.max(1 << 20, bytecodeLength * 8);
}

/** A module of bytecode. */
export class BytecodeModule {
  readonly def: ModuleDef;
  readonly imports: readonly BytecodeImport[];
  readonly functions: readonly BytecodeFunction[];
  readonly #exports = new Map<string, BytecodeFunction>();

  constructor(def: ModuleDef) {
    this.def = def;
    checkVersion(def);
    checkFeatures(def.requirements, `module '${def.name}'`);
    this.imports = def.importedFunctions.map((entry) => ({
      fullName: entry.fullName,
      cconvText: entry.signature.cconv,
      cconv: parseCallingConvention(entry.signature.cconv),
      optional: entry.optional,
    }));
    const conventions = def.functionSignatures.map((signature, ordinal) => {
      const cconv = parseCallingConvention(signature.cconv);
      if (cconv.variadic) {
        throw new FormatError(
          `function ${ordinal}: internal functions cannot accept variadic arguments`,
        );
      }
      return cconv;
    });
    const exportNames = new Map<number, string>();
    for (const entry of def.exportedFunctions) {
      if (!exportNames.has(entry.ordinal)) exportNames.set(entry.ordinal, entry.localName);
    }
    let budget = translationBudget(def.bytecodeData.length);
    this.functions = def.functionDescriptors.map((descriptor, ordinal) => {
      budget -= descriptor.bytecodeLength;
      if (budget < 0) throw new FormatError('functions share more bytecode than is reasonable');
      const debugName = def.debugDatabase?.functions[ordinal]?.localName;
      const name = debugName || exportNames.get(ordinal) || `${ordinal}`;
      const cconv = conventions[ordinal]!;
      checkFeatures(descriptor.requirements, `function '${name}'`);
      const types = cconv.arguments.map((argument) =>
        argument.kind === 'value' ? argument.type : 'r',
      );
      return {
        ...translateFunction({
          def,
          ordinal,
          name,
          conventions,
          imports: this.imports,
          arguments: argumentRegisters(types),
        }),
        module: this,
        ordinal,
        name,
        signature: def.functionSignatures[ordinal]!,
        arguments: argumentRegisters(types),
        results: cconv.results,
      };
    });
    for (const entry of def.exportedFunctions) {
      const target = this.functions[entry.ordinal]!;
      // The first of two exports of one name wins, as a lookup from the front finds it.
      if (!this.#exports.has(entry.localName)) this.#exports.set(entry.localName, target);
    }
  }

  get name(): string {
    return this.def.name;
  }

  get version(): number {
    return this.def.version;
  }

  /** Names of the functions others may call, in the module's order. */
  get exportNames(): readonly string[] {
    return [...this.#exports.keys()];
  }

  /** The function an export names. */
  findExport(localName: string): BytecodeFunction | undefined {
    return this.#exports.get(localName);
  }

  /** Source location of an operation, from the debug database. */
  sourceLocation(ordinal: number, bytecodeOffset: number): string | undefined {
    return this.def.debugDatabase && locationAt(this.def.debugDatabase, ordinal, bytecodeOffset);
  }
}

/** Reads and verifies a module file. Throws FormatError for one that is malformed. */
export function loadBytecodeModule(bytes: Uint8Array): BytecodeModule {
  return new BytecodeModule(readModule(bytes));
}

function checkVersion(def: ModuleDef): void {
  const { major, minor } = def.bytecodeVersion;
  if (major !== bytecodeVersion.major || minor > bytecodeVersion.minor) {
    throw new FormatError(
      'bytecode version mismatch; runtime supports ' +
        `${bytecodeVersion.major}.${bytecodeVersion.minor}, module has ${major}.${minor}`,
    );
  }
}

function checkFeatures(required: number, what: string): void {
  const missing = (required & ~availableFeatures) >>> 0;
  if (missing === 0) return;
  const names = Object.entries(FeatureBits)
    .filter(([, bit]) => (missing & bit) !== 0)
    .map(([name]) => name);
  throw new FormatError(
    `required features [${names.join('|') || `0x${missing.toString(16)}`}] of ${what} are not available`,
  );
}
