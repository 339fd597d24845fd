import type { Version } from '@crossflow/domain/documents/document';
import { numberRefusal } from '@crossflow/domain/documents/rules';
import { nextNumber } from '@crossflow/domain/documents/standing';
import type { Refusal } from '@crossflow/domain/access/refusal';
import { UploadTray } from '../kernel/files/upload-tray.svelte.ts';

/** What a person fills in for a new version. */
export class NewVersion {
  readonly tray = new UploadTray();
  major = $state('0');
  minor = $state('1');
  reason = $state('');
  /** Whether the draft stays with its owner or goes to everybody who may see the document. */
  reach = $state<string>('own');
  readonly #versions: () => readonly Version[];

  constructor(versions: () => readonly Version[]) {
    this.#versions = versions;
    const { major, minor } = nextNumber(versions(), 'minor');
    this.major = String(major);
    this.minor = String(minor);
  }

  get number() {
    return { major: Number(this.major), minor: Number(this.minor) };
  }

  get fileId(): string | null {
    return this.tray.fileIds[0] ?? null;
  }

  /** The first thing that is missing or wrong, as a code of the feature or the kernel; null when all is there. */
  get refusal(): Refusal | null {
    if (this.tray.items.length === 0) return 'file-missing';
    if (this.fileId === null) return this.tray.failed ? 'file-missing' : 'file-uploading';
    const { major, minor } = this.number;
    if (!Number.isInteger(major) || !Number.isInteger(minor) || major < 0 || minor < 0) return 'invalid-input';
    const refused = numberRefusal(this.number, this.#versions());
    if (refused !== null) return refused;
    return this.reason.trim() === '' ? 'required' : null;
  }

  audience(document: number, own: number): number {
    return this.reach === 'document' ? document : own & document;
  }

  /** One file makes one version: choosing again replaces it. */
  take(files: readonly File[]): void {
    for (const { key } of this.tray.items) this.tray.remove(key);
    this.tray.add(files.slice(0, 1));
  }
}
