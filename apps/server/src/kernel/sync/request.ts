import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refused } from '@crossflow/domain/access/refusal';
import { id } from '@crossflow/domain/record/command';
import type { Sessions, SignedIn } from '../auth/sessions.ts';
import { type Problem, problemOf } from '../trpc/problem.ts';
import type { Connection } from '../database/database.ts';
import type { Caller } from '../unit-of-work/caller.ts';
import type { ReadTx } from '../unit-of-work/tx.ts';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts';

const asQuery = z.object({ as: id.optional().catch(undefined), lens: z.unknown().optional() });

/** A person in no program. Nothing after it asks whether the session still stands, so it asks. */
export async function requireSignedIn(sessions: Sessions, request: FastifyRequest): Promise<SignedIn> {
  const signedIn = await sessions.verify(request.headers.cookie);
  if (signedIn === null) throw new Refused('signed-out');
  return signedIn;
}

/** The caller of a plain route: the session's person as the member named by `?as=`, through the eyes named by `?lens=`, or by the headers. */
export async function requireCaller(sessions: Sessions, request: FastifyRequest): Promise<Caller> {
  const signedIn = await sessions.find(request.headers.cookie);
  if (signedIn === null) throw new Refused('signed-out');
  const query = asQuery.parse(request.query);
  const header = id.safeParse(request.headers['x-crossflow-member']);
  const memberId = query.as ?? (header.success ? header.data : undefined);
  if (memberId === undefined) throw new Refused('not-a-member');
  const lens = lensOf(query.lens ?? request.headers['x-crossflow-lens']);
  return { ...signedIn, memberId, requestId: request.id, ...(lens === null ? {} : { lensPartyId: lens }) };
}

/** Through whose eyes the caller looks. A name that cannot be read is refused: it is no leave to look with one's own. */
export const lensOf = (named: unknown): string | null => (named === undefined ? null : id.parse(named));

/** One snapshot behind the wall, in the program that the path names. */
export async function inProgram<T>(
  { sessions, work }: { readonly sessions: Sessions; readonly work: UnitOfWork },
  request: FastifyRequest,
  read: (tx: ReadTx, connection: Connection, caller: Caller) => Promise<T>,
): Promise<T> {
  const caller = await requireCaller(sessions, request);
  const program = parse(id, (request.params as { program: string }).program);
  return work.read(caller, (tx, connection) => {
    // The path and the membership must name the same program; which of the two is wrong is not told.
    if (tx.actor.programId !== program) throw new Refused('not-a-member');
    return read(tx, connection, caller);
  });
}

/**
 * The lines of one snapshot behind the wall, some at a time, on their way as soon as they are read; what is refused is refused before the
 * first. They wait in memory for a slow reader, so that nobody holds a snapshot open by reading slowly. Breaks off where the snapshot does.
 */
export function streamInProgram(
  parts: { readonly sessions: Sessions; readonly work: UnitOfWork },
  request: FastifyRequest,
  read: (tx: ReadTx, connection: Connection) => AsyncIterable<readonly unknown[]>,
): Promise<Readable> {
  const lines = new Readable({ read: () => undefined });
  // Until then nobody has the stream, and would hear its error.
  let begun = false;
  return new Promise((begin, refuse) => {
    const whole = inProgram(parts, request, async (tx, connection) => {
      for await (const some of read(tx, connection)) {
        if (lines.destroyed) return;
        lines.push(some.map((line) => `${JSON.stringify(line)}\n`).join(''));
        begun = true;
        begin(lines);
        // What was given is packed and sent while the next is read.
        await setImmediate();
      }
    });
    const end = () => {
      lines.push(null);
      begin(lines);
    };
    whole.then(end, (error: Error) => {
      refuse(error);
      if (begun) lines.destroy(error);
    });
  });
}

export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refused('not-found');
  return parsed.data;
}

const httpStatus: Readonly<Partial<Record<Problem['status'], number>>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_REQUEST: 400,
  TOO_MANY_REQUESTS: 429,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  METHOD_NOT_SUPPORTED: 405,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** A plain route's refusal: the same reasons as a procedure's, as `{ reason, requestId }`. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, reason } = problemOf(error);
  if (status === 'INTERNAL_SERVER_ERROR') request.log.error({ error }, 'route');
  return reply
    .status(httpStatus[status] ?? 422)
    .type('application/json')
    .send({ reason, requestId: request.id });
}
