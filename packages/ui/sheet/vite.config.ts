import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** A page of every component, for looking at. Never shipped; built outside the repository. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [svelte()],
  build: { outDir: process.env['SHEET_OUT'] ?? join(tmpdir(), 'crossflow-sheet'), emptyOutDir: true },
});
