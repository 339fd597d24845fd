import type { Kind } from '@crossflow/domain/record/rows';
import type { Completion, Feature, KindDefinition, Reaction } from '../feature.ts';

/** The feature list as the kernel uses it: which table a kind lives in, who completes an act, and who reacts to it. */
export class Kinds {
  readonly #definitions: ReadonlyMap<string, KindDefinition>;
  readonly completions: readonly Completion[];
  readonly reactions: readonly Reaction[];

  constructor(features: readonly Feature[]) {
    this.#definitions = new Map(features.flatMap(({ kinds }) => Object.entries(kinds)));
    this.completions = features.flatMap((feature) => feature.completions ?? []);
    this.reactions = features.flatMap((feature) => feature.reactions ?? []);
  }

  get(kind: Kind): KindDefinition {
    const definition = this.#definitions.get(kind);
    if (definition === undefined) throw new Error(`no feature registers the kind ${kind}`);
    return definition;
  }

  has(kind: string): boolean {
    return this.#definitions.has(kind);
  }

  /** Kinds of the bootstrap, in the order of the feature list. */
  resident(): [Kind, KindDefinition][] {
    return [...this.#definitions].filter(([, definition]) => definition.resident) as [Kind, KindDefinition][];
  }

  all(): [Kind, KindDefinition][] {
    return [...this.#definitions] as [Kind, KindDefinition][];
  }
}
