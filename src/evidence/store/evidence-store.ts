import type { Readable } from 'node:stream';

/** A file of the store, opened for reading. The reader must consume or destroy the stream. */
export interface OpenedFile {
  stream: Readable;
  /** Bytes of the whole file, also when a range is read. */
  size: number;
}

/** First and last byte, both included, as in HTTP. */
export interface ByteRange {
  first: number;
  last: number;
}

export interface StoredKey {
  key: string;
  size: number;
  storedAt: Date;
}

/** The store cannot be reached or has a fault; the same call may succeed later. */
export class EvidenceStoreUnavailable extends Error {}

/** The store has no room. Nothing of the file is stored. */
export class EvidenceStoreFull extends Error {}

/** A key is 1 to 64 lower-case letters, digits and hyphens, and starts with a letter or digit. */
export const isEvidenceKey = (key: string): boolean => /^[a-z0-9][a-z0-9-]{0,63}$/.test(key);

/** A key that the server did not make. */
export class BadEvidenceKey extends Error {
  constructor() {
    super('not a key of the evidence store');
  }
}

export function requireEvidenceKey(key: string): void {
  if (!isEvidenceKey(key)) throw new BadEvidenceKey();
}

/**
 * Files of evidence and their thumbnails, outside the log and erasable. Every method throws EvidenceStoreUnavailable when the store fails, and
 * BadEvidenceKey for a key that is not one.
 */
export abstract class EvidenceStore {
  /**
   * Copies a local file under a key; a later call replaces it. A reader sees the whole file or none, also after a crash. Throws
   * EvidenceStoreFull when there is no room.
   */
  abstract put(key: string, file: string): Promise<void>;

  /** Opens a file. A range beyond the end is cut. Null = no such key. */
  abstract open(key: string, range?: ByteRange): Promise<OpenedFile | null>;

  /** Deletes a file for good. False = there was none. */
  abstract delete(key: string): Promise<boolean>;

  /** All keys, in no order. A key that is added or deleted meanwhile may be missing or included. */
  abstract keys(): AsyncIterable<StoredKey>;

  /** True when these bytes may be stored and the reserve for the history remains. */
  abstract hasRoomFor(bytes: number): Promise<boolean>;

  /** Deletes leftovers of interrupted writes that are older than a day. Returns their number. */
  abstract sweep(now: Date): Promise<number>;

  abstract close(): Promise<void>;
}
