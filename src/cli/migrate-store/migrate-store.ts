import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreMisconfigured, StoreUnavailable } from '../../event-store/event-store.js';
import { namedAddress, Progress, type Reporter, runCommand, toStdout } from '../command.js';
import { rebuildReadModels } from '../rebuild.js';
import { verifyAll } from '../verify.js';
import { copyBoardSequences, copyTables, outdateReadModels, runningServer } from './copy-read-side.js';
import { HistoriesDiffer, type HistoryDigest, MovingHistory, writerTo } from './moving-history.js';
import { openStoreLocation, type StoreLocation } from './store-location.js';

const help = `npm run migrate-store -- --from <store> --to <store> [--once | --switch | --undo]

Moves the whole history between PostgreSQL and EventStoreDB, or from one PostgreSQL to another. A store is postgres://… with the owner
of the database, esdb://…, or the DATA_DIR of an embedded PostgreSQL. An address with a password is named as env:NAME, an environment
variable, or file:PATH: arguments are visible to every user of the machine. The server may run on the source meanwhile: events are copied
until Ctrl-C, with --once up to the present end. An interrupted move continues where it stopped.
--switch, with the server stopped: copies the rest, compares both, rebuilds and verifies the read models for the target, and as its
last step seals the source, so that no server appends to it or starts on it.
--undo takes the switch back while the target has no event that the source lacks.
Ends with 0 when all is right, 1 when the histories or a read model differ, 2 when it could not run.`;

export interface MoveOptions {
  from: string;
  to: string;
  /** The stores as people name them; absent = `from` and `to`. */
  names?: { from: string; to: string };
  /** follow = until the signal; once = to the present end; switch = the last step; undo = takes a switch back. */
  until: 'follow' | 'once' | 'switch' | 'undo';
  signal: AbortSignal;
}

const POLL_MS = 200;
const RETRY_MS = 1_000;

interface Move {
  source: StoreLocation;
  target: StoreLocation;
  /** Database of the read models after the move. */
  readModelUrl: string;
  history: MovingHistory;
  undoCommand: string;
}

/** 0 = moved as far as was asked; 1 = moved, but a read model differs. Errors: HistoriesDiffer and others. */
export async function moveStore(
  { from, to, names = { from, to }, until, signal }: MoveOptions,
  report: Reporter,
): Promise<number> {
  await using source = await openStoreLocation(from);
  await using target = await openStoreLocation(to);
  const readModelUrl = target.postgres ?? source.postgres;
  if (readModelUrl === null)
    throw new Error('One of the two must be a PostgreSQL: between two EventStoreDB use their own backup');
  target.settings(readModelUrl);
  report(`${source.name} → ${target.name}`);
  const progress = new Progress('events', report);
  const history = new MovingHistory(source.store, target.store, writerTo(target), (count) => progress.step(count));
  const undoCommand = `npm run migrate-store -- --from '${names.from}' --to '${names.to}' --undo`;
  const move = { source, target, readModelUrl, history, undoCommand };
  if (until === 'switch') return await switchOver(move, report);
  if (until === 'undo') return await undo(move, report);
  // A sealed target stays sealed until the switch, and an older seal refuses the rows of a move.
  if (await target.isSealed()) await target.setSealed(true);
  await follow(history, until === 'once', signal, report);
  progress.end();
  report(`${target.name} holds the ${history.to.count} events of ${source.name}`);
  report(hashesOf(history.to));
  return 0;
}

