import { Injectable } from '@nestjs/common';
import { EvidenceFiles } from './evidence-files.repository.js';
import type { CleanedFile } from './intake/cleaned-file.js';
import { UploadParts } from './upload-parts.js';
import { EvidenceStore } from './store/evidence-store.js';

const THUMBNAIL = '-small';
/** Keys of a file in the evidence store. */
export const keysOf = (id: string) => ({ file: id, thumbnail: `${id}${THUMBNAIL}` });
/** The file that a key of the evidence store belongs to. */
export const idOfKey = (key: string): string => (key.endsWith(THUMBNAIL) ? key.slice(0, -THUMBNAIL.length) : key);

/** Rows and bytes of files together. */
@Injectable()
export class StoredEvidence {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly parts: UploadParts,
    private readonly store: EvidenceStore,
  ) {}

  /** Stores a cleaned file with its thumbnail, then says that it is ready. A file that was deleted meanwhile leaves nothing. */
  async add(id: string, cleaned: CleanedFile): Promise<void> {
    const { file, thumbnail } = keysOf(id);
    if (cleaned.thumbnail !== null) await this.store.put(thumbnail, cleaned.thumbnail);
    await this.store.put(file, cleaned.file);
    if (await this.files.cleaned(id, cleaned)) await this.parts.remove(id);
    else if (!(await this.files.find(id))) await this.remove([id]);
  }

  /** Deletes for good: the row first, so that nobody opens a file. A cut leaves bytes without a row, which a sweep finds. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.files.remove(ids);
    for (const id of ids) {
      await this.parts.remove(id);
      const { file, thumbnail } = keysOf(id);
      await this.store.delete(thumbnail);
      await this.store.delete(file);
    }
  }
}
