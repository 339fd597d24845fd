import { Injectable } from '@nestjs/common';

/** After a commit: which program's ledgers grew, and which persons were told something. */
export interface Ring {
  readonly programId: string;
  readonly told: readonly string[];
}

/** A hint, never a fact: whoever hears it reads the ledgers. Losing a ring costs a moment, not an entry. */
@Injectable()
export class Bell {
  readonly #hearers = new Set<(ring: Ring) => void>();

  ring(ring: Ring): void {
    for (const hear of this.#hearers) hear(ring);
  }

  hear(hearer: (ring: Ring) => void): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }
}
