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
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('content-security-policy', policy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('cross-origin-resource-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (secure) reply.header('strict-transport-security', 'max-age=31536000');
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && !isOwnOrigin(request.headers.origin, request.headers.host))
      return reply.status(403).send({ reason: 'not-your-company', requestId: request.id });
  });
}
