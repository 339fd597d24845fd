import { getContext, setContext } from 'svelte';
import type { Live } from './live.svelte.ts';

const LIVE = Symbol('live');

export const provideLive = (live: Live): Live => setContext(LIVE, live);

/** The program at hand, for every component below `/p/…`, the inbox included. Call it while a component is made. */
export const useLive = (): Live => getContext<Live>(LIVE);
