/** The conditions of `REQUIRES:`, `UNSUPPORTED:` and `XFAIL:`: features, `!`, `&&`, `||` and parentheses. */

/** A condition that cannot be read. */
export class ConditionError extends Error {}

const TOKEN = /\s*(&&|\|\||[!()]|(?:[-+=.\w]|\{\{.+?\}\})+)/y;

/** Whether a condition holds where there are these features; throws ConditionError. */
export function conditionHolds(condition: string, features: ReadonlySet<string>): boolean {
  return new ConditionReader(condition, features).read();
}

class ConditionReader {
  readonly #condition: string;
  readonly #features: ReadonlySet<string>;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(condition: string, features: ReadonlySet<string>) {
    this.#condition = condition;
    this.#features = features;
    this.#tokens = this.#tokenize();
  }

  read(): boolean {
    const holds = this.#either();
    if (this.#at < this.#tokens.length) this.#fail(`expected: <end of expression>`);
    return holds;
  }

  #tokenize(): readonly string[] {
    const tokens: string[] = [];
    const text = this.#condition.trim();
    const pattern = new RegExp(TOKEN);
    while (pattern.lastIndex < text.length) {
      const match = pattern.exec(text);
      if (!match) this.#fail("couldn't parse text");
      tokens.push(match[1] ?? '');
    }
    return tokens;
  }

  #fail(reason: string): never {
    throw new ConditionError(`${reason}\nin expression: '${this.#condition}'`);
  }

  #eat(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #either(): boolean {
    let holds = this.#both();
    while (this.#eat('||')) holds = this.#both() || holds;
    return holds;
  }

  #both(): boolean {
    let holds = this.#not();
    while (this.#eat('&&')) holds = this.#not() && holds;
    return holds;
  }

  #not(): boolean {
    if (this.#eat('!')) return !this.#not();
    if (this.#eat('(')) {
      const holds = this.#either();
      if (!this.#eat(')')) this.#fail("expected: ')'");
      return holds;
    }
    const name = this.#tokens[this.#at];
    if (name === undefined || /^(?:&&|\|\||\))$/.test(name)) {
      this.#fail("expected: '!', '(', '{{', or identifier");
    }
    this.#at++;
    return this.#has(name);
  }

  /** `{{…}}` in a name is a regular expression. */
  #has(name: string): boolean {
    if (name === 'true') return true;
    if (name === 'false') return false;
    if (!name.includes('{{')) return this.#features.has(name);
    const source = name
      .split(/\{\{(.+?)\}\}/)
      .map((part, index) => (index % 2 === 0 ? part.replace(/[.+]/g, '\\$&') : `(?:${part})`))
      .join('');
    const pattern = new RegExp(`^${source}$`);
    return [...this.#features].some((feature) => pattern.test(feature));
  }
}
