import { newId } from './ids.ts';
import type { Player } from '../../world/player.ts';

/** Who plays a piece of the story, and who may see it. */
export interface Scope {
  /** Raises, owns, makes. Its company must see the audience. */
  readonly by: Player;
  /** Writers of the other companies in the audience. */
  readonly others: readonly Player[];
  readonly audience: number;
  /** A text for this audience, or (`own`) for the writer's company alone; a canary puts its token in. */
  text(label: string, own?: Player): string;
  /** For numbers that people give: the same ones in every telling of the same story. */
  serial(): number;
  /** The server's clock, where a telling sets it. */
  now?(): string;
}

export const everybody = ({ by, others }: Scope): readonly Player[] => [by, ...others];
export const command = () => ({ commandId: newId() });

/** A file with a text of its own as content and name. */
export const uploaded = (player: Player, scope: Scope, label: string, own?: Player): Promise<string> =>
  player.upload(
    `${scope.text(label, own)}.txt`,
    'text/plain',
    new TextEncoder().encode(scope.text(`${label} content`, own)),
  );

export const plainText = (label: string) => label;

export function scopeOf(
  by: Player,
  others: readonly Player[],
  serial: () => number,
  text: Scope['text'] = plainText,
): Scope {
  return { by, others, audience: [by, ...others].reduce((all, { actor }) => all + actor.seat, 0), serial, text };
}
export function counting(from = 0): () => number {
  let last = from;
  return () => (last += 1);
}
