import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Entry } from '@crossflow/domain/record/entry';
import type { File } from '@crossflow/domain/files/file';
import type { Link } from '@crossflow/domain/links/link';
import type { Around } from '@crossflow/domain/tickets/conversation';
import type { TicketMember } from '@crossflow/domain/tickets/refusal';
import { sharingConsequences, type Consequences, type TicketContent } from '@crossflow/domain/tickets/sharing';
import type { History } from '@crossflow/domain/tickets/inputs';
import { fileTable } from '../kernel/files/file.table.ts';
import type { Connection } from '../kernel/database/database.ts';
import { entryFields, toEntry, type EntryRow } from '../kernel/gateway/entry-rows.ts';
import { presentEntry } from '../kernel/unit-of-work/present.ts';
import type { ReadTx, Tx } from '../kernel/unit-of-work/tx.ts';
import { holdingTable, messageTable, openingTable, reactionTable } from './tickets.table.ts';

/** What hangs on a ticket, as far as the reader sees it, in the order it was written. */
export async function contentOf(tx: ReadTx, ticketId: string): Promise<TicketContent> {
  const messages = await tx.select(
    messageTable,
    eq(messageTable.ticketId, ticketId),
    asc(messageTable.at),
    asc(messageTable.id),
  );
  const openings = await tx.select(
    openingTable,
    eq(openingTable.ticketId, ticketId),
    asc(openingTable.at),
    asc(openingTable.id),
  );
  const holdings = await tx.select(
    holdingTable,
    eq(holdingTable.ticketId, ticketId),
    asc(holdingTable.since),
    asc(holdingTable.id),
  );
  const ofTicket = tx.db.select({ id: messageTable.id }).from(messageTable).where(eq(messageTable.ticketId, ticketId));
  const attached = and(eq(fileTable.subjectKind, 'message'), inArray(fileTable.subjectId, ofTicket));
  const files: readonly File[] = await tx.select(fileTable, attached, asc(fileTable.uploadedAt), asc(fileTable.id));
  const reactions = await tx.select(reactionTable, eq(reactionTable.ticketId, ticketId), asc(reactionTable.id));
  return { messages, openings, holdings, files, reactions };
}

/** The instant, the companies the actor knows of, and the people in them. */
export async function aroundOf(tx: ReadTx): Promise<Around> {
  const [members, parties] = await Promise.all([
    tx.db.execute<TicketMember & Record<string, unknown>>(
      sql`select id, party_id as "partyId" from member where ends_at is null or ends_at > ${tx.now}`,
    ),
    tx.parties(),
  ]);
  return { at: tx.now, parties, members: members.rows };
}

/** A ticket's replies, notes, files and marks, who opened it and who held it; a hidden ticket and a missing one are refused in the same words. */
export async function readThread(tx: ReadTx, ticketId: string) {
  if ((await tx.find('ticket', ticketId)) === null) throw new Refused('not-found');
  const { messages, files, openings, holdings, reactions } = await contentOf(tx, ticketId);
  return { message: messages, file: files, opening: openings, holding: holdings, reaction: reactions };
}

/** What happened to the ticket itself since the reader could first see it, oldest first. */
export async function readHistory(tx: ReadTx, connection: Connection, ticketId: string): Promise<Entry[]> {
  if ((await tx.find('ticket', ticketId)) === null) throw new Refused('not-found');
  return entriesOf(tx, connection, ticketId);
}

/** What a message said since the reader could first see it, oldest first. */
export async function readVersions(tx: ReadTx, connection: Connection, messageId: string): Promise<Entry[]> {
  if ((await tx.find('message', messageId)) === null) throw new Refused('not-found');
  return entriesOf(tx, connection, messageId);
}

async function entriesOf(tx: ReadTx, connection: Connection, subjectId: string): Promise<Entry[]> {
  const rows = await connection.query<EntryRow>(
    `select ${entryFields('e')} from entry e join ledger l on l.entry_id = e.id and l.party_id = $2 where e.subject_id = $1 order by l.n`,
    [subjectId, tx.actor.partyId],
    'entries-of-subject',
  );
  return rows.map((row) => presentEntry(toEntry(row), tx.known, tx.actor.mask)).filter((entry) => entry !== null);
}

/** The entries of this ticket by the command that gave it a version, as the actor's company has them; empty where there is none. */
export async function actOf(tx: Tx, ticketId: string, version: number): Promise<Entry[]> {
  const rows = await tx.query<EntryRow & Record<string, unknown>>(
    `select ${entryFields('e')} from entry e join ledger l on l.entry_id = e.id and l.party_id = $2
     where e.subject_id = $1 order by l.n desc limit 5`,
    [ticketId, tx.actor.partyId],
  );
  const entries = rows.map((row) => toEntry(row)).toReversed();
  const made = entries.find((entry) => entry.after?.['version'] === version);
  return entries.filter(({ commandId }) => commandId !== null && commandId === made?.commandId);
}

/** The link that joins two rows, locked; null where the actor sees none. */
export async function linkBetween(tx: Tx, one: string, other: string): Promise<Link | null> {
  const [found] = await tx.query<{ id: string }>(
    'select id from link where (from_id = $1 and to_id = $2) or (from_id = $2 and to_id = $1)',
    [one, other],
  );
  return found === undefined ? null : tx.load('link', found.id);
}

export interface Sharing {
  readonly ticketId: string;
  readonly audience: number;
  readonly history: History;
}

export async function readConsequences(tx: ReadTx, { ticketId, audience, history }: Sharing): Promise<Consequences> {
  const ticket = await tx.find('ticket', ticketId);
  if (ticket === null) throw new Refused('not-found');
  return sharingConsequences(ticket, await contentOf(tx, ticketId), audience, history, await aroundOf(tx));
}
