/** The passes and pipelines that there are, or those that something is looked for in. */
import { passRegistry } from '@iree-workbench/compiler';

export interface PassesRequest {
  /** What the name or the summary has in it, whatever its case; empty for all. */
  readonly filter: string;
}

export interface ListedPass {
  /** As pipelines name it. */
  readonly pass: string;
  readonly summary: string;
  /** The operation that it runs on; absent: any. */
  readonly on?: string;
  readonly options?: readonly {
    readonly name: string;
    readonly default: string;
    readonly meaning: string;
  }[];
}

/** By name; words of the filter may stand anywhere. */
export function listPasses({ filter }: PassesRequest): readonly ListedPass[] {
  const words = filter.toLowerCase().split(/\s+/);
  const registry = passRegistry();
  const passes = registry.passes.map(({ argument, summary, anchor, options = {} }): ListedPass => {
    const listed = Object.entries(options);
    return {
      pass: argument,
      summary,
      ...(anchor !== null && { on: anchor }),
      ...(listed.length > 0 && {
        options: listed.map(([name, option]) => ({
          name,
          default: option.default,
          meaning: option.meaning,
        })),
      }),
    };
  });
  const pipelines = registry.pipelines.map(
    ({ argument, summary }): ListedPass => ({ pass: argument, summary: `pipeline: ${summary}` }),
  );
  return [...passes, ...pipelines]
    .filter(({ pass, summary }) =>
      words.every((word) => `${pass} ${summary}`.toLowerCase().includes(word)),
    )
    .sort((a, b) => (a.pass < b.pass ? -1 : 1));
}
