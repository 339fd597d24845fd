const LONGEST_WAIT_MS = 5_000;
const WITHOUT_IDLE_MS = 1_500;
/** A page that comes to be hidden meanwhile is not painted. */
const UNPAINTED_MS = 5_000;

/** When what has just changed is on the screen; a page that nobody sees is not painted. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, document.hidden ? 0 : UNPAINTED_MS);
    // The first of these still comes before the paint.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}

/** Fetches code that will be wanted soon, one after the other, while there is a connection and nothing else is to be done. Call what it returns to stop. */
export function ahead(...loads: readonly (() => Promise<unknown>)[]): () => void {
  const waiting = loads.values();
  let next: () => void = () => undefined;
  const fetchOne = () => {
    // A page never asks again for code that it could not fetch once.
    if (!navigator.onLine) {
      addEventListener('online', soon, { once: true });
      next = () => removeEventListener('online', soon);
      return;
    }
    const { value: load, done } = waiting.next();
    if (done !== true) void load().then(soon, soon);
  };
  const soon = () => (next = whenIdle(fetchOne));
  soon();
  return () => next();
}

function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(act, WITHOUT_IDLE_MS);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(act, { timeout: LONGEST_WAIT_MS });
  return () => cancelIdleCallback(asked);
}
