import { drafts } from '../drafts.ts';
import type { KeptFile } from './upload-tray.svelte.ts';

/** Files that were uploaded for a text not sent yet, by its composer: they are still there when the page is gone. */
export const keptFiles = {
  read(composer: string): readonly KeptFile[] {
    try {
      return JSON.parse(drafts.read(`${composer}-files`) || '[]') as KeptFile[];
    } catch {
      return [];
    }
  },
  write(composer: string, files: readonly KeptFile[]): void {
    drafts.write(`${composer}-files`, files.length === 0 ? '' : JSON.stringify(files));
  },
};
