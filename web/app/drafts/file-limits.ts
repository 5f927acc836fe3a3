import type { DraftFile } from './draft-file.js';

export const MOST_FILES = 10;
export const MOST_BYTES = 20 * 1024 * 1024;

/** The server decides by content; this tells the person at once. An empty type is a HEIC of a phone that does not know it. */
const TYPES = /^image\/(jpeg|png|webp|hei[cf])$|^application\/pdf$/;
const NAMES = /\.(jpe?g|png|webp|hei[cf]|pdf)$/i;

export type FileRefusal = 'too-many' | 'too-large' | 'empty' | 'wrong-type' | 'unreadable' | 'no-room';

export interface RefusedFile {
  name: string;
  reason: FileRefusal;
}

export const isTakenType = ({ type, name }: { type: string; name: string }): boolean =>
  type === '' ? NAMES.test(name) : TYPES.test(type);

/** Decides before the file is read. A photo becomes smaller, so its size is judged later. */
export function refusalOf(
  file: { name: string; type: string; size: number },
  present: readonly Pick<DraftFile, 'id'>[],
): FileRefusal | null {
  if (present.length >= MOST_FILES) return 'too-many';
  if (!isTakenType(file)) return 'wrong-type';
  if (file.size === 0) return 'empty';
  return file.type.startsWith('image/') ? null : sizeRefusal(file.size);
}

export const sizeRefusal = (bytes: number): FileRefusal | null =>
  bytes === 0 ? 'empty' : bytes > MOST_BYTES ? 'too-large' : null;
