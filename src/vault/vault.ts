import type { VaultRef } from '../events/values.js';

export type TextKind = 'link' | 'details' | 'note' | 'file';

/** The content of the vault under some ids. */
export interface Lookup {
  /** The values that are still there. */
  values: ReadonlyMap<string, object>;
  /** Instants of erasure, ISO. */
  erased: ReadonlyMap<string, string>;
}

export interface StoredText {
  id: string;
  kind: string;
  /** The stream whose event names it; null = stored by an earlier version. */
  stream: string | null;
  storedAt: Date;
}

export interface MatchingText {
  id: string;
  key: string;
  /** Null = stored by an earlier version. */
  stream: string | null;
}

/** Erasable data: links, texts, names, files. Events hold only an id and a salted commitment to the bytes. */
export abstract class Vault {
  /**
   * Stores a JSON value under a client-made or new id; the same id and value again changes nothing. Stored before the event of
   * `stream` that names it.
   */
  abstract put(kind: TextKind, value: object, id?: string, stream?: string): Promise<VaultRef>;
  /** The values that are still there, by id. */
  abstract get(ids: readonly string[]): Promise<Map<string, object>>;
  abstract look(ids: readonly string[]): Promise<Lookup>;
  /** The keys that equal texts share, by id. Erased texts, and kinds that are not compared, have none. */
  abstract matchKeys(ids: readonly string[]): Promise<Map<string, string>>;
  /** Texts that have one of these keys, with their streams. */
  abstract matching(keys: readonly string[]): Promise<MatchingText[]>;
  /** Computes the keys of texts that an earlier version stored. Returns how many there were. */
  abstract compareTexts(): Promise<number>;
  /** Removes values and salts, so that the commitments open to nothing. Returns how many were there. */
  abstract erase(ids: readonly string[]): Promise<number>;
  /** Texts that are still there: those of a stream, named by an event or not, and those of these ids. */
  abstract stored(stream: string, ids: readonly string[]): Promise<StoredText[]>;
  /** Asks for a check of these texts of a stream at this time or earlier. */
  abstract checkBy(stream: string, ids: readonly string[], at: Date): Promise<void>;
  /** Streams with texts to check now, at most `limit`. */
  abstract due(limit: number): Promise<string[]>;
  /** A stream was checked; `next` = the next check, null = none. */
  abstract checked(stream: string, next: Date | null): Promise<void>;
}
