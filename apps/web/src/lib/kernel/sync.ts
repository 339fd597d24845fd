import type { Actor } from '@crossflow/domain/access/actor';
import type { Delta } from '@crossflow/domain/record/entry';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import { CallError } from './call-error.ts';
import type { RowsOf } from './replica.ts';
import type { Personal } from './socket.ts';

/** The first line of a bootstrap. */
export interface BootstrapHead {
  readonly cursor: number;
  readonly actor: Actor;
}

export interface Bootstrap extends BootstrapHead {
  readonly rows: RowsOf;
}

/** Who reads a program: a membership, through the eyes of another company where one is named. */
export interface Reader {
  readonly programId: string;
  readonly memberId: string;
  readonly lens?: string;
}

/** All resident rows of a program as one reader may see them, and the place in its ledger they stand for. */
export async function fetchBootstrap(reader: Reader, signal?: AbortSignal): Promise<Bootstrap> {
  const rows: Record<string, Row[]> = {};
  let head: BootstrapHead | null = null;
  for await (const line of lines(address(reader, 'bootstrap'), signal)) {
    if (head === null) head = line as BootstrapHead;
    else {
      const part = line as { kind: Kind; rows: Row[] };
      (rows[part.kind] ??= []).push(...part.rows);
    }
  }
  if (head === null) throw new CallError('unreachable');
  return { ...head, rows: rows as RowsOf };
}

/** The deltas after `n`, in order. Empty when there are none. */
export async function fetchSince(reader: Reader, n: number, signal?: AbortSignal): Promise<Delta[]> {
  const deltas: Delta[] = [];
  for await (const line of lines(address(reader, `since/${n}`), signal)) deltas.push(line as Delta);
  return deltas;
}

const address = ({ programId, memberId, lens }: Reader, what: string): string =>
  `/sync/${programId}/${what}?as=${memberId}${lens === undefined ? '' : `&lens=${lens}`}`;

/** The person's own stream after `n`, over all programs. */
export async function fetchPersonal(n: number): Promise<Personal> {
  const answer = await fetch(`/sync/personal/since/${n}`, { credentials: 'same-origin' }).catch(() => {
    throw new CallError('unreachable');
  });
  if (!answer.ok) throw await refusedBy(answer);
  return (await answer.json()) as Personal;
}

async function* lines(address: string, signal?: AbortSignal): AsyncGenerator<unknown> {
  const answer = await fetch(address, { credentials: 'same-origin', ...(signal && { signal }) }).catch(() => {
    throw new CallError('unreachable');
  });
  if (!answer.ok || answer.body === null) throw await refusedBy(answer);
  let rest = '';
  const texts = answer.body.pipeThrough(new TextDecoderStream());
  for await (const text of read(texts)) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part !== '') yield JSON.parse(part);
  }
  if (rest.trim() !== '') yield JSON.parse(rest);
}

/** Not every browser lets a stream be iterated. */
async function* read(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new CallError('unreachable');
    });
    if (done) return;
    yield value;
  }
}

/** Plain routes answer a refusal as `{ reason, requestId }`. */
export async function refusedBy(answer: Response): Promise<CallError> {
  const told = (await answer.json().catch(() => ({}))) as { reason?: string; requestId?: string };
  const requestId = told.requestId ?? answer.headers.get('x-request-id');
  return new CallError(told.reason ?? (answer.status >= 500 ? 'unavailable' : 'not-found'), { requestId });
}
