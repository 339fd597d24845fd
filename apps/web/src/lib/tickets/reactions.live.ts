import { reactionMarks, type Message, type ReactionMark } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import type { IconComponent } from '@crossflow/ui';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Glasses from '@lucide/svelte/icons/glasses';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import type { Live } from '../kernel/live.svelte.ts';
import { actorOf } from '../kernel/person.ts';

export const reactionWord = (mark: ReactionMark): string => reactionWords[mark]();
export const reactionIcon = (mark: ReactionMark): IconComponent => reactionIcons[mark];

/** One mark on a message with everybody who put it, in the order of the list of marks. */
export interface MarkCount {
  readonly mark: ReactionMark;
  readonly names: readonly string[];
  readonly own: boolean;
}

export function marksOn(message: Message, live: Live): MarkCount[] {
  const rows = live.where('reaction', 'messageId', message.id);
  return reactionMarks.flatMap((mark) => {
    const of = rows.filter((row) => row.mark === mark);
    if (of.length === 0) return [];
    const names = of.map(({ memberId, partyId }) => {
      const { name, party } = actorOf(memberId, live, partyId);
      return m.tickets_reaction_by({ name, party });
    });
    return [{ mark, names, own: of.some(({ memberId }) => memberId === live.membership.memberId) }];
  });
}

const reactionWords: Record<ReactionMark, () => string> = {
  agree: m.tickets_reaction_agree,
  thanks: m.tickets_reaction_thanks,
  looking: m.tickets_reaction_looking,
  question: m.tickets_reaction_question,
  done: m.tickets_reaction_done,
};

const reactionIcons: Record<ReactionMark, IconComponent> = {
  agree: ThumbsUp,
  thanks: HandHeart,
  looking: Glasses,
  question: CircleQuestionMark,
  done: CircleCheck,
};
