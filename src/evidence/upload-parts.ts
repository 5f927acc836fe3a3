import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { AppConfig } from '../config/environment.js';
import { EvidenceFiles } from './evidence-files.repository.js';

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
/** Folders of checks under way; no id starts with a full stop. */
const CHECK_PREFIX = '.check-';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Folder and files are the server's own. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];

/** Uploads as tus sees them: the row says whether one exists, the length of its file how much is there. */
@Injectable()
export class UploadParts extends DataStore {
  readonly folder: string;
  private readonly checkFolders = new Set<string>();

  constructor(
    config: AppConfig,
    private readonly files: EvidenceFiles,
  ) {
    super();
    this.folder = path.resolve(config.DATA_DIR, 'uploads');
    this.extensions = ['creation'];
  }

  pathOf(id: string): string {
    return path.join(this.folder, id);
  }

  /** Repeatable: what is there stays. The row exists already. */
  override async create(upload: Upload): Promise<Upload> {
    await mkdir(this.folder, { recursive: true, mode: FOLDER_MODE });
    await using _ = await open(this.pathOf(upload.id), 'a', FILE_MODE);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const file = await this.files.find(id);
    if (!file) throw ERRORS.FILE_NOT_FOUND;
    const { length, state } = file;
    const offset = state === 'uploading' ? await this.sizeOf(id) : length;
    return new Upload({ id, size: length, offset, metadata: { id } });
  }

  /** Returns the new offset once the bytes are on the disk. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    if (offset === 0) await this.create(new Upload({ id, offset }));
    await using handle = await open(this.pathOf(id), 'r+').catch((error: unknown) => {
      throw isMissing(error) ? ERRORS.FILE_NO_LONGER_EXISTS : error;
    });
    let end = offset;
    for await (const chunk of stream as AsyncIterable<Buffer>)
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, end);
        done += bytesWritten;
        end += bytesWritten;
      }
    await handle.datasync();
    return end;
  }

  override async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Bytes that are there. A part that was lost begins again. */
  async sizeOf(id: string): Promise<number> {
    try {
      return (await stat(this.pathOf(id))).size;
    } catch (error) {
      if (!isMissing(error)) throw error;
      return 0;
    }
  }

  /** An empty folder for a check. Returns its path; `dropCheckFolder` deletes it. */
  async makeCheckFolder(): Promise<string> {
    const folder = await mkdtemp(path.join(this.folder, `${CHECK_PREFIX}${process.pid}-`));
    this.checkFolders.add(path.basename(folder));
    return folder;
  }

  async dropCheckFolder(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    this.checkFolders.delete(path.basename(folder));
  }

  /** True for the folder of a check that nobody makes any more: its process ended, as by a kill. */
  isLeftCheckFolder(name: string): boolean {
    if (!name.startsWith(CHECK_PREFIX) || this.checkFolders.has(name)) return false;
    const pid = Number(name.slice(CHECK_PREFIX.length).split('-')[0]);
    return pid === process.pid || !isAlive(pid);
  }

  /** Names of all parts, those without a row too. */
  async names(): Promise<string[]> {
    return readdir(this.folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  }
}
