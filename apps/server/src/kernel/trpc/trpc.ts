import { initTRPC, TRPCError } from '@trpc/server';
import { Refused } from '@crossflow/domain/access/refusal';
import type { SignedIn } from '../auth/sessions.ts';
import type { Caller } from '../unit-of-work/caller.ts';
import { fieldsOf, type Problem, problemOf } from './problem.ts';

/** What every call knows before its procedure runs. */
export interface Context {
  readonly requestId: string;
  /** As remembered: whether the session still stands is asked by whoever relies on it. */
  readonly signedIn: SignedIn | null;
  /** As the database has it now. */
  readonly verify: () => Promise<SignedIn | null>;
  readonly memberId: string | null;
  /** Throws where it cannot be read. */
  readonly lens: () => string | null;
}

const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const problem: Problem = problemOf(error);
    const data = {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      ...problem,
      ...fieldsOf(error),
      requestId: ctx?.requestId ?? '',
    };
    return { code: shape.code, message: problem.reason, data };
  },
});

export const router = t.router;
export const publicProcedure = t.procedure
  .use(async ({ next }) => asTrpc(await next()))
  .use(({ ctx, next }) => next({ ctx: { lensPartyId: ctx.lens() } }));

const signedOut = () => new TRPCError({ code: 'UNAUTHORIZED', cause: new Refused('signed-out') });

/** A person in no program. Nothing after it asks whether the session still stands, so it asks. */
export const personProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const signedIn = await ctx.verify();
  if (signedIn === null) throw signedOut();
  return next({ ctx: { signedIn } });
});

/** Acts as one member of one program. Whether that is so is asked in the call's own transaction. */
export const memberProcedure = publicProcedure.use(({ ctx, next, type }) => {
  const { signedIn, memberId, requestId, lensPartyId } = ctx;
  if (signedIn === null) throw signedOut();
  if (memberId === null) throw new TRPCError({ code: 'FORBIDDEN', cause: new Refused('not-a-member') });
  // Whoever looks through another company's eyes writes nothing, personal marks included.
  if (type === 'mutation' && lensPartyId !== null)
    throw new TRPCError({ code: 'FORBIDDEN', cause: new Refused('read-only') });
  const caller: Caller = {
    sessionId: signedIn.sessionId,
    personId: signedIn.personId,
    memberId,
    requestId,
    ...(lensPartyId === null ? {} : { lensPartyId }),
  };
  return next({ ctx: { caller } });
});

export const operatorProcedure = personProcedure.use(({ ctx, next }) => {
  if (!ctx.signedIn.operator) throw new TRPCError({ code: 'NOT_FOUND', cause: new Refused('not-found') });
  return next();
});

/** The one place where an error becomes a code: a refusal by its reason, everything else as it is. */
function asTrpc<Result extends { ok: boolean; error?: TRPCError }>(result: Result): Result {
  if (result.ok || result.error === undefined) return result;
  const { status, reason } = problemOf(result.error);
  const { cause } = result.error;
  return { ...result, error: new TRPCError({ code: status, message: reason, cause }) };
}
