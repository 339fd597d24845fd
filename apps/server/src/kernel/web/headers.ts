import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { isOwnOrigin } from '../gateway/gateway.ts';

/** Hashes of the page's inline scripts, so that no other inline script ever runs. */
export const scriptHashes = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );

/** Nothing from outside, nothing framed, no cross-origin writes. */
export function securityHeaders(fastify: FastifyInstance, html: string, secure: boolean): void {
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${scriptHashes(html).join(' ')} 'wasm-unsafe-eval'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const always = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(always).header('x-request-id', request.id);
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && !isOwnOrigin(request.headers.origin, request.headers.host))
      return reply.status(403).send({ reason: 'not-your-company', requestId: request.id });
  });
}
