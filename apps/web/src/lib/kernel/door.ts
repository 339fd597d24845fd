import { CallError } from './call-error.ts';
import { session } from './session.svelte.ts';

export async function signIn(email: string, password: string): Promise<void> {
  await post('/auth/sign-in/email', { email, password });
  await session.ask();
}

export async function signOut(): Promise<void> {
  await post('/auth/sign-out', {});
  await session.forget();
}

/** The answer is the same whether or not the address belongs to anybody. */
export const askForNewPassword = (email: string): Promise<void> =>
  post('/auth/request-password-reset', { email, redirectTo: '/new-password' });

export const setNewPassword = (token: string, newPassword: string): Promise<void> =>
  post('/auth/reset-password', { token, newPassword });

async function post(address: string, body: unknown): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw new CallError('unreachable');
  });
  if (answer.ok) return;
  const requestId = answer.headers.get('x-request-id');
  if (answer.status === 429) throw new CallError('too-many-requests', { requestId });
  if (answer.status >= 500) throw new CallError('unavailable', { requestId });
  throw new CallError('wrong-credentials', { requestId });
}
