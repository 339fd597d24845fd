import { and, eq, inArray } from 'drizzle-orm';
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

/** The document's row is locked first, always, so that two moves on one document wait for each other. */
export async function openDocument(tx: Tx, documentId: string): Promise<Opened> {
  const document = await tx.load('document', documentId);
  const versions = await tx.db.select().from(versionTable).where(eq(versionTable.documentId, documentId)).for('update');
  const reviews = await tx.db.select().from(reviewTable).where(eq(reviewTable.documentId, documentId)).for('update');
  const ofDocument = eq(acknowledgmentTable.documentId, documentId);
  const acknowledgments = await tx.db.select().from(acknowledgmentTable).where(ofDocument).for('update');
  const versionIds = versions.map(({ id }) => id);
  const attached = and(eq(fileTable.subjectKind, 'version'), inArray(fileTable.subjectId, versionIds));
  const files = versionIds.length === 0 ? [] : await tx.db.select().from(fileTable).where(attached).for('update');
  return { at: tx.now, document, parties: await tx.parties(), versions, reviews, acknowledgments, files };
}

/** A version with its document opened; hidden and missing are refused in the same words. */
export async function openVersion(tx: Tx, versionId: string): Promise<Opened & { readonly version: Version }> {
  const found = await tx.find('version', versionId);
  if (found === null) throw new Refused('not-found');
  const opened = await openDocument(tx, found.documentId);
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
