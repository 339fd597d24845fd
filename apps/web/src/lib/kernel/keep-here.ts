/**
 * Keeps a text on this device under a name. A page tells much of what it knows at every visit, and a store that is written to makes the
 * page wait. Throws where the store is full.
 */
export function keepHere(name: string, text: string): void {
  if (localStorage.getItem(name) !== text) localStorage.setItem(name, text);
}
