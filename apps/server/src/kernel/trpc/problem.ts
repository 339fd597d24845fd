import type { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { Refused } from '@crossflow/domain/access/refusal';

/** What a person is told of an error: a reason code, and the row as it stands where a write was stale. */
export interface Problem {
  readonly status: TRPCError['code'];
  readonly reason: string;
  readonly present?: unknown;
}

const statusOf: Readonly<Record<string, TRPCError['code']>> = {
  'signed-out': 'UNAUTHORIZED',
  'not-a-member': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  stale: 'CONFLICT',
  'command-reused': 'CONFLICT',
  'already-exists': 'CONFLICT',
  'too-many-requests': 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
};

export function problemOf(error: unknown): Problem {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Refused) {
      const status = statusOf[cause.reason] ?? 'UNPROCESSABLE_CONTENT';
      return { status, reason: cause.reason, ...(cause.present === undefined ? {} : { present: cause.present }) };
    }
    if (cause instanceof ZodError) return { status: 'BAD_REQUEST', reason: 'invalid-input' };
    const known = ofDatabase(cause);
    if (known !== null) return known;
  }
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413) return { status: 'PAYLOAD_TOO_LARGE', reason: 'invalid-input' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { status: 'BAD_REQUEST', reason: 'invalid-input' };
  const code = (error as Partial<TRPCError>).code;
  if (code === 'NOT_FOUND') return { status: code, reason: 'not-found' };
  if (code === 'BAD_REQUEST' || code === 'PARSE_ERROR') return { status: 'BAD_REQUEST', reason: 'invalid-input' };
  if (code === 'PAYLOAD_TOO_LARGE' || code === 'UNSUPPORTED_MEDIA_TYPE' || code === 'METHOD_NOT_SUPPORTED')
    return { status: code, reason: 'invalid-input' };
  return { status: 'INTERNAL_SERVER_ERROR', reason: 'unexpected' };
}

/** What the schema found wrong, by field path; messages are codes. */
export function fieldsOf(error: TRPCError): { fields?: Record<string, string> } {
  if (!(error.cause instanceof ZodError)) return {};
  return { fields: Object.fromEntries(error.cause.issues.map((issue) => [issue.path.join('.'), issue.message])) };
}

// The driver has no codes for these.
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

function ofDatabase(error: Error): Problem | null {
  const { code, message } = error as { code?: string; message: string };
  if (code === undefined) return LOST.test(message) ? { status: 'SERVICE_UNAVAILABLE', reason: 'unavailable' } : null;
  if (code === 'CF001') return { status: 'UNPROCESSABLE_CONTENT', reason: message };
  if (code === '23505') return { status: 'CONFLICT', reason: 'already-exists' };
  if (code === '40001' || code === '40P01' || code === '53100' || code === '53300')
    return { status: 'SERVICE_UNAVAILABLE', reason: 'unavailable' };
  if (/^(57P0|08|ECONN|EPIPE|ENOTFOUND)/.test(code)) return { status: 'SERVICE_UNAVAILABLE', reason: 'unavailable' };
  // Text that JSON or UTF-8 cannot hold, numbers out of range: the door should have refused it.
  if (code.startsWith('22')) return { status: 'BAD_REQUEST', reason: 'invalid-input' };
  return null;
}
