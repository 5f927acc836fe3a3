import { hash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { diskHasRoomFor, RESERVED_BYTES } from './disk-room.js';
import {
  type ByteRange,
  EvidenceStore,
  EvidenceStoreFull,
  EvidenceStoreUnavailable,
  isEvidenceKey,
  type OpenedFile,
  requireEvidenceKey,
  type StoredKey,
} from './evidence-store.js';

/** No key starts with a full stop. */
const TEMPORARY = '.write-';
const DAY_MS = 86_400_000;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

function asStoreError(error: unknown): Error {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new EvidenceStoreFull(`the disk of the evidence is full (${code})`);
  return new EvidenceStoreUnavailable(`the folder of the evidence has a fault (${code || String(error)})`);
}

/** Null when there is no such file. */
const nullWhenMissing = (error: unknown): null => {
  if (codeOf(error) === 'ENOENT') return null;
  throw asStoreError(error);
};

/** A renamed or deleted name survives a power cut only once its folder is on the disk. Windows cannot sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, constants.O_RDONLY);
  await handle.sync();
}

/** Files in a directory, readable by the server's account only. */
export class LocalEvidenceStore extends EvidenceStore {
  private readonly folders = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly reserve = RESERVED_BYTES,
  ) {
    super();
  }

  async put(key: string, file: string): Promise<void> {
    const target = this.pathOf(key);
    const folder = path.dirname(target);
    const temporary = path.join(folder, `${TEMPORARY}${randomUUID()}`);
    try {
      await this.prepare(folder);
      await copyFile(file, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      await using handle = await open(temporary, 'r+');
      await handle.chmod(0o600);
      await handle.sync();
      await rename(temporary, target);
      await syncFolder(folder);
    } catch (error) {
      this.folders.delete(folder);
      await rm(temporary, { force: true }).catch(() => undefined);
      throw asStoreError(error);
    }
  }

  async open(key: string, range?: ByteRange): Promise<OpenedFile | null> {
    const handle = await open(this.pathOf(key), constants.O_RDONLY).catch(nullWhenMissing);
    if (!handle) return null;
    const { size } = await handle.stat();
    const stream = createReadStream('', { fd: handle, ...(range && { start: range.first, end: range.last }) });
    return { stream, size };
  }

  async delete(key: string): Promise<boolean> {
    const target = this.pathOf(key);
    const removed = await rm(target).then(() => true, nullWhenMissing);
    if (removed) await syncFolder(path.dirname(target)).catch(nullWhenMissing);
    return removed === true;
  }

  async *keys(): AsyncIterable<StoredKey> {
    for await (const file of this.files()) {
      const key = path.basename(file);
      if (!isEvidenceKey(key)) continue;
      const found = await stat(file).catch(nullWhenMissing);
      if (found) yield { key, size: found.size, storedAt: found.mtime };
    }
  }

  async hasRoomFor(bytes: number): Promise<boolean> {
    try {
      await this.prepare(this.root);
      return await diskHasRoomFor(this.root, bytes, this.reserve);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async sweep(now: Date): Promise<number> {
    let deleted = 0;
    for await (const file of this.files()) {
      if (!path.basename(file).startsWith(TEMPORARY)) continue;
      const found = await stat(file).catch(nullWhenMissing);
      if (!found || now.getTime() - found.mtimeMs < DAY_MS) continue;
      await rm(file, { force: true });
      deleted += 1;
    }
    return deleted;
  }

  async close(): Promise<void> {}

  private async *files(): AsyncIterable<string> {
    const shards = (await readdir(this.root).catch(nullWhenMissing)) ?? [];
    for (const shard of shards) {
      if (!/^[0-9a-f]{2}$/.test(shard)) continue;
      const folder = await opendir(path.join(this.root, shard)).catch(nullWhenMissing);
      if (folder) for await (const entry of folder) if (entry.isFile()) yield path.join(folder.path, entry.name);
    }
  }

  /** 256 folders by a hash, because ids of one day start alike. */
  private pathOf(key: string): string {
    requireEvidenceKey(key);
    return path.join(this.root, hash('sha256', key).slice(0, 2), key);
  }

  private async prepare(folder: string): Promise<void> {
    if (this.folders.has(folder)) return;
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made) for (const parent of [path.dirname(folder), path.dirname(made)]) await syncFolder(parent);
    this.folders.add(folder);
  }
}
