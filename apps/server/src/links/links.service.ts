import { Inject, Injectable } from '@nestjs/common';
import { eq, or } from 'drizzle-orm';
import {
  followLink,
  linkObjects,
  unlinkObjects,
  type Link,
  type LinkInput,
  type UnlinkInput,
} from '@crossflow/domain/links/link';
import type { Change } from '@crossflow/domain/record/change';
import type { Row } from '@crossflow/domain/record/rows';
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
 * A link follows the audiences of its ends. Only the links that the actor sees can follow: one that joins an end to something
 * hidden from the actor keeps its audience, which never was more than what both ends had in common.
 */
export const followEnds: Reaction = async (tx, change) => {
  if (change.kind === 'link' || change.row === null || change.before?.audience === undefined) return [];
  const moved: Row = change.row;
  const followed: Change[] = [];
  for (const link of await linksOf(tx, moved.id)) {
    const other = await tx.find(link.fromId === moved.id ? link.toKind : link.fromKind, otherId(link, moved.id));
    if (other !== null) followed.push(...followLink(link, moved, other));
  }
  return followed;
};

const linksOf = (tx: ReadTx, rowId: string): Promise<Link[]> =>
  tx.select(linkTable, or(eq(linkTable.fromId, rowId), eq(linkTable.toId, rowId)));

const otherId = (link: Link, rowId: string) => (link.fromId === rowId ? link.toId : link.fromId);
