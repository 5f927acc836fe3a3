import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CleanedFile, FinishedUpload, IntakeResult } from './cleaned-file.js';
import { HEAD_BYTES, kindOf } from './file-kind.js';
import { LIMITS } from './intake-limits.js';
import { checkWebp, neededChunks } from './picture-structure.js';
import { RefusedFile } from './refused-file.js';

const MEGABYTE = 1_000_000;

/** Cleans one file in this process. Only the intake's own process may call it: a hostile file can take all memory of it. */
export async function cleanFile(upload: FinishedUpload): Promise<IntakeResult> {
  try {
    return { cleaned: await cleaned(upload) };
  } catch (error) {
    if (error instanceof RefusedFile) return { refusal: { code: error.code, params: error.params } };
    if (error instanceof RangeError) return { refusal: { code: 'EVIDENCE_TOO_COMPLEX', params: {} } };
    throw error;
  }
}

async function cleaned({ file, bytes, folder }: FinishedUpload): Promise<CleanedFile> {
  await requireLength(file, bytes);
  const kind = await kindOf(await headOf(file));
  const originalSha256 = await sha256Of(file);
  if (kind === 'pdf') {
    const target = path.join(folder, 'document.pdf');
    const { cleanPdf } = await import('./clean-pdf.js');
    const { pages } = await cleanPdf(file, target);
    const none = { perceptualHash: null, width: null, height: null, thumbnail: null };
    return {
      mediaType: 'application/pdf',
      ...(await facts(target)),
      originalSha256,
      ...none,
      pages,
      taken: { at: null, place: null },
    };
  }
  if (kind === 'webp') checkWebp(await readFile(file));
  const input = kind === 'png' ? neededChunks(await readFile(file)) : file;
  const [picture, thumbnail] = [path.join(folder, 'picture.jpg'), path.join(folder, 'thumbnail.jpg')];
  const { cleanPicture } = await import('./clean-picture.js');
  const found = await cleanPicture(input, kind, { picture, thumbnail });
  return { mediaType: 'image/jpeg', ...(await facts(picture)), originalSha256, ...found, pages: null, thumbnail };
}

async function requireLength(file: string, announced: number): Promise<void> {
  const { size } = await stat(file);
  if (size !== announced) throw new RefusedFile('EVIDENCE_INCOMPLETE');
  if (size === 0) throw new RefusedFile('EVIDENCE_EMPTY');
  if (size > LIMITS.bytes) throw new RefusedFile('EVIDENCE_TOO_LARGE', { megabytes: LIMITS.bytes / MEGABYTE });
}

async function headOf(file: string): Promise<Uint8Array> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(HEAD_BYTES) });
  return buffer.subarray(0, bytesRead);
}

const facts = async (file: string) => ({ file, bytes: (await stat(file)).size, sha256: await sha256Of(file) });

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
