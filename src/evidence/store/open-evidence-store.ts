import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import type { EvidenceStore } from './evidence-store.js';
import { LocalEvidenceStore } from './local-evidence-store.js';

/** The store that the settings name: a folder in DATA_DIR. */
export function openEvidenceStore({ DATA_DIR }: Pick<Environment, 'DATA_DIR'>): EvidenceStore {
  return new LocalEvidenceStore(path.join(DATA_DIR, 'evidence'));
}
