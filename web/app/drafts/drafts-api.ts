import type { Draft, DraftContent, DraftState, Purpose } from './draft.js';
import type { DraftFile, FileState } from './draft-file.js';
import type { RefusedFile } from './file-limits.js';
/** `full`: the device has no room. `blocked`: the browser keeps nothing, as in some private windows, or another version is open. */
export type StoreFault = 'full' | 'blocked';

/** A file with what the page shows of it. */
export interface ShownFile extends DraftFile {
  shown: FileState;
  /** 0–1. */
  part: number;
  /** Address of the thumbnail; null = a document. */
  thumbUrl: string | null;
}

/** A draft with what the page shows of it. */
export interface ShownDraft extends Draft {
  shown: DraftState;
  files: readonly ShownFile[];
}

export interface AddedFiles {
  added: number;
  refused: readonly RefusedFile[];
  fault: StoreFault | null;
}

/**
 * Drafts of the person at this device; all tabs see the same. Calls return a fault instead of throwing it, and `fault` keeps the
 * newest one until a later write succeeds.
 */
export interface DraftsApi {
  /** Own drafts, the newest change first. Empty until `ready`. */
  readonly list: readonly ShownDraft[];
  readonly fault: StoreFault | null;
  /** Time of the last write that is on the device, by draft; undefined while words are on their way there. */
  savedAt(id: string): number | undefined;
  /** Loads the drafts of this account; `load` functions await it. */
  open(accountId: string): Promise<void>;
  get(id: string): ShownDraft | undefined;
  create(draft: {
    challengeId: string;
    purpose?: Purpose;
    content?: Partial<DraftContent>;
  }): Promise<ShownDraft | StoreFault>;
  /** Keeps every keystroke: shown at once, on the device within 300 ms. */
  change(id: string, patch: Partial<DraftContent>): void;
  /** Writes what `change` has collected. */
  flush(): Promise<StoreFault | null>;
  addFiles(id: string, files: readonly File[]): Promise<AddedFiles>;
  removeFile(id: string, fileId: string): Promise<StoreFault | null>;
  retryFile(id: string, fileId: string): Promise<StoreFault | null>;
  /** Puts the report into the outbox, once. */
  send(id: string): Promise<StoreFault | null>;
  /** Takes a waiting report out of the outbox, to change it. */
  reopen(id: string): Promise<StoreFault | null>;
  /** Try to send now. */
  tryNow(): void;
  discard(id: string): Promise<StoreFault | null>;
}
