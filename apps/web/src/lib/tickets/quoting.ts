import { linesOf, parseMarkup, type Line } from '@crossflow/domain/tickets/markup';
import { writeMarkup } from '@crossflow/domain/tickets/markup-writing';
import type { Message } from '@crossflow/domain/tickets/ticket';
import { timeOfDay } from '../kernel/clock.svelte.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { actorOf } from '../kernel/person.ts';
import { nameable } from './tickets.live.ts';

/** A quotation of a message, or of what is selected of it: who wrote it with the way back to it, then the words. */
export function quotation(message: Message, selected: string | null, live: Live): string {
  const people = nameable(live);
  const { name } = actorOf(message.authorId, live, message.partyId);
  const own = live.get('party', live.membership.partyId);
  const source: Line = [
    { text: `${name}, ${timeOfDay(message.at, own?.timeZone)}`, marks: [], link: `#m-${message.id}` },
  ];
  const lines =
    selected === null ? bodyLines(message, live) : selected.split('\n').map((text) => [{ text, marks: [] }]);
  return writeMarkup([{ kind: 'quote', lines: [source, ...lines] }], people);
}

/** What of the words within this element is selected; null where nothing is. */
export function selectedIn(element: Element | null): string | null {
  const selection = getSelection();
  if (element === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = selection.toString().trim();
  return text !== '' && element.contains(range.commonAncestorContainer) ? text : null;
}

function bodyLines(message: Message, live: Live): readonly Line[] {
  return parseMarkup(message.body, nameable(live)).flatMap((part): readonly Line[] => {
    if (part.kind === 'code') return part.text.split('\n').map((text) => [{ text, marks: ['code'] }]);
    // A quotation within one is what the message answered, not what it says.
    return part.kind === 'quote' ? [] : linesOf(part);
  });
}
