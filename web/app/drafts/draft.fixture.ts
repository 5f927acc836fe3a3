import { type Draft, newDraft } from './draft.js';
import type { DraftFile } from './draft-file.js';

export const draftOf = (changes: Partial<Draft> = {}): Draft => ({
  ...newDraft({ accountId: 'aigerim', challengeId: 'green-2026' }, 'd1', 1_000),
  ...changes,
});

export const fileOf = (changes: Partial<DraftFile> = {}): DraftFile => ({
  id: 'f1',
  draftId: 'd1',
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: 1_000,
  width: 2_048,
  height: 1_536,
  addedAt: 1_000,
  state: 'queued',
  uploadUrl: null,
  sentBytes: 0,
  error: null,
  errors: null,
  ...changes,
});
