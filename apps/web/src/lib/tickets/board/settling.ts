const SETTLES_MS = 180;

/** Lets cards that have another place come to it from where they were. */
export function settling(board: () => HTMLElement | undefined): { before(): void; after(): void } {
  let places = new Map<string, DOMRect>();
  const cards = () => [...(board()?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  return {
    before() {
      places = new Map(cards().map((card) => [card.dataset.row ?? '', card.getBoundingClientRect()]));
    },
    after() {
      for (const card of cards()) {
        const was = places.get(card.dataset.row ?? '');
        const is = card.getBoundingClientRect();
        if (was === undefined || (was.left === is.left && was.top === is.top)) continue;
        const from = `translate(${was.left - is.left}px, ${was.top - is.top}px)`;
        card.firstElementChild?.animate([{ transform: from }, { transform: 'none' }], {
          duration: SETTLES_MS,
          easing: 'ease-out',
        });
      }
      places.clear();
    },
  };
}
