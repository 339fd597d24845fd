import { toCallError } from './call-error.ts';
import { sendAgain, type Sent } from './calls.ts';

const KEPT_AS = 'crossflow.personal.waiting';

/** One at a time: a mark and the one that takes it back must not overtake each other. */
let turn: Promise<void> = Promise.resolve();
/** By the name of a mark: what the server said against it. */
const refusals = new Map<string, unknown>();

/** A person's own marks: kept on this device until they are sent, and sent in their order, with or without a connection. */
export const personalQueue = {
  /** Resolves when it was done or waits for a connection; a refusal is thrown. */
  async send(sent: Sent): Promise<void> {
    write([...read(), sent]);
    await inTurn(sendKept);
    const refusal = refusals.get(nameOf(sent));
    if (!refusals.delete(nameOf(sent))) return;
    throw refusal;
  },

  flush: (): Promise<void> => inTurn(sendKept),

  forget: (): void => localStorage.removeItem(KEPT_AS),
};

function inTurn(work: () => Promise<void>): Promise<void> {
  return (turn = turn.then(work, work));
}

async function sendKept(): Promise<void> {
  for (let next = read()[0]; next !== undefined; next = read()[0]) {
    const name = nameOf(next);
    try {
      await sendAgain(next);
    } catch (error) {
      if (toCallError(error).unreachable) return;
      // What the server refuses now it refuses for good: a mark of something that is no longer there.
      refusals.set(name, error);
    }
    // By its name: another tab may have sent it meanwhile.
    write(read().filter((one) => nameOf(one) !== name));
  }
}

const nameOf = ({ path, input }: Sent): string => JSON.stringify([path, input]);

function read(): readonly Sent[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]') as Sent[];
  } catch {
    return [];
  }
}

const write = (waiting: readonly Sent[]): void => localStorage.setItem(KEPT_AS, JSON.stringify(waiting));
