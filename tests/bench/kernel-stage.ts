import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import type * as documentsServiceSource from '../../apps/server/src/documents/documents.service.ts';
import type { DocumentsService } from '../../apps/server/src/documents/documents.service.ts';
import type * as ticketsServiceSource from '../../apps/server/src/tickets/tickets.service.ts';
import type { Caller } from '../../apps/server/src/kernel/unit-of-work/caller.ts';
import type { TicketsService } from '../../apps/server/src/tickets/tickets.service.ts';
import { built } from './built.ts';
import { openApp, type Databases } from './databases.ts';

/** One program as its sponsor's scientist works in it. */
export interface Place {
  readonly caller: Caller;
  readonly programId: string;
  /** The CDMO. */
  readonly partyId: string;
  /** The seats of the sponsor and the CDMO. */
  readonly audience: number;
}

/** The server's parts in this process, without HTTP, on a database of their own. */
export interface KernelStage extends Place {
  readonly tickets: TicketsService;
  readonly documents: DocumentsService;
  /** Past every wall: for yardsticks and for planting rows. */
  readonly admin: pg.Pool;
  close(): Promise<void>;
}

export async function openKernelStage(databases: Databases, directory: string): Promise<KernelStage> {
  const { DocumentsService: Documents } = await built<typeof documentsServiceSource>('documents/documents.service');
  const { TicketsService: Tickets } = await built<typeof ticketsServiceSource>('tickets/tickets.service');
  const url = await databases.fresh();
  const app = await openApp(url, path.join(directory, 'kernel'));
  await app.listen();
  const admin = databases.admin(url);
  return {
    tickets: app.get(Tickets),
    documents: app.get(Documents),
    ...(await placeOf(admin, 'EXB-101')),
    admin,
    async close() {
      await admin.end();
      await app.close();
    },
  };
}

export async function placeOf(admin: pg.Pool, code: string): Promise<Place> {
  const { rows } = await admin.query<{ member: string; person: string; program: string; party: string; all: number }>(
    `select m.id as member, m.person_id as person, g.id as program, c.id as party, (1 << p.seat) + (1 << c.seat) as all
     from member m join party p on p.id = m.party_id join program g on g.id = m.program_id
     join party c on c.program_id = g.id and c.kind = 'cdmo'
     where g.code = $1 and m.name = 'Camille Arnoux'`,
    [code],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the sponsor is not there');
  const sessionId = randomUUID();
  await admin.query(
    "insert into session (id, token, user_id, expires_at) values ($1::uuid, $1::uuid::text, $2, now() + interval '1 day')",
    [sessionId, found.person],
  );
  const caller = { sessionId, personId: found.person, memberId: found.member, requestId: 'bench' };
  return { caller, programId: found.program, partyId: found.party, audience: found.all };
}
