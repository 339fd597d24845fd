import { flushSync } from 'svelte';

/** Whether the page is being put on paper: what a screen draws only where one looks is drawn whole then. */
class Printing {
  now = $state(false);

  constructor() {
    addEventListener('beforeprint', () => flushSync(() => (this.now = true)));
    addEventListener('afterprint', () => (this.now = false));
  }
}

export const printing = new Printing();
