import type { PDFDocumentProxy } from 'pdfjs-dist';
import { openPdf, type OpenPdf } from './pdf-file.ts';

export interface PageSize {
  /** Points at zoom 1. */
  readonly width: number;
  readonly height: number;
}

const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
/** CSS pixels for one point. */
export const PIXELS_PER_POINT = 96 / 72;

/** One open PDF: which page is seen, how large, and where it stands. The bar and the pages share it. */
export class PdfViewer {
  status = $state<'closed' | 'opening' | 'ready' | 'failed'>('closed');
  pdf = $state.raw<PDFDocumentProxy | null>(null);
  sizes = $state.raw<readonly PageSize[]>([]);
  /** The page in sight, from 1. */
  page = $state(1);
  /** Null: as wide as there is room. */
  chosenZoom = $state<number | null>(null);
  /** Pixels that pages have room for. */
  room = $state(0);
  readonly count = $derived(this.sizes.length);
  readonly zoom = $derived(this.chosenZoom ?? fitting(this.sizes[0], this.room));
  /** Set by the view: scrolls a page to the top. */
  reveal: (page: number) => void = () => undefined;
  #open: OpenPdf | null = null;
  #address: string | null = null;

  async open(address: string): Promise<void> {
    this.close();
    this.#address = address;
    this.status = 'opening';
    try {
      const open = await openPdf(address);
      if (this.#address !== address) return open.close();
      const first = (await open.pdf.getPage(1)).getViewport({ scale: 1 });
      this.#open = open;
      this.pdf = open.pdf;
      // Pages are taken to be like the first one until each is drawn.
      this.sizes = Array.from({ length: open.pdf.numPages }, () => ({ width: first.width, height: first.height }));
      this.page = 1;
      this.status = 'ready';
    } catch {
      if (this.#address === address) this.status = 'failed';
    }
  }

  close(): void {
    this.#open?.close();
    this.#open = null;
    this.#address = null;
    this.pdf = null;
    this.sizes = [];
    this.status = 'closed';
  }

  measured(page: number, size: PageSize): void {
    const known = this.sizes[page - 1];
    if (known?.width === size.width && known.height === size.height) return;
    this.sizes = this.sizes.with(page - 1, size);
  }

  go(page: number): void {
    const next = Math.min(Math.max(1, page), this.count);
    this.page = next;
    this.reveal(next);
  }

  larger(): void {
    this.chosenZoom = STEPS.find((step) => step > this.zoom + 0.01) ?? this.zoom;
  }

  smaller(): void {
    this.chosenZoom = STEPS.findLast((step) => step < this.zoom - 0.01) ?? this.zoom;
  }

  fit(): void {
    this.chosenZoom = null;
  }
}

const fitting = (size: PageSize | undefined, room: number): number =>
  size === undefined || room === 0 ? 1 : Math.min(1.4, Math.max(0.3, room / (size.width * PIXELS_PER_POINT)));
