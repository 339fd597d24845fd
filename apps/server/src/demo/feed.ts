import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Refused } from '@crossflow/domain/access/refusal';
import type { Series } from '@crossflow/domain/manufacturing/manufacturing';
import { parameterOf } from '@crossflow/domain/reference/batch-process';
import type { App } from '../app.ts';
import { personTable, sessionTable } from '../kernel/auth/auth.table.ts';
import { Database } from '../kernel/database/database.ts';
import { Gateway } from '../kernel/gateway/gateway.ts';
import { LOG, type Log } from '../kernel/log/log.ts';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { operationTable, seriesTable } from '../manufacturing/manufacturing.table.ts';
import { ReadingsService } from '../manufacturing/readings.service.ts';
import { membershipsOf } from '../organizations/organizations.reads.ts';
import { SITE_FEED } from './batch-readings.ts';
import { people } from './cast.ts';
import { round } from './culture.ts';

const EVERY_MS = 15_000;
const DAY_MS = 86_400_000;

/**
 * The plant's system goes on sending while somebody looks: a new value of the next sensor of the running bioreactor, every
 * fifteen seconds. In the demo world alone; gives what stops it.
 */
export async function startDemoFeed(app: App): Promise<() => Promise<void>> {
  const caller = await callerOfFeed(app);
  if (caller === null) return () => Promise.resolve();
  let turn = 0;
  let sending = Promise.resolve();
  const timer = setInterval(() => {
    if (app.get(Gateway).connected() === 0) return;
    sending = send(app, caller, turn++).catch((error: unknown) => {
      // A visitor may have completed the operation or ended the operator's part: then there is nothing to send.
      if (!(error instanceof Refused)) app.get<Log>(LOG).warn({ error }, 'demo feed');
    });
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await sending;
    await app.get(Database).accounts().delete(sessionTable).where(eq(sessionTable.id, caller.sessionId));
  };
}

async function callerOfFeed(app: App): Promise<Caller | null> {
  const database = app.get(Database);
  const [person] = await database.accounts().select().from(personTable).where(eq(personTable.email, people.wu.email));
  if (person === undefined) return null;
  const membership = (await membershipsOf(database, person.id)).find(({ programCode }) => programCode === 'EXB-101');
  if (membership === undefined) return null;
  const session = {
    id: randomUUID(),
    token: randomUUID(),
    userId: person.id,
    expiresAt: new Date(Date.now() + 365 * DAY_MS),
  };
  await database.accounts().insert(sessionTable).values(session);
  return { sessionId: session.id, personId: person.id, memberId: membership.memberId, requestId: 'demo-feed' };
}

async function send(app: App, caller: Caller, turn: number): Promise<void> {
  const sensors = await runningSensors(app, caller);
  const series = sensors[turn % Math.max(1, sensors.length)];
  const last = series?.last.at(-1);
  if (series === undefined || last === undefined) return;
  const points = [
    { id: randomUUID(), at: new Date().toISOString(), value: nextValue(series, last.value), censor: null },
  ];
  const { batchId, operationId, parameter, unit, setPoint } = series;
  await app.get(ReadingsService).enter(caller, {
    ...{ commandId: randomUUID(), batchId, operationId, source: SITE_FEED, reason: null },
    groups: [{ seriesId: series.id, parameter, unit, setPoint, points }],
  });
}

/** Controlled parameters of the operations that run; one that another took over from sends no more. */
function runningSensors(app: App, caller: Caller): Promise<Series[]> {
  return app.get(UnitOfWork).read(caller, async (tx) => {
    const running = await tx.select(operationTable, eq(operationTable.state, 'running'));
    const sensors: Series[] = [];
    for (const { id, code } of running) {
      const all = await tx.select(seriesTable, eq(seriesTable.operationId, id));
      const goesOn = ({ parameter }: Series): boolean => {
        const next = parameterOf(code, parameter)?.continuedBy;
        return !all.some((other) => other.parameter === next);
      };
      sensors.push(...all.filter((series) => series.setPoint !== null && goesOn(series)));
    }
    return sensors.sort((a, b) => (a.id < b.id ? -1 : 1));
  });
}

/** A step towards the set-point and a little off it. */
function nextValue({ setPoint, normal }: Series, value: number): number {
  const goal = setPoint ?? value;
  const width = (normal.max ?? goal) - (normal.min ?? goal);
  const next = value + (goal - value) * 0.15 + (Math.random() - 0.5) * width * 0.06;
  return round(next, width < 1 ? 2 : 1);
}
