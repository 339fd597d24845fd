import { createTRPCClient, httpLink } from '@trpc/client';
import { io, type Socket } from 'socket.io-client';
import type { Actor } from '@crossflow/domain/access/actor';
import type { Delta, Joined } from '@crossflow/domain/record/entry';
import type { Kind, Row, Rows } from '@crossflow/domain/record/rows';
import { DEMO_PASSWORD, people, type PersonKey } from '@crossflow/server/demo/cast';
import type { AppRouter } from '@crossflow/server/router';
import { Replica, type RowsOf } from '../../apps/web/src/lib/kernel/replica.ts';

export type Calls = ReturnType<typeof createTRPCClient<AppRouter>>;
export interface Bootstrap {
  readonly cursor: number;
  readonly actor: Actor;
  readonly rows: Record<string, Row[]>;
}

export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

/** One person of the cast at a screen: signed in over HTTP, connected by socket, with the browser's own live state. */
export interface Player {
  readonly person: PersonKey;
  readonly name: string;
  readonly actor: Actor;
  readonly programId: string;
  /** Procedures, as this person for this company. */
  readonly calls: Calls;
  readonly socket: Socket;
  readonly replica: Replica;
  readonly cookie: string;
  /** Every frame that the socket ever received, as text: what a canary is searched in. */
  readonly received: string[];
  /** Every answer over HTTP to this player, procedures and plain routes alike. */
  readonly answers: Answer[];
  rows<K extends Kind>(kind: K): Rows[K][];
  get<K extends Kind>(kind: K, id: string): Rows[K] | undefined;
  /** Resolves when this player's live state has reached a place in its company's ledger. */
  reached(n: number): Promise<void>;
  /** Resolves with the next frame of this name that `which` accepts; frames already received count too. */
  heard<T>(event: string, which: (frame: T) => boolean): Promise<T>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  bootstrap(): Promise<Bootstrap>;
  upload(name: string, mediaType: string, bytes: Uint8Array): Promise<string>;
  leave(): void;
  /** Has left the screen: nothing reaches it any more. */
  readonly left: () => boolean;
}

export async function signIn(origin: string, person: PersonKey): Promise<string> {
  const answer = await fetch(`${origin}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: people[person].email, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${person} could not sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs the person in, unless they come with the cookie of a session they have. */
export async function enter(
  origin: string,
  person: PersonKey,
  programCode = 'EXB-101',
  session?: string,
): Promise<Player> {
  const cookie = session ?? (await signIn(origin, person));
  const answers: Answer[] = [];
  const ask = async (url: string, init?: RequestInit): Promise<Response> => {
    const answer = await fetch(url, init);
    const bytes = Buffer.from(await answer.clone().arrayBuffer());
    answers.push({ path: new URL(url).pathname, status: answer.status, text: bytes.toString('latin1') });
    return answer;
  };
  const calls = (headers: Record<string, string>): Calls =>
    createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${origin}/trpc`,
          headers: { cookie, ...headers },
          fetch: (url, init) => ask(String(url), init as RequestInit),
        }),
      ],
    });
  const { memberships } = await calls({}).organizations.me.query();
  const membership = memberships.find((one) => one.programCode === programCode);
  if (membership === undefined) throw new Error(`${person} has no part in ${programCode}`);
  const { memberId, programId } = membership;
  const request = (path: string, init: RequestInit = {}) => {
    const headers = { cookie, 'x-crossflow-member': memberId, ...(init.headers as Record<string, string> | undefined) };
    return ask(origin + path, { ...init, headers });
  };
  const bootstrap = () => readBootstrap(() => request(`/sync/${programId}/bootstrap?as=${memberId}`));
  let away = false;
  const waiting: { n: number; resolve: () => void }[] = [];
  const start = await bootstrap();
  const replica = new Replica(start.actor.mask, {
    since: async (n) => (await readLines(await request(`/sync/${programId}/since/${n}?as=${memberId}`))) as Delta[],
  });
  replica.reset(start.cursor, start.rows as RowsOf);
  const tellWaiting = () => {
    for (const one of waiting.filter(({ n }) => n <= replica.cursor)) {
      waiting.splice(waiting.indexOf(one), 1);
      one.resolve();
    }
  };
  const { socket, received, heard } = await connect(origin, cookie, memberId, {
    since: () => replica.cursor,
    delta: async (delta) => {
      await replica.receive(delta);
      tellWaiting();
    },
    head: async (n) => {
      if (n > replica.cursor) await replica.catchUp();
      tellWaiting();
    },
  });
  return {
    person,
    name: people[person].name,
    actor: start.actor,
    programId,
    calls: calls({ 'x-crossflow-member': memberId }),
    socket,
    replica,
    cookie,
    received,
    answers,
    rows: (kind) => replica.list(kind),
    get: (kind, id) => replica.get(kind, id),
    reached: (n) => (replica.cursor >= n ? Promise.resolve() : new Promise((resolve) => waiting.push({ n, resolve }))),
    heard,
    fetch: request,
    bootstrap,
    upload: (name, mediaType, bytes) => upload(request, name, mediaType, bytes),
    leave: () => {
      away = true;
      socket.disconnect();
    },
    left: () => away,
  };
}

