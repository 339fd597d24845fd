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
export const publicProcedure = t.procedure.use(async ({ ctx, next }) =>
  asTrpc(await next({ ctx: { lensPartyId: refusing(() => ctx.lens()) } })),
);

/** A person in no program. Nothing after it asks whether the session still stands, so it asks. */
export const personProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const signedIn = await ctx.verify();
  if (signedIn === null) throw new TRPCError({ code: 'UNAUTHORIZED', cause: new Refused('signed-out') });
  return next({ ctx: { signedIn } });
});

/**
 * Acts as one member of one program. Whether that is so is asked in the call's own transaction. One step and not several: each
 * copies the whole call, which is most of what a procedure costs besides its work.
 */
export const memberProcedure = t.procedure.use(async ({ ctx, next, type }) =>
  asTrpc(await next({ ctx: { caller: refusing(() => callerOf(ctx, type)) } })),
);

function callerOf({ signedIn, memberId, requestId, lens }: Context, type: string): Caller {
  const lensPartyId = lens();
  if (signedIn === null) throw new Refused('signed-out');
  if (memberId === null) throw new Refused('not-a-member');
  // Whoever looks through another company's eyes writes nothing, personal marks included.
  if (type === 'mutation' && lensPartyId !== null) throw new Refused('read-only');
  const { sessionId, personId } = signedIn;
  return { sessionId, personId, memberId, requestId, ...(lensPartyId === null ? {} : { lensPartyId }) };
}

export const operatorProcedure = personProcedure.use(({ ctx, next }) => {
  if (!ctx.signedIn.operator) throw new TRPCError({ code: 'NOT_FOUND', cause: new Refused('not-found') });
  return next();
});

/** The one place where an error becomes a code: a refusal by its reason, everything else as it is. */
function asTrpc<Result extends { ok: boolean; error?: TRPCError }>(result: Result): Result {
  if (result.ok || result.error === undefined) return result;
  return { ...result, error: trpcErrorOf(result.error, result.error.cause) };
}

/** For what is decided before the procedure's own steps. */
function refusing<T>(decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw trpcErrorOf(error, error);
  }
}

function trpcErrorOf(error: unknown, cause: unknown): TRPCError {
  const { status, reason } = problemOf(error);
  return new TRPCError({ code: status, message: reason, cause });
}
