import { isImage } from '@crossflow/domain/files/media';
import { newId } from '../ids.ts';
import { toCallError } from '../call-error.ts';
import { uploadFile } from './upload.ts';

export interface TrayItem {
  readonly key: string;
  /** Null: uploaded before, in a page that is gone. */
  readonly file: File | null;
  readonly mediaType: string;
  readonly name: string;
  readonly size: number;
  /** A picture of it, where the browser can make one before it is uploaded. */
  readonly preview: string | null;
  state: 'uploading' | 'waiting' | 'done' | 'failed';
  /** 0 to 1. */
  progress: number;
  fileId: string | null;
  /** In the reader's language, when failed. */
  reason: string;
}

/** An upload that outlives its page: the server has the bytes, and nobody but its uploader can attach it. */
export interface KeptFile {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
}

/** The files being added to something not sent yet: a reply, a version, an update. `fileIds` is what the command carries. */
export class UploadTray {
  items = $state<TrayItem[]>([]);
  readonly fileIds = $derived(this.items.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])));
  readonly busy = $derived(this.items.some(({ state }) => state === 'uploading' || state === 'waiting'));
  readonly failed = $derived(this.items.some(({ state }) => state === 'failed'));
  readonly #stops = new Map<string, AbortController>();

  add(files: Iterable<File>): void {
    for (const file of files) {
      const item: TrayItem = {
        key: newId(),
        file,
        mediaType: file.type,
        name: file.name,
        size: file.size,
        preview: isImage(file.type) ? URL.createObjectURL(file) : null,
        state: 'uploading',
        progress: 0,
        fileId: null,
        reason: '',
      };
      this.items.push(item);
      void this.#send(item.key);
    }
  }

  /** What was uploaded and not sent yet, to be kept with the draft. */
  get kept(): readonly KeptFile[] {
    return this.items.flatMap(({ fileId, name, size, mediaType }) =>
      fileId === null ? [] : [{ fileId, name, size, mediaType }],
    );
  }

  restore(files: readonly KeptFile[]): void {
    for (const { fileId, name, size, mediaType } of files)
      this.items.push({
        ...{ key: newId(), file: null, mediaType, name, size, preview: null },
        ...{ state: 'done', progress: 1, fileId, reason: '' },
      });
  }

  retry(key: string): void {
    void this.#send(key);
  }

  remove(key: string): void {
    this.#stops.get(key)?.abort();
    const item = this.#item(key);
    if (item?.preview) URL.revokeObjectURL(item.preview);
    this.items = this.items.filter((other) => other.key !== key);
  }

  /** After the command was carried out: the uploads now belong to it. */
  clear(): void {
    for (const { preview } of this.items) if (preview !== null) URL.revokeObjectURL(preview);
    this.#stops.clear();
    this.items = [];
  }

  #item(key: string): TrayItem | undefined {
    return this.items.find((item) => item.key === key);
  }

  async #send(key: string): Promise<void> {
    const item = this.#item(key);
    if (item?.file == null) return;
    const stop = new AbortController();
    this.#stops.set(key, stop);
    item.state = 'uploading';
    try {
      item.fileId = await uploadFile(item.file, {
        signal: stop.signal,
        onProgress: (sent, total) => {
          item.state = 'uploading';
          item.progress = total === 0 ? 0 : sent / total;
        },
        onWaiting: () => (item.state = 'waiting'),
      });
      item.state = 'done';
    } catch (error) {
      item.reason = toCallError(error).sentence;
      item.state = 'failed';
    }
  }
}