/** Waits for a store that is away for a while. */
async function follow(history: MovingHistory, once: boolean, signal: AbortSignal, report: Reporter): Promise<void> {
  let isReported = false;
  let isAway = false;
  while (!signal.aborted) {
    try {
      await history.catchUp(signal);
      if (once) return;
      if (!isReported)
        report(
          `${history.to.count} events are moved; more follow until Ctrl-C. Then stop the server and run it with --switch`,
        );
      isReported = true;
      isAway = false;
      await pause(POLL_MS, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof StoreUnavailable) || error instanceof StoreMisconfigured || once) throw error;
      if (!isAway) report(`waiting: ${error.message}`);
      isAway = true;
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function refuseRunningServers({ source, target }: Move): Promise<void> {
  for (const url of new Set([source.postgres, target.postgres])) {
    const owner = url === null ? null : await runningServer(url);
    if (owner !== null) throw new Error(`A server still runs (${owner}): stop it, then run this again`);
  }
}

/** Every step that can fail precedes the seal. An error leaves the source unchanged; its read models are rebuilt. */
async function switchOver(move: Move, report: Reporter): Promise<number> {
  const { source, target, history } = move;
  await refuseRunningServers(move);
  const wasSealed = { source: await source.isSealed(), target: await target.isSealed() };
  if (wasSealed.target) await target.setSealed(true);
  await history.catchUp();
  const isHeld = await source.holdAppends();
  const late = await history.catchUp();
  if (late > 0 && !isHeld) throw stillGrows(late);
  if (!(await history.isEqual())) throw stillGrows(1);
  if (source.postgres !== null && target.postgres !== null) await copyTables(source.postgres, target.postgres, report);
  let verified: number;
  try {
    verified = await rebuildAndVerify(move, report);
    await source.setSealed(true);
    await history.catchUp();
    if (!(await history.isEqual())) throw stillGrows(1);
    await target.setSealed(false);
  } catch (error) {
    await restoreSeals(move, wasSealed).catch(() =>
      report(`${source.name} may be sealed still. When both stores answer, open it again with: ${move.undoCommand}`),
    );
    throw error;
  }
  report(`${source.name}: ${history.from.count} events, ${hashesOf(history.from)}`);
  report(`${target.name}: ${history.to.count} events, ${hashesOf(history.to)}`);
  report(`To take the switch back before a server has written to the target: ${move.undoCommand}`);
  report(
    verified === 0
      ? `The history has moved: start the server with ${target.serverSettings}`
      : `The history has moved (${target.serverSettings}), but a read model differs from it`,
  );
  return verified;
}

async function restoreSeals(
  { source, target, readModelUrl }: Move,
  wasSealed: { source: boolean; target: boolean },
): Promise<void> {
  if (!wasSealed.source) await source.setSealed(false);
  if (wasSealed.target) await target.setSealed(true);
  await outdateReadModels(readModelUrl);
}

async function rebuildAndVerify({ source, target, readModelUrl }: Move, report: Reporter): Promise<number> {
  const settings = { ...target.settings(readModelUrl), DATABASE_URL: readModelUrl };
  const options = { mayHaveMoved: true };
  await outdateReadModels(readModelUrl);
  await rebuildReadModels(settings, report, options);
  if (source.postgres !== null && target.postgres !== null) await copyBoardSequences(source.postgres, target.postgres);
  return verifyAll(settings, report, options);
}

/** Opens the source again and seals the target, unless the target has events that the source lacks. */
async function undo(move: Move, report: Reporter): Promise<number> {
  const { source, target, history } = move;
  await refuseRunningServers(move);
  try {
    await history.compare();
  } catch (error) {
    if (!(error instanceof HistoriesDiffer)) throw error;
    throw new HistoriesDiffer(`${error.message}. Move the history back instead: exchange --from and --to`, {
      cause: error,
    });
  }
  await target.setSealed(true);
  await source.setSealed(false);
  await outdateReadModels(source.postgres ?? target.postgres!);
  report(`The switch is taken back: start the server on ${source.name}; ${target.name} takes no event`);
  return 0;
}

const hashesOf = (digest: HistoryDigest) =>
  `hash of the history ${digest.historySha256()}, of the standings ${digest.standingsSha256()}`;

const stillGrows = (count: number) =>
  new Error(`The source still grows (${count} events during the switch): stop its server, then run this again`);

const flag = { type: 'boolean', default: false } as const;
const store = { type: 'string' } as const;
const options = { from: store, to: store, once: flag, switch: flag, undo: flag };

if (require.main === module)
  void runCommand({ help, options }, ({ from, to, ...values }) => {
    if (from === undefined || to === undefined)
      throw new Error('Name both stores: npm run migrate-store -- --from <store> --to <store>');
    const modes = (['once', 'switch', 'undo'] as const).filter((mode) => values[mode]);
    if (modes.length > 1) throw new Error('--once, --switch and --undo exclude each other');
    const ended = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
    const stores = { from: namedAddress(from), to: namedAddress(to), names: { from, to } };
    return moveStore({ ...stores, until: modes[0] ?? 'follow', signal: ended.signal }, toStdout);
  });
