import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { canonicalJson } from '../../event-store/canonical-json.js';

export const MANIFEST = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ file: z.string().regex(/^[a-z0-9_./-]+$/i), lines: z.int(), bytes: z.int(), sha256 });
const eventRef = z.object({ id: z.string(), position: z.string() }).nullable();
const history = file.extend({ first: eventRef, last: eventRef, historySha256: sha256 });

export const manifestSchema = z.object({
  format: z.enum(['qorzhyn-backup', 'qorzhyn-export']),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  store: z.enum(['postgresql', 'eventstoredb']),
  history,
  parts: z.array(file.extend({ table: z.string().optional(), columns: z.array(z.string()).optional() })),
  /** SHA-256 of the canonical JSON of the other fields. */
  seal: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type HistoryPart = Manifest['history'];

/** A backup that is incomplete or changed; the message names the file. */
export class DamagedBackup extends Error {
  readonly exitCode = 1;
}

const sealOf = (rest: object) => createHash('sha256').update(canonicalJson(rest)).digest('hex');

/** Written last, so a folder without a manifest is unfinished. */
export async function writeManifest(folder: string, rest: Omit<Manifest, 'seal'>): Promise<void> {
  await writeLines(path.join(folder, MANIFEST), [JSON.stringify({ ...rest, seal: sealOf(rest) }, null, 2)]);
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Reads the manifest and checks the hash of every file. Throws DamagedBackup, which names the first bad file. */
export async function checkedManifest(folder: string, format: Manifest['format']): Promise<Manifest> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => {
    throw new DamagedBackup(`${MANIFEST} is missing in ${folder}: this is no finished backup`);
  });
  const manifest = parsed(text);
  if (manifest.format !== format) throw new DamagedBackup(`${MANIFEST} says ${manifest.format}, not ${format}`);
  for (const part of [manifest.history, ...manifest.parts]) {
    const found = await hashOfFile(path.join(folder, part.file)).catch(() => null);
    if (found === null) throw new DamagedBackup(`${part.file} is missing`);
    if (found !== part.sha256)
      throw new DamagedBackup(`${part.file} is not as it was written: its SHA-256 is ${found}, not ${part.sha256}`);
  }
  return manifest;
}

function parsed(text: string): Manifest {
  try {
    const given = JSON.parse(text) as object;
    const { seal, ...rest } = manifestSchema.parse(given);
    if (sealOf(rest) !== seal) throw new Error('its seal is broken');
    return { ...rest, seal };
  } catch (error) {
    const reason = error instanceof z.ZodError ? error.issues[0]?.message : (error as Error).message;
    throw new DamagedBackup(`${MANIFEST} is not as it was written: ${reason}`);
  }
}

/** Creates the folder. Throws when it is not empty. */
export async function newFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty: name a new folder`);
}

/** Writes a new file line by line. Returns when it is synced to disk. */
export async function writeLines(
  file: string,
  lines: readonly string[] | AsyncIterable<string>,
): Promise<{ lines: number; bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const size = { lines: 0, bytes: 0 };
  const toBytes = async function* () {
    for await (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      hash.update(bytes);
      size.lines += 1;
      size.bytes += bytes.length;
      yield bytes;
    }
  };
  await pipeline(toBytes(), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  return { ...size, sha256: hash.digest('hex') };
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Opens the file at the first read, because a readline interface opened earlier can miss the end of the file. */
export async function* readLines(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}
