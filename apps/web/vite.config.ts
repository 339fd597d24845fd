import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { drawnIcons } from './drawn-icons.ts';
import { fewChunks } from './few-chunks.ts';
import { pageFiles } from './page-files.ts';
import { referenceFields } from './reference-fields.ts';

const page = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const inlineScripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
  ([, source = '']) => `sha256-${createHash('sha256').update(source).digest('base64')}` as const,
);

const server = process.env.CROSSFLOW_SERVER ?? 'http://127.0.0.1:3000';
const toServer = { target: server, changeOrigin: false };

export default defineConfig({
  plugins: [
    ...[referenceFields, drawnIcons, fewChunks, pageFiles],
    sveltekit({
      adapter: adapter({ fallback: 'index.html', precompress: true }),
      compilerOptions: { runes: true },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', 'wasm-unsafe-eval', ...inlineScripts],
          'style-src': ['self'],
          // Style attributes only: floating panels are placed with them.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self', 'data:'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
        },
      },
      version: { pollInterval: 0 },
    }),
  ],
  build: { target: 'es2022' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    fs: { allow: ['../..'] },
    proxy: {
      '/trpc': toServer,
      '/sync': toServer,
      '/files': toServer,
      '/ledger': toServer,
      '/export': toServer,
      '/auth': toServer,
      '/socket.io': { ...toServer, ws: true },
    },
  },
});
