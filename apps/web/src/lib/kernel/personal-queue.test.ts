import { beforeEach, expect, test, vi } from 'vitest';
import { CallError } from './call-error.ts';
import type { Sent } from './calls.ts';
import { personalQueue } from './personal-queue.ts';

const sending = vi.hoisted(() => ({ of: (_: Sent): Promise<unknown> => Promise.resolve() }));
vi.mock('./registry.ts', () => ({ allFeatures: () => [] }));
vi.mock('./calls.ts', () => ({ sendAgain: (sent: Sent) => sending.of(sent) }));

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
  removeItem: (name: string) => void kept.delete(name),
});
const mark = (commandId: string): Sent => ({ path: 'notifications.mark', input: { commandId } });
const nameOf = ({ input }: Sent) => (input as { commandId: string }).commandId;

beforeEach(() => kept.clear());

test('a mark is not sent before the one made earlier has been answered', async () => {
  const told: string[] = [];
  const answers: (() => void)[] = [];
  sending.of = (sent) => {
    told.push(nameOf(sent));
    return new Promise((resolve) => answers.push(() => resolve(null)));
  };
  const both = [personalQueue.send(mark('done')), personalQueue.send(mark('taken back')), personalQueue.flush()];
  await vi.waitFor(() => expect(told).toEqual(['done']));
  expect([...kept.values()].join(), 'what waits would outlive the tab').toContain('taken back');
  answers.shift()?.();
  await vi.waitFor(() => expect(told).toEqual(['done', 'taken back']));
  answers.shift()?.();
  await Promise.all(both);
  expect(told).toHaveLength(2);
  expect([...kept.values()]).toEqual(['[]']);
});

test('a refusal is told to whoever made the mark, and to nobody else; what cannot be sent waits', async () => {
  sending.of = (sent) =>
    nameOf(sent) === 'refused' ? Promise.reject(new CallError('not-found')) : Promise.resolve(null);
  const settled = await Promise.allSettled(['one', 'refused', 'two'].map((name) => personalQueue.send(mark(name))));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);

  sending.of = () => Promise.reject(new CallError('unreachable'));
  await personalQueue.send(mark('later'));
  expect([...kept.values()].join()).toContain('later');
  const told: string[] = [];
  sending.of = (sent) => Promise.resolve(told.push(nameOf(sent)));
  await personalQueue.send(mark('then'));
  expect(told).toEqual(['later', 'then']);
});
