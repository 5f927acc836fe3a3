import type { z } from 'zod';
import { messageOf } from '../http/messages/catalogue.js';
import { type EvidenceFile, expiryOf } from './evidence-file.js';
import type { evidenceFile } from './evidence.schema.js';

export type EvidenceDetails = z.infer<typeof evidenceFile>;

/** A file as its sender sees it, without hints. */
export function toEvidenceDetails(file: EvidenceFile): EvidenceDetails {
  const { id, state, reason, reasonParams, mediaType, bytes, width, height, stream } = file;
  const words = (language: 'kk' | 'ru' | 'en') => messageOf(reason ?? '', language, reasonParams ?? {});
  return {
    id,
    state,
    reason,
    reasonText: reason === null ? null : { kk: words('kk'), ru: words('ru'), en: words('en') },
    mediaType,
    bytes,
    width,
    height,
    expiresAt: state === 'uploading' ? expiryOf(file).toISOString() : null,
    actionId: stream?.replace(/^action-/, '') ?? null,
  };
}
