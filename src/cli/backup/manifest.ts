import { createHash } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { HOW_TO_KEY, isSameSeal, sealOf } from './seal.js';

export const MANIFEST = 'manifest.json';
export const HISTORY_FILE = 'history.ndjson';
/** File of the boards' sequence numbers. Screens ignore a number below the last one that they received. */
export const BOARD_SEQUENCES = 'board_numbers.ndjson';
export const fileOfTable = (table: string | undefined) => (table === undefined ? BOARD_SEQUENCES : `${table}.ndjson`);

/** A link may lead out of the folder. */
const NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ file: z.string().regex(/^[a-z0-9_./-]+$/i), lines: z.int(), bytes: z.int(), sha256 });
const eventRef = z.object({ id: z.string(), position: z.string() }).nullable();
const history = file.extend({ first: eventRef, last: eventRef, historySha256: sha256 });

export const manifestSchema = z.object({
  format: z.enum(['qorzhyn-backup', 'qorzhyn-export']),
  /** 1 = the seal is a hash, 2 = it is an HMAC under the key of backups. */
  version: z.literal([1, 2]),
  madeAt: z.iso.datetime(),
  store: z.enum(['postgresql', 'eventstoredb']),
  history,
  parts: z.array(file.extend({ table: z.string().optional(), columns: z.array(z.string()).optional() })),
  /** Covers the canonical JSON of the other fields. */
  seal: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type HistoryPart = Manifest['history'];
type FilePart = Pick<HistoryPart, 'file' | 'lines' | 'bytes' | 'sha256'>;

/** A backup that is incomplete or changed; the message names the file. */
export class DamagedBackup extends Error {
  readonly exitCode = 1;
}

const MANIFEST_BYTES = 10_000_000;

/** Written last, so a folder without a manifest is unfinished. `key`: null = without a seal against changes. */
export async function writeManifest(
  folder: string,
  content: Omit<Manifest, 'seal' | 'version'>,
  key: string | null,
): Promise<void> {
  const rest = { ...content, version: key === null ? 1 : 2 };
  await writeLines(path.join(folder, MANIFEST), [JSON.stringify({ ...rest, seal: sealOf(rest, key) }, null, 2)]);
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

export interface SealCheck {
  key: string | null;
  /** Whether a backup may be restored whose seal cannot be checked. */
  allowUnsealed: boolean;
}

/** Reads the manifest of a backup, checks its seal and every file. Throws DamagedBackup, which names the first bad file. */
export async function checkedManifest(folder: string, check: SealCheck): Promise<Manifest> {
  const manifest = parsed(await manifestText(folder), check);
  if (manifest.format !== 'qorzhyn-backup')
    throw new DamagedBackup(`${MANIFEST} says ${manifest.format}, not qorzhyn-backup`);
  checkNames(manifest);
  for (const part of [manifest.history, ...manifest.parts]) await checkFile(folder, part);
  return manifest;
}

async function manifestText(folder: string): Promise<string> {
  const file = path.join(folder, MANIFEST);
  const found = await lstat(file).catch(() => null);
  if (!found) throw new DamagedBackup(`${MANIFEST} is missing in ${folder}: this is no finished backup`);
  if (!found.isFile() || found.size > MANIFEST_BYTES) throw new DamagedBackup(`${MANIFEST} is no file of a backup`);
  return readFile(file, 'utf8');
}

function parsed(text: string, { key, allowUnsealed }: SealCheck): Manifest {
  const { seal, ...rest } = content(text);
  const isKeyed = rest.version === 2;
  if (isKeyed && key === null && !allowUnsealed)
    throw new Error(`The backup is sealed with a key: ${HOW_TO_KEY}, or restore it unchecked with --unsealed`);
  if (!isKeyed && key !== null && !allowUnsealed)
    throw new DamagedBackup(`${MANIFEST} has no seal with a key, so it may have been changed: --unsealed restores it`);
  const isChecked = !isKeyed || key !== null;
  if (isChecked && !isSameSeal(sealOf(rest, isKeyed ? key : null), seal))
    throw new DamagedBackup(
      `${MANIFEST} is not as it was written: its seal is broken${isKeyed ? ', or made with another key' : ''}`,
    );
  return { ...rest, seal };
}

function content(text: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? error.issues[0]?.message : (error as Error).message;
    throw new DamagedBackup(`${MANIFEST} is not as it was written: ${reason}`);
  }
}

/** A backup has its files in one folder, each under the name of its content. */
function checkNames({ history: { file: historyFile }, parts }: Manifest): void {
  const names = [MANIFEST, historyFile, ...parts.map((part) => part.file)];
  const wrong = [
    ...(historyFile === HISTORY_FILE ? [] : [historyFile]),
    ...parts.filter((part) => part.file !== fileOfTable(part.table)).map((part) => part.file),
    ...names.filter((name, index) => names.indexOf(name) !== index),
  ];
  if (wrong.length > 0) throw new DamagedBackup(`${MANIFEST} names ${wrong[0]}, which is no file of a backup`);
  if (!parts.some(({ table }) => table === undefined)) throw new DamagedBackup(`${MANIFEST} lacks ${BOARD_SEQUENCES}`);
}

async function checkFile(folder: string, { file: name, bytes, sha256: expected }: FilePart): Promise<void> {
  const found = await lstat(path.join(folder, name)).catch(() => null);
  if (!found) throw new DamagedBackup(`${name} is missing`);
  if (!found.isFile()) throw new DamagedBackup(`${name} is a link or no file`);
  if (found.size !== bytes)
    throw new DamagedBackup(`${name} is not as it was written: it has ${found.size} bytes, not ${bytes}`);
  const sum = await hashOfFile(path.join(folder, name));
  if (sum !== expected)
    throw new DamagedBackup(`${name} is not as it was written: its SHA-256 is ${sum}, not ${expected}`);
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
  await pipeline((await open(file, NO_LINK)).createReadStream(), hash);
  return hash.digest('hex');
}

/** The lines of a checked file. Throws DamagedBackup at the end when the file was changed after the check. */
export async function* readLines(folder: string, part: FilePart): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const bytes = (await open(path.join(folder, part.file), NO_LINK)).createReadStream();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    hash.update(chunk);
    // Only «\n» ends a line: texts may contain other separators of lines.
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '' || hash.digest('hex') !== part.sha256)
    throw new DamagedBackup(`${part.file} was changed while it was restored`);
}
