import type { VaultRef } from '../events/values.js';

/** Erasable data: links, texts, names, files. Events hold only an id and a salted commitment to the bytes. */
export abstract class Vault {
  /** Stores a JSON value under a client-made or new id; the same id and value again changes nothing. Stored before the event that names it. */
  abstract put(kind: 'link' | 'details' | 'note', value: object, id?: string): Promise<VaultRef>;
  /** The values that are still there, by id. */
  abstract get(ids: readonly string[]): Promise<Map<string, object>>;
  /** Removes value and salt; the commitment then opens to nothing. */
  abstract erase(id: string): Promise<void>;
}
