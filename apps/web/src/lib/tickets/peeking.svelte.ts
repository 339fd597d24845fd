import { goto } from '$app/navigation';
import { page } from '$app/state';

/** The row that the keys are at, where a list keeps its own count of it. */
class Peeking {
  #chosen: (() => string | null) | null = null;

  offer(chosen: () => string | null): () => void {
    this.#chosen = chosen;
    return () => {
      if (this.#chosen === chosen) this.#chosen = null;
    };
  }

  /** The ticket that Space would open: the link that has the focus, else the row that the list is at. */
  get candidate(): string | null {
    return keyOf(document.activeElement) ?? this.#chosen?.() ?? null;
  }

  get key(): string | null {
    return page.url.searchParams.get('peek');
  }

  /** Opening leaves a step to come back by; moving on and closing do not. */
  at(key: string | null): void {
    const url = new URL(page.url.href);
    const opening = this.key === null;
    if (key === null) url.searchParams.delete('peek');
    else url.searchParams.set('peek', key);
    void goto(url, { replace: !opening, reset: false });
  }
}

export const peeking = new Peeking();

/** A link to a ticket's page names it, whatever list it stands in. */
function keyOf(element: Element | null): string | null {
  const link = element?.closest('a[href]') ?? element?.querySelector(':scope > a[href]');
  return link?.getAttribute('href')?.match(/\/t\/([^/?#]+)/)?.[1] ?? null;
}
