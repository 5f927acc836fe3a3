import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import type { EvidenceStore } from './evidence-store.js';
import { LocalEvidenceStore } from './local-evidence-store.js';
import { S3EvidenceStore } from './s3-evidence-store.js';

/** The store that the settings name: the bucket of `S3_*`, or a folder in `DATA_DIR`. */
export function openEvidenceStore(environment: Environment): EvidenceStore {
  const { DATA_DIR, S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = environment;
  if (!S3_ENDPOINT || !S3_REGION || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return new LocalEvidenceStore(path.join(DATA_DIR, 'evidence'));
  return new S3EvidenceStore({
    endpoint: S3_ENDPOINT,
    region: S3_REGION,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
}
