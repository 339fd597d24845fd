import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Character maps and standard fonts as this server's own assets, by file name: nothing is asked of another host. */
const assets = import.meta.glob<string>(
  [
    '../../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../../../node_modules/pdfjs-dist/wasm/*.{wasm,js}',
  ],
  { query: '?url&no-inline', import: 'default' },
);
const byName = new Map(Object.entries(assets).map(([path, address]) => [path.split('/').at(-1) ?? '', address]));

/** pdf.js asks for its data files through this, one by one as a document needs them. */
class OwnAssets {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const address = byName.get(filename);
    if (address === undefined) throw new Error(`pdf.js has no asset ${filename}`);
    const answer = await fetch(await address());
    if (!answer.ok) throw new Error(`${filename}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  close(): void;
}

/** Opens a PDF by its address. pdf.js and its worker are loaded only now. */
export async function openPdf(address: string): Promise<OpenPdf> {
  const [pdfjs, { default: worker }] = await Promise.all([
    import('pdfjs-dist'),
    import('pdfjs-dist/build/pdf.worker.min.mjs?url'),
  ]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker;
  const task = pdfjs.getDocument({
    url: address,
    withCredentials: true,
    BinaryDataFactory: OwnAssets,
    useWorkerFetch: false,
    // The same look on every machine: its own fonts stand in for those that a file does not carry.
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
  });
  return { pdf: await task.promise, close: () => void task.destroy() };
}
