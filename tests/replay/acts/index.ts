import { linkableKinds } from '@crossflow/domain/links/link';
import type { Actor, Acts } from '../chance.ts';
import { documents } from './documents.ts';
import { manufacturing } from './manufacturing.ts';
import { tickets } from './tickets.ts';
import { views } from './views.ts';

const end = (actor: Actor) => {
  const kind = actor.chance.one(linkableKinds)!;
  const row = actor.row(kind);
  return row && { kind, id: row.id };
};

/** Every command that members give, as chance would have it given. A feature's name here is its name in the router. */
export const acts: Readonly<Record<string, Acts>> = {
  organizations: {
    calendar: (actor) => {
      const party = actor.row('party', ({ id }) => id === actor.player.actor.partyId);
      return (
        party && {
          ...actor.command(),
          ...{ partyId: party.id, version: party.version, timeZone: party.timeZone },
          workingHours: { from: '08:00', to: '17:00', days: actor.chance.some([1, 2, 3, 4, 5, 6]).concat(7) },
          ...{ holidays: actor.chance.some(['2026-12-25', '2027-01-01']), workdays: [] },
        }
      );
    },
  },
  tickets,
  views,
  documents,
  manufacturing,
  links: {
    link: (actor) => {
      const [from, to] = [end(actor), end(actor)];
      return from && to && { ...actor.command(), linkId: actor.id(), from, to };
    },
    unlink: (actor) => {
      const link = actor.chance.often(0.4) ? actor.row('link') : undefined;
      return link && { ...actor.command(), linkId: link.id };
    },
  },
};

/** Marks, snoozes and mutes are a person's own and make no entry; whose part is ended can act no more, and journeys and walls try that. */
export const leftOut: readonly string[] = [
  ...['notifications.mark', 'notifications.snooze', 'notifications.mute'],
  ...['preferences.keep', 'organizations.endMember'],
];
