const FAR_ENOUGH_PX = 6;
const EDGE_PX = 48;
const STEP_PX = 12;

interface Dragged {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** A card that follows the pointer, and the column beneath it. */
export class BoardDrag {
  card = $state.raw<Dragged | null>(null);
  over = $state<string | null>(null);
  readonly #drop: (id: string, column: string) => void;
  #begun: { id: string; x: number; y: number; pointer: number } | null = null;
  /** A press that became a drag opens nothing. */
  #dragged = false;

  constructor(drop: (id: string, column: string) => void) {
    this.#drop = drop;
  }

  down(event: PointerEvent, id: string): void {
    // A finger scrolls; the menu moves cards there.
    if (event.button !== 0 || event.pointerType === 'touch') return;
    if ((event.target as HTMLElement).closest('button') !== null) return;
    this.#begun = { id, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    this.#dragged = false;
  }

  move(event: PointerEvent): void {
    const begun = this.#begun;
    if (begun === null || event.pointerId !== begun.pointer) return;
    const far = Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > FAR_ENOUGH_PX;
    if (!this.#dragged && !far) return;
    this.#dragged = true;
    event.preventDefault();
    this.card = { id: begun.id, x: event.clientX, y: event.clientY };
    const beneath = document.elementFromPoint(event.clientX, event.clientY);
    this.over = beneath?.closest<HTMLElement>('[data-column]')?.dataset.column ?? null;
    scrollAtEdge(beneath?.closest<HTMLElement>('.columns') ?? null, event.clientX);
  }

  up(): void {
    const { card, over } = this;
    this.cancel();
    if (card !== null && over !== null) this.#drop(card.id, over);
  }

  cancel(): void {
    this.#begun = null;
    this.card = null;
    this.over = null;
  }

  /** For the click that ends a drag. */
  click(event: MouseEvent): void {
    if (!this.#dragged) return;
    event.preventDefault();
    this.#dragged = false;
  }
}

function scrollAtEdge(columns: HTMLElement | null, x: number): void {
  if (columns === null) return;
  const { left, right } = columns.getBoundingClientRect();
  if (x < left + EDGE_PX) columns.scrollLeft -= STEP_PX;
  else if (x > right - EDGE_PX) columns.scrollLeft += STEP_PX;
}
