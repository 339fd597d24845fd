import { Inject, Injectable } from '@nestjs/common';
import { inArray, or } from 'drizzle-orm';
import type { LinkInput, UnlinkInput } from '@crossflow/domain/links/inputs';
import { followLink, linkObjects, unlinkObjects, type Link } from '@crossflow/domain/links/link';
import type { Change } from '@crossflow/domain/record/change';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import type { Reaction } from '../kernel/feature.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import type { ReadTx } from '../kernel/unit-of-work/tx.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { linkTable } from './links.table.ts';

@Injectable()
export class LinksService {
  readonly work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.work = work;
  }

  link(caller: Caller, input: LinkInput) {
    return this.work.run(caller, input, async (tx) => {
      const from = await tx.load(input.from.kind, input.from.id);
      const to = await tx.load(input.to.kind, input.to.id);
      const known = await linksOf(tx, from.id);
      return tx.record(linkObjects(from, to, known, tx.actor, input, tx.now), input.linkId);
    });
  }

  unlink(caller: Caller, input: UnlinkInput) {
    return this.work.run(caller, input, async (tx) => {
      const link = await tx.load('link', input.linkId);
      return tx.record(unlinkObjects(link, tx.actor), link.id);
    });
  }
}

/**
 * A link follows the audiences of its ends, as they stand when the act is done: both may move in it, and more than once. Only the
 * links that the actor sees can follow: one that joins an end to something hidden from the actor keeps its audience, which never
 * was more than what both ends had in common.
 */
export const followEnds: Reaction = async (tx, changes) => {
  const moved = new Map<string, Row>();
  for (const { kind, row, before } of changes)
    if (kind !== 'link' && row !== null && (before?.audience !== undefined || moved.has(row.id)))
      moved.set(row.id, row);
  if (moved.size === 0) return [];
  const end = async (kind: Kind, id: string): Promise<Row | null> => moved.get(id) ?? (await tx.find(kind, id));
  const followed: Change[] = [];
  for (const link of await linksOf(tx, ...moved.keys())) {
    const [from, to] = [await end(link.fromKind, link.fromId), await end(link.toKind, link.toId)];
    if (from !== null && to !== null) followed.push(...followLink(link, from, to));
  }
  return followed;
};

const linksOf = (tx: ReadTx, ...rowIds: string[]): Promise<Link[]> =>
  tx.select(linkTable, or(inArray(linkTable.fromId, rowIds), inArray(linkTable.toId, rowIds)));
