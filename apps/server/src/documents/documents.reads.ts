import { and, eq, inArray, ne, or, type SQL } from 'drizzle-orm';
import type { Document, Version } from '@crossflow/domain/documents/document';
import type { Holdings } from '@crossflow/domain/documents/share';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Party } from '@crossflow/domain/organizations/organization';
import { fileTable } from '../kernel/files/file.table.ts';
import type { Tx } from '../kernel/unit-of-work/tx.ts';
import { acknowledgmentTable, documentTable, reviewTable, versionTable } from './documents.table.ts';

/** What a move on a document needs: everything below it that the actor sees, locked, and the companies the actor knows of. */
export interface Opened extends Holdings {
  readonly at: string;
  readonly document: Document;
  readonly parties: readonly Party[];
}

/** A document with its whole past. */
export const openDocument = (tx: Tx, documentId: string): Promise<Opened> => open(tx, documentId);

/** The same with what is not superseded, and this version in any case: a past may be long, and most moves do not look at it. */
export const openStanding = (tx: Tx, documentId: string, versionId?: string): Promise<Opened> => {
  const standing = ne(versionTable.state, 'superseded');
  return open(tx, documentId, versionId === undefined ? standing : or(standing, eq(versionTable.id, versionId)));
};

/** The document's row is locked first, always, so that two moves on one document wait for each other. */
async function open(tx: Tx, documentId: string, which?: SQL): Promise<Opened> {
  const document = await tx.load('document', documentId);
  const ofDocument = and(eq(versionTable.documentId, documentId), which);
  const versions = await tx.db.select().from(versionTable).where(ofDocument).for('update');
  const ids = versions.map(({ id }) => id);
  const below = { at: tx.now, document, parties: await tx.parties(), versions };
  if (ids.length === 0) return { ...below, reviews: [], acknowledgments: [], files: [] };
  const ofVersions = inArray(reviewTable.versionId, ids);
  const reviews = await tx.db.select().from(reviewTable).where(ofVersions).for('update');
  const read = inArray(acknowledgmentTable.versionId, ids);
  const acknowledgments = await tx.db.select().from(acknowledgmentTable).where(read).for('update');
  const attached = and(eq(fileTable.subjectKind, 'version'), inArray(fileTable.subjectId, ids));
  const files = await tx.db.select().from(fileTable).where(attached).for('update');
  return { ...below, reviews, acknowledgments, files };
}

/** A version with its document opened; hidden and missing are refused in the same words. */
export async function openVersion(tx: Tx, versionId: string): Promise<Opened & { readonly version: Version }> {
  const found = await tx.find('version', versionId);
  if (found === null) throw new Refused('not-found');
  const opened = await openStanding(tx, found.documentId, versionId);
  return { ...opened, version: rowOf(opened.versions, versionId) };
}

export function rowOf<R extends { readonly id: string }>(rows: readonly R[], id: string): R {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Refused('not-found');
  return row;
}

/** Whether the actor's company has given this number already. Nobody else's documents are asked. */
export async function numberTaken(tx: Tx, number: string): Promise<boolean> {
  const own = and(eq(documentTable.ownerId, tx.actor.partyId), eq(documentTable.number, number));
  return (await tx.select(documentTable, own)).length > 0;
}
