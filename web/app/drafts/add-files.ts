import type { DraftFile } from './draft-file.js';
import { draftStore, StoreFailed } from './draft-store.js';
import type { AddedFiles } from './drafts-api.js';
import { type FileRefusal, refusalOf, sizeRefusal } from './file-limits.js';

/** Stores files with a draft, one after another: a phone has no memory for ten large photos at once. */
export async function addFiles(draftId: string, chosen: readonly File[]): Promise<AddedFiles> {
  const { readPhoto } = await import('./photo.js');
  const added: AddedFiles = { added: 0, refused: [], fault: null };
  for (const file of chosen) {
    const reason = await addFile(draftId, file, readPhoto).catch((error: unknown) => {
      if (!(error instanceof StoreFailed)) throw error;
      added.fault = error.fault;
      return 'no-room' as const;
    });
    if (reason === null) added.added += 1;
    else added.refused = [...added.refused, { name: file.name, reason }];
  }
  return added;
}

async function addFile(
  draftId: string,
  file: File,
  readPhoto: typeof import('./photo.js').readPhoto,
): Promise<FileRefusal | null> {
  const refusal = refusalOf(file, await draftStore.filesOf(draftId));
  if (refusal) return refusal;
  const read = await readPhoto(file).catch(() => null);
  if (!read) return 'unreadable';
  const { data, thumb, ...facts } = read;
  const tooLarge = sizeRefusal(data.byteLength);
  if (tooLarge) return tooLarge;
  const stored: DraftFile = {
    ...facts,
    id: crypto.randomUUID(),
    draftId,
    name: file.name,
    bytes: data.byteLength,
    addedAt: Date.now(),
    state: 'queued',
    uploadUrl: null,
    sentBytes: 0,
    error: null,
    errors: null,
  };
  await draftStore.addFile(stored, { id: stored.id, data, thumb });
  return null;
}
