import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const place = (dataDir: string): string => join(dataDir, 'server.json');

/** Tells other programs of this machine where the server is. */
export function noteServer(dataDir: string, url: string, startedAt: Date): void {
  const draft = `${place(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ pid: process.pid, url, startedAt: startedAt.toISOString() })}\n`);
  renameSync(draft, place(dataDir));
}

/** Takes the note back, unless another server has put its own there. */
export function forgetServer(dataDir: string): void {
  try {
    const { pid } = JSON.parse(readFileSync(place(dataDir), 'utf8')) as { pid?: unknown };
    if (pid === process.pid) rmSync(place(dataDir));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
