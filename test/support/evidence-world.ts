import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { EvidenceChecks } from '../../src/evidence/check-uploads/evidence-checks.js';
import type { TestApp } from './app.js';
import { TusClient } from './tus-client.js';
import { CHALLENGE, DAY } from './world.js';

/** A photo of noise, so that no two look alike. */
export const photoOf = (seed: number, width = 320, height = 240): Promise<Buffer> => {
  let state = seed + 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647) & 255;
  // Large blocks: a perceptual hash averages single pixels away.
  const blocks = Buffer.from(Array.from({ length: 8 * 6 * 3 }, next));
  return sharp(blocks, { raw: { width: 8, height: 6, channels: 3 } })
    .resize(width, height, { kernel: 'nearest' })
    .jpeg({ quality: 90 })
    .toBuffer();
};

/** Uploads a file and waits for its check. Returns its id. */
export async function uploaded(server: TestApp, cookie: string, bytes: Buffer, id = randomUUID()): Promise<string> {
  await new TusClient(server, cookie).upload(id, bytes);
  await server.app.get(EvidenceChecks).settled();
  return id;
}

/** The body of a submission with files. */
export const claimWith = (files: readonly string[], more: object = {}) => ({
  challengeId: CHALLENGE,
  kind: 'A1',
  doneOn: DAY,
  claimed: { beneficiaries: { value: 5, precision: 'exact' } },
  files,
  attestation: 'no-minors',
  ...more,
});
