import { fileTypeFromBuffer } from 'file-type';
import { RefusedFile } from './refused-file.js';

export type FileKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf';

/** Bytes that a type needs at most. */
export const HEAD_BYTES = 4_100;

const KINDS: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'application/pdf': 'pdf',
};
const ANIMATED = ['image/apng', 'image/heic-sequence', 'image/heif-sequence'];

/** The kind of a file by its first bytes; its name says nothing. Throws RefusedFile. */
export async function kindOf(head: Uint8Array): Promise<FileKind> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found && ANIMATED.includes(found.mime)) throw new RefusedFile('EVIDENCE_ANIMATED');
  const kind = found && KINDS[found.mime];
  if (!kind) throw new RefusedFile('EVIDENCE_TYPE');
  return kind;
}
