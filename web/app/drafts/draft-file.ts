import type { LocalisedText } from '../../../src/events/values.js';

/**
 * `queued`: on the device, its turn comes. `moving`: bytes travel now. `paused`: begun, waits for the network. `checking`: all
 * bytes are on the server, which looks into the file. `done`: the server accepted it. `failed`: refused; it can be taken out.
 */
export type FileState = 'queued' | 'moving' | 'paused' | 'checking' | 'done' | 'failed';

export interface DraftFile {
  /** Becomes the id of the evidence. */
  id: string;
  draftId: string;
  name: string;
  type: string;
  bytes: number;
  /** Pixels; null = a document, or a picture that this browser cannot decode. */
  width: number | null;
  height: number | null;
  addedAt: number;
  state: Exclude<FileState, 'moving' | 'paused'>;
  /** Address of the unfinished upload, so that another tab, or tomorrow's, continues it. */
  uploadUrl: string | null;
  sentBytes: number;
  /** A sentence of the server about a refused file, with a way out. */
  error: string | null;
  /** The same in all languages, where the server gives them. */
  errors: LocalisedText | null;
}

/** The bytes of a file, apart from what a list shows. */
export interface FileBytes {
  id: string;
  data: ArrayBuffer;
  /** A small JPEG; null = a document. */
  thumb: ArrayBuffer | null;
}

/** The state with what is known of this moment. */
export const fileStateOf = (file: DraftFile, isMoving: boolean): FileState => {
  if (file.state !== 'queued') return file.state;
  if (isMoving) return 'moving';
  return file.sentBytes > 0 ? 'paused' : 'queued';
};

export const partOf = ({ bytes, sentBytes, state }: DraftFile): number =>
  state === 'queued' || state === 'failed' ? Math.min(1, sentBytes / Math.max(1, bytes)) : 1;

export const again = (file: DraftFile): DraftFile => ({
  ...file,
  state: 'queued',
  uploadUrl: null,
  sentBytes: 0,
  error: null,
  errors: null,
});

export const fileRefused = (file: DraftFile, words: { error: string; errors?: LocalisedText | null }): DraftFile => ({
  ...file,
  state: 'failed',
  error: words.error,
  errors: words.errors ?? null,
});
