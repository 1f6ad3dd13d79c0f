/** Reads a command line: lists of pipelines of commands, with what is redirected. */
import { lexShell, type ShellToken } from './shell-lexer.ts';
import {
  type Assignment,
  type CommandList,
  type Pipeline,
  plainText,
  type Redirection,
  type ShellCommand,
  ShellSyntaxError,
  type Word,
} from './shell-syntax.ts';

/** Reads a command line; throws ShellSyntaxError. */
export function parseShell(text: string): CommandList {
  return new ShellParser(text).parse();
}

class ShellParser {
  readonly #tokens: readonly ShellToken[];
  readonly #end: number;
  #index = 0;

  constructor(text: string) {
    this.#tokens = lexShell(text);
    this.#end = text.length;
  }

  parse(): CommandList {
    const list = this.#list();
    if (this.#token) this.#unexpected();
    return list;
  }

  get #token(): ShellToken | undefined {
    return this.#tokens[this.#index];
  }

  get #operator(): string | undefined {
    const token = this.#token;
    return token?.kind === 'operator' ? token.text : undefined;
  }

  #eat(operator: string): boolean {
    if (this.#operator !== operator) return false;
    this.#index++;
    return true;
  }

  #unexpected(): never {
    const token = this.#token;
    if (!token) throw new ShellSyntaxError('a command is missing', this.#end);
    if (token.kind === 'word') throw new ShellSyntaxError('unexpected word', token.word.start);
    throw new ShellSyntaxError(`unexpected '${token.text}'`, token.start);
  }

  #list(): CommandList {
    const first = this.#pipeline();
    const rest: CommandList['rest'][number][] = [];
    for (;;) {
      const when = this.#operator;
      if (when === '&') {
        throw new ShellSyntaxError('commands are not run in the background', this.#position);
      }
      if (when !== ';' && when !== '&&' && when !== '||') return { first, rest };
      this.#index++;
      // A semicolon may end a list.
      if (when === ';' && (!this.#token || this.#operator === ')')) return { first, rest };
      rest.push({ when, pipeline: this.#pipeline() });
    }
  }

  get #position(): number {
    const token = this.#token;
    if (!token) return this.#end;
    return token.kind === 'word' ? token.word.start : token.start;
  }

  #pipeline(): Pipeline {
    const isNegated = this.#eatWord('!');
    const commands = [this.#command()];
    for (;;) {
      if (this.#eat('|')) {
        commands.push(this.#command());
      } else if (this.#eat('|&')) {
        const last = commands.pop();
        if (last) commands.push(withErrors(last), this.#command());
      } else {
        return { isNegated, commands };
      }
    }
  }

  #eatWord(text: string): boolean {
    const token = this.#token;
    if (token?.kind !== 'word' || plainText(token.word) !== text) return false;
    this.#index++;
    return true;
  }

  #command(): ShellCommand {
    if (this.#eat('(')) {
      const list = this.#list();
      if (!this.#eat(')')) this.#unexpected();
      const redirections: Redirection[] = [];
      for (let next = this.#redirection(); next; next = this.#redirection()) {
        redirections.push(next);
      }
      return { kind: 'group', list, redirections };
    }
    if (this.#eatWord('[[')) return this.#condition();
    return this.#simple();
  }

  /** `[[ $X == 1 ]]`. */
  #condition(): ShellCommand {
    const words: Word[] = [];
    for (;;) {
      const token = this.#token;
      if (token?.kind !== 'word') this.#unexpected();
      this.#index++;
      if (plainText(token.word) === ']]') {
        if (!isCondition(words)) {
          throw new ShellSyntaxError(
            'texts are compared with == and !=, -n and -z',
            token.word.start,
          );
        }
        return { kind: 'condition', words };
      }
      words.push(token.word);
    }
  }

  #simple(): ShellCommand {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    for (;;) {
      const redirection = this.#redirection();
      if (redirection) {
        redirections.push(redirection);
        continue;
      }
      const token = this.#token;
      if (token?.kind !== 'word') break;
      this.#index++;
      const assignment = words.length === 0 ? assignmentOf(token.word) : null;
      if (assignment) assignments.push(assignment);
      else words.push(token.word);
    }
    if (words.length + assignments.length === 0) this.#unexpected();
    return { kind: 'simple', assignments, words, redirections };
  }

  #redirection(): Redirection | null {
    const operator = this.#operator;
    if (operator === undefined || !/[<>]/.test(operator)) return null;
    const at = this.#position;
    this.#index++;
    const [digit] = /^\d/.exec(operator) ?? [];
    if (operator.endsWith('<')) {
      if (digit !== undefined && digit !== '0') {
        throw new ShellSyntaxError('only standard input is read from files', at);
      }
      return { kind: 'input', file: this.#file() };
    }
    const appends = operator.endsWith('>>');
    if (operator.startsWith('&')) {
      return { kind: 'output', streams: ['out', 'error'], file: this.#file(), appends };
    }
    const stream = streamOf(digit ?? '1', at);
    const file = this.#file();
    if (!operator.endsWith('>&')) return { kind: 'output', streams: [stream], file, appends };
    const target = plainText(file) ?? '';
    if (/^\d$/.test(target)) return { kind: 'merge', from: stream, into: streamOf(target, at) };
    return { kind: 'output', streams: ['out', 'error'], file, appends: false };
  }

  #file(): Word {
    const token = this.#token;
    if (token?.kind !== 'word') throw new ShellSyntaxError('a file is missing', this.#position);
    this.#index++;
    return token.word;
  }
}

/** Whether the words of a condition are among those that are evaluated. */
function isCondition(words: readonly Word[]): boolean {
  const [first, second] = words.map(plainText);
  if (words.length === 3) return second === '==' || second === '=' || second === '!=';
  return words.length === 1 || (words.length === 2 && (first === '-n' || first === '-z'));
}

function streamOf(digit: string, at: number): 'error' | 'out' {
  if (digit === '1') return 'out';
  if (digit === '2') return 'error';
  throw new ShellSyntaxError('only standard output and standard error are redirected', at);
}

/** `X=value` before a command. */
function assignmentOf(word: Word): Assignment | null {
  const [first, ...more] = word.parts;
  if (first?.kind !== 'text') return null;
  const [written, name] = /^([A-Za-z_]\w*)=/.exec(first.text) ?? [];
  if (written === undefined || name === undefined) return null;
  const text = first.text.slice(written.length);
  const start = word.start + written.length;
  return { name, value: { ...word, start, parts: [{ kind: 'text', text }, ...more] } };
}

/** A command whose standard error goes where its standard output goes. */
function withErrors(command: ShellCommand): ShellCommand {
  if (command.kind === 'condition') return command;
  const merge = { kind: 'merge', from: 'error', into: 'out' } as const;
  return { ...command, redirections: [...command.redirections, merge] };
}
