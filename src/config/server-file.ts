import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pathIn = (dataDir: string): string => join(dataDir, 'server.json');

/** Writes pid, address and start of this process where other programs of this machine look for them. */
export function writeServerFile(dataDir: string, url: string): void {
  const draft = `${pathIn(dataDir)}.${process.pid}`;
  // The start of the process itself: the clock of a demo shows another time.
  const startedAt = new Date(performance.timeOrigin).toISOString();
  writeFileSync(draft, `${JSON.stringify({ pid: process.pid, url, startedAt })}\n`);
  renameSync(draft, pathIn(dataDir));
}

/** Removes the file, unless another server has replaced it. */
export function removeServerFile(dataDir: string): void {
  try {
    const { pid } = JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as { pid?: unknown };
    if (pid === process.pid) rmSync(pathIn(dataDir));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
