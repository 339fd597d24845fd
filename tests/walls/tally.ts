import { expect } from 'vitest';
import { tell } from '../world/tell.ts';

/** What a matrix found. `faults` are neither leak nor denial: something answered in a way that no cell foresees. */
export class Tally {
  cells = 0;
  readonly leaks: string[] = [];
  readonly wrongDenials: string[] = [];
  readonly faults: string[] = [];

  cell(expected: boolean, actual: boolean, where: string): void {
    this.cells += 1;
    if (actual && !expected) this.leaks.push(where);
    if (!actual && expected) this.wrongDenials.push(where);
  }

  /** A cell that holds or does not; `leaks` says which list it belongs to where it does not hold. */
  holds(held: boolean, where: string): void {
    this.cell(false, !held, where);
  }

  add(other: Tally): this {
    this.cells += other.cells;
    this.leaks.push(...other.leaks);
    this.wrongDenials.push(...other.wrongDenials);
    this.faults.push(...other.faults);
    return this;
  }

  get noticed(): boolean {
    return this.leaks.length + this.wrongDenials.length + this.faults.length > 0;
  }

  /** Prints the figures, and fails where there is anything but cells. */
  report(name: string): void {
    const { cells, leaks, wrongDenials, faults } = this;
    console.log(`${name}: ${cells} cells, ${leaks.length} leaks, ${wrongDenials.length} wrong denials`);
    tell('W1', cells, leaks.length + wrongDenials.length + faults.length);
    expect({ leaks: some(leaks), wrongDenials: some(wrongDenials), faults: some(faults) }, name).toEqual({
      leaks: [],
      wrongDenials: [],
      faults: [],
    });
    expect(cells, name).toBeGreaterThan(0);
  }
}

const MOST_SHOWN = 25;
const some = (lines: readonly string[]) =>
  lines.length <= MOST_SHOWN ? lines : [...lines.slice(0, MOST_SHOWN), `and ${lines.length - MOST_SHOWN} more`];