interface Hears {
  /** The last line of the ledger that is here. */
  since(): number;
  delta(delta: Delta): Promise<void>;
  /** Told where the company's ledger stands when the room is joined. */
  head(n: number): Promise<void>;
}

async function connect(origin: string, cookie: string, memberId: string, hears: Hears) {
  const socket = io(origin, {
    path: '/socket.io',
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
  });
  const received: string[] = [];
  const frames: { event: string; frame: unknown }[] = [];
  const listeners = new Set<() => void>();
  socket.onAny((event: string, frame: unknown) => {
    received.push(JSON.stringify([event, frame]));
    frames.push({ event, frame });
    for (const listener of [...listeners]) listener();
  });
  socket.on('delta', (delta: Delta) => void hears.delta(delta));
  const joined = new Promise<void>((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.on('connect', () => {
      socket.emit('join', { memberId, since: hears.since() }, (answer: Joined) => {
        received.push(JSON.stringify(['join', answer]));
        if ('refused' in answer) return reject(new Error(answer.refused));
        const missed = answer.missed === undefined ? Promise.resolve() : hears.delta(answer.missed);
        missed.then(() => hears.head(answer.head)).then(resolve, reject);
      });
    });
  });
  await joined;
  const heard = <T>(event: string, which: (frame: T) => boolean): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = frames.find((one) => one.event === event && which(one.frame as T));
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found.frame as T);
      };
      listeners.add(look);
      look();
    });
  return { socket, received, heard };
}

async function readLines(answer: Response): Promise<unknown[]> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

async function readBootstrap(request: () => Promise<Response>): Promise<Bootstrap> {
  const [head, ...parts] = (await readLines(await request())) as [
    Pick<Bootstrap, 'cursor' | 'actor'>,
    ...{ kind: string; rows: Row[] }[],
  ];
  const rows: Record<string, Row[]> = {};
  for (const { kind, rows: some } of parts) (rows[kind] ??= []).push(...some);
  return { ...head, rows };
}

/** As the browser does it: create, then send the bytes. */
async function upload(request: Player['fetch'], name: string, mediaType: string, bytes: Uint8Array): Promise<string> {
  const encode = (value: string) => Buffer.from(value).toString('base64');
  const created = await request('/files', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.byteLength),
      'upload-metadata': `filename ${encode(name)},filetype ${encode(mediaType)}`,
    },
  });
  const location = created.headers.get('location');
  if (created.status !== 201 || location === null) throw new Error(`upload: ${created.status} ${await created.text()}`);
  const path = new URL(location, 'http://localhost/files').pathname;
  const sent = await request(path, {
    method: 'PATCH',
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: bytes as unknown as BodyInit,
  });
  if (sent.status !== 204) throw new Error(`upload: ${sent.status} ${await sent.text()}`);
  return path.split('/').at(-1) ?? '';
}
