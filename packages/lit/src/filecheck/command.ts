/** FileCheck as a command: arguments, files and standard input to what it prints and returns. */
import { prefixesOf } from './check-file.ts';
import { type FileCheckResult, runFileCheck } from './filecheck.ts';
import { FileCheckHelp, FileCheckUsageError, parseFileCheckArguments } from './flags.ts';

/** How a command ended. */
export interface FileCheckEnd {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
  readonly report?: FileCheckReport;
}

/** What was checked, and what came of it. */
export interface FileCheckReport {
  readonly checkFile: string;
  readonly prefixes: readonly string[];
  /** The text that was checked. */
  readonly input: string;
  readonly result: FileCheckResult;
}

/**
 * Carries out a command.
 *
 * @param read reads a file, or standard input for `-`; throws with the system's words
 */
export function fileCheckCommand(
  args: readonly string[],
  read: (path: string) => Uint8Array,
): FileCheckEnd {
  try {
    const { checkFile, inputFile, options } = parseFileCheckArguments(args);
    const textOf = (what: string, path: string): string => {
      try {
        return new TextDecoder().decode(read(path));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new FileCheckUsageError(`Could not open ${what} file '${path}': ${reason}`, 2);
      }
    };
    const checks = textOf('check', checkFile);
    const input = textOf('input', inputFile);
    const result = runFileCheck(
      { name: checkFile, text: checks },
      { name: inputFile === '-' ? '<stdin>' : inputFile, text: input },
      options,
    );
    const { checks: prefixes } = prefixesOf(options);
    const report = { checkFile, prefixes, input, result };
    return { exitCode: result.exitCode, output: '', errors: result.output, report };
  } catch (error) {
    if (error instanceof FileCheckHelp) return { exitCode: 0, output: error.message, errors: '' };
    if (!(error instanceof FileCheckUsageError)) throw error;
    return { exitCode: error.exitCode, output: '', errors: `${error.message}\n` };
  }
}
