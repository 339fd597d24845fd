import { roleRefusal } from '@crossflow/domain/access/actor';
import { isOpen } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Plus from '@lucide/svelte/icons/plus';
import { refusalSentence } from '../kernel/call-error.ts';
import type { AtOnce } from '../kernel/feature.ts';
import { newTicket } from './new-ticket.svelte.ts';

export const ticketsAtOnce: AtOnce = {
  name: 'tickets',
  nav: [
    {
      path: '/tickets',
      label: m.tickets_title,
      icon: MessagesSquare,
      key: 't',
      order: 20,
      count: (live) => live.rows('ticket').filter(isOpen).length,
      countLabel: (n) => m.tickets_count_open({ n }),
      onPhone: true,
    },
  ],
  commands: (live) => [
    {
      id: 'tickets.new',
      label: m.tickets_new,
      icon: Plus,
      group: 'everywhere',
      keys: 'c',
      refusal: () => refusalSentence(roleRefusal(live.actor)) ?? null,
      run: () => newTicket.begin(live),
    },
  ],
};
