import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../event-store/event-store.js';
import { Progress } from '../command.js';
import { verifyAll } from '../verify.js';
import { carryBoardNumbers, copyTables, foldForStore, serverOf } from './companion.js';
import { writerTo } from './history-writer.js';
import { MovingHistory } from './move-history.js';
import { openPlace, type Place } from './place.js';
import { SourceLock } from './source-lock.js';

export interface MoveOptions {
  from: string;
  to: string;
  /** follow = until the signal comes; once = to the present end; switch = the last step, when the server is stopped. */
  until: 'follow' | 'once' | 'switch';
  signal: AbortSignal;
}

type Say = (line: string) => void;

const LOOK_MS = 200;
const AGAIN_MS = 1_000;

/** 0 = moved as far as was asked; 1 = the read models differ afterwards. Throws HistoriesDiffer, and what keeps it from running. */
export async function moveStore({ from, to, until, signal }: MoveOptions, say: Say): Promise<number> {
  const ends: (() => Promise<void>)[] = [];
  const opened = async <T extends { close(): Promise<void> } | { end(): Promise<void> }>(
    what: Promise<T>,
  ): Promise<T> => {
    const one = await what;
    ends.unshift(() => ('close' in one ? one.close() : one.end()));
    return one;
  };
  try {
    const source = await opened(openPlace(from));
    const target = await opened(openPlace(to));
    if (source.postgres === null && target.postgres === null)
      throw new Error('One of the two is a PostgreSQL: between two EventStoreDB use their own backup');
    const lock = source.postgres === null ? null : await opened(SourceLock.take(source.postgres, source.name));
    const targetLock = target.postgres === null ? null : await opened(SourceLock.take(target.postgres, target.name));
    await targetLock?.unseal();
    say(`${source.name} → ${target.name}`);
    const progress = new Progress('events', say);
    const history = new MovingHistory(source.store, target.store, writerTo(target), (count) => progress.step(count));
    if (until === 'switch') return await switchOver({ source, target, lock, history }, say);
    await follow(history, until === 'once', signal, say);
    progress.end();
    say(`${target.name} holds the ${history.to.count} events of ${source.name}`);
    say(`hash of the history ${history.to.historySha256()}, of the standings ${history.to.standingsSha256()}`);
    return 0;
  } finally {
    for (const end of ends) await end().catch(() => undefined);
  }
}

/** A store that is away for a while is waited for. */
async function follow(history: MovingHistory, once: boolean, signal: AbortSignal, say: Say): Promise<void> {
  let isTold = false;
  let isAway = false;
  while (!signal.aborted) {
    try {
      await history.catchUp(signal);
      if (once) return;
      if (!isTold)
        say(
          `${history.to.count} events are moved; more follow until Ctrl-C. Then stop the server and run it with --switch`,
        );
      isTold = true;
      isAway = false;
      await pause(LOOK_MS, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof StoreUnavailable) || once) throw error;
      if (!isAway) say(`waiting: ${error.message}`);
      isAway = true;
      await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

interface Switch {
  source: Place;
  target: Place;
  lock: SourceLock | null;
  history: MovingHistory;
}

async function switchOver({ source, target, lock, history }: Switch, say: Say): Promise<number> {
  const companion = target.postgres ?? source.postgres!;
  for (const url of new Set([source.postgres, target.postgres])) {
    const owner = url === null ? null : await serverOf(url);
    if (owner !== null) throw new Error(`A server still runs (${owner}): stop it, then run this again`);
  }
  await history.catchUp();
  await lock?.holdAppends();
  const late = await history.catchUp();
  if (late > 0 && lock === null) throw stillGrows(late);
  if (!(await history.isEqual())) throw stillGrows(1);
  if (source.postgres !== null && target.postgres !== null) await copyTables(source.postgres, target.postgres, say);
  await lock?.seal();
  await foldForStore({ ...target.settings(companion), DATABASE_URL: companion }, say);
  if (source.postgres !== null && target.postgres !== null) await carryBoardNumbers(source.postgres, target.postgres);
  const verified = await verifyAll(target.settings(companion), say);
  if (!(await history.isEqual())) throw stillGrows(1);
  for (const [name, digest] of [
    [source.name, history.from],
    [target.name, history.to],
  ] as const)
    say(
      `${name}: ${digest.count} events, hash of the history ${digest.historySha256()}, of the standings ${digest.standingsSha256()}`,
    );
  say(
    verified === 0
      ? `The history has moved: start the server with ${target.postgres === null ? 'EVENTSTORE_URL' : 'DATABASE_URL and without EVENTSTORE_URL'}`
      : 'The history has moved, but a read model differs from it',
  );
  return verified;
}

const stillGrows = (count: number) =>
  new Error(`The source still grows (${count} events while it was to be quiet): stop its server, then run this again`);
