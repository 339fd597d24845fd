export type ToastInput = {
  /** What this person just did, in words. Never the news of others. */
  readonly text: string;
  readonly undo?: (() => void) | undefined;
  /** How long it can be taken back, or read. */
  readonly seconds?: number | undefined;
  /** Runs when the time is over and nothing was taken back. */
  readonly settle?: (() => void) | undefined;
};

export type Toast = ToastInput & { readonly id: number; readonly total: number; left: number };

const step = 200;

class ToastList {
  items = $state<Toast[]>([]);
  /** While the pointer or the focus is on a toast, its time stands still. */
  held = $state(false);
  #next = 1;
  #clock: ReturnType<typeof setInterval> | undefined;

  push(input: ToastInput): number {
    const total = input.seconds ?? 6;
    const id = this.#next++;
    this.items.push({ ...input, id, total, left: total });
    this.#clock ??= setInterval(() => this.#tick(), step);
    return id;
  }

  undo(id: number): void {
    const toast = this.#take(id);
    toast?.undo?.();
  }

  /** For the undo key: takes back the latest act that still can be. */
  undoLatest(): boolean {
    const latest = this.items.findLast((toast) => toast.undo);
    if (latest) this.undo(latest.id);
    return latest !== undefined;
  }

  dismiss(id: number): void {
    this.#take(id)?.settle?.();
  }

  #tick(): void {
    if (this.held) return;
    for (const toast of [...this.items]) {
      toast.left -= step / 1000;
      if (toast.left <= 0) this.dismiss(toast.id);
    }
  }

  #take(id: number): Toast | undefined {
    const toast = this.items.find((each) => each.id === id);
    this.items = this.items.filter((each) => each.id !== id);
    if (this.items.length > 0) return toast;
    clearInterval(this.#clock);
    this.#clock = undefined;
    this.held = false;
    return toast;
  }
}

export const toasts = new ToastList();
