import { appendFile, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../config/clock.js';
import { AppConfig } from '../config/environment.js';
import { StoreUnavailable } from '../event-store/event-store.js';
import { id, uuid } from '../events/values.js';

const at = z.iso.datetime();

/** One line of the list: what was erased when, by ids alone. */
export const erasure = z.union([
  z.strictObject({ at, texts: z.array(uuid).min(1) }),
  z.strictObject({ at, account: id }),
]);
export type Erasure = z.infer<typeof erasure>;

export const ERASURES_FILE = 'erasures.ndjson';

export const erasuresFile = (config: Pick<AppConfig, 'ERASURES_FILE' | 'DATA_DIR'>): string =>
  path.resolve(config.ERASURES_FILE ?? path.join(config.DATA_DIR, ERASURES_FILE));

/** Adds whole lines and returns when they are on the disk. */
export async function addErasures(file: string, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return;
  await mkdir(path.dirname(file), { recursive: true });
  await appendFile(file, erasures.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
  await using handle = await open(file, 'r+');
  await handle.sync();
}

/** The list of requested erasures, a file outside the database, so that a restored old backup can repeat them. */
@Injectable()
export class ErasureList {
  private readonly file: string;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.file = erasuresFile(config);
  }

  /** Throws StoreUnavailable: an erasure that is not on the list would come undone. */
  async add(erased: { texts: readonly string[] } | { account: string }): Promise<void> {
    if ('texts' in erased && erased.texts.length === 0) return;
    const line = { at: this.clock.now().toISOString(), ...erased } as Erasure;
    await addErasures(this.file, [line]).catch((error: Error) => {
      throw new StoreUnavailable(`the list of erasures cannot be written: ${error.message}`);
    });
  }
}
