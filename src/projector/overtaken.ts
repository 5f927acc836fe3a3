import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '../event-store/event-store.js';
import type { Line } from './line.js';
import { type Commit, Overtaken, type ReadModel } from './read-model.js';

const PATIENCE_MS = 2_000;
const LOOK_MS = 20;

export interface Adopted {
  commits: Commit[];
  /** False when the other process has gone on meanwhile: the documents are then newer than these events. */
  exact: boolean;
}

/**
 * Another process was faster with the same events. Waits until it has written all of them, and gives what it wrote instead of what this
 * one would have. Throws Overtaken when it wrote something else: a rebuild was switched to, or it died half-way.
 */
export async function adopt(
  commits: readonly Commit[],
  lines: readonly Line[],
  store: EventStore,
  readModel: ReadModel,
): Promise<Adopted> {
  for (const end = Date.now() + PATIENCE_MS; !(await areWritten(commits, store, readModel)); await pause(LOOK_MS)) {
    if (Date.now() > end) throw new Overtaken('another process began to write these events and did not end');
  }
  const adopted: Commit[] = [];
  for (const commit of commits) {
    const { projection, generation, upserts, deletes } = commit;
    const keys = [...upserts.map(({ key }) => key), ...deletes];
    const found = await readModel.documents(projection, generation, keys);
    lines.find(({ factory }) => factory.name === projection)?.adopt(found);
    adopted.push({
      ...commit,
      upserts: [...found].map(([key, body]) => ({ key, body })),
      deletes: keys.filter((key) => !found.has(key)),
    });
  }
  const after = await Promise.all(commits.map(({ projection }) => readModel.live(projection)));
  return { commits: adopted, exact: commits.every(({ to }, index) => after[index]?.position === to) };
}

async function areWritten(commits: readonly Commit[], store: EventStore, readModel: ReadModel): Promise<boolean> {
  const lives = await Promise.all(commits.map(({ projection }) => readModel.live(projection)));
  const rebuilt = commits.find(({ generation }, index) => lives[index]?.generation !== generation);
  if (rebuilt) throw new Overtaken(`${rebuilt.projection} was rebuilt`);
  return commits.every(({ to }, index) => {
    const position = lives[index]?.position;
    return position != null && store.compare(position, to) >= 0;
  });
}
