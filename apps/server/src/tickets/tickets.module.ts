import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { ticketsRouter } from './tickets.router.ts';
import { TicketsService } from './tickets.service.ts';
import { holdingTable, messageTable, openingTable, reactionTable, ticketTable } from './tickets.table.ts';

@Module({ providers: [TicketsService], exports: [TicketsService] })
export class TicketsModule {}

export const tickets = feature({
  module: TicketsModule,
  kinds: {
    ticket: kind(ticketTable, { resident: true }),
    message: kind(messageTable, {
      within: { kind: 'ticket', column: 'ticketId' },
      searchable: { words: ['body', 'twin'], at: 'at' },
    }),
    opening: kind(openingTable, { within: { kind: 'ticket', column: 'ticketId' } }),
    reaction: kind(reactionTable, { within: { kind: 'message', column: 'messageId' }, removable: true }),
    holding: kind(holdingTable, { within: { kind: 'ticket', column: 'ticketId' } }),
  },
  router: (get) => ticketsRouter(get(TicketsService)),
});
