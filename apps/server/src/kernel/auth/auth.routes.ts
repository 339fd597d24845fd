import type { FastifyInstance } from 'fastify';
import type { Auth } from './auth.ts';

/** Hands /auth/* to better-auth, as a plain route. */
export function authRoutes(fastify: FastifyInstance, auth: Auth): void {
  fastify.route({
    method: ['GET', 'POST'],
    url: '/auth/*',
    async handler(request, reply) {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (value !== undefined) headers.set(name, String(value));
      // The address that rate limits count by is the connection's, not one that a caller may write.
      headers.set('x-forwarded-for', request.ip);
      const hasBody = request.method === 'POST' && request.body !== undefined && request.body !== null;
      const answer = await auth.handler(
        new Request(`${request.protocol}://${request.headers.host ?? 'localhost'}${request.url}`, {
          method: request.method,
          headers,
          ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
        }),
      );
      reply.status(answer.status);
      answer.headers.forEach((value, name) => {
        if (name !== 'set-cookie') reply.header(name, value);
      });
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.send(answer.body === null ? '' : await answer.text());
    },
  });
}
