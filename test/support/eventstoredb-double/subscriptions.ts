import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { checkpointEvery, eventFilter } from './filter.js';
import type { Log } from './log.js';
import type { Outlet } from './outlet.js';
import { asRead, place } from './reads.js';
import { isSoftDeleted, visible } from './stream-metadata.js';
import { caughtUp, checkpoint, confirmation, grpcError, nameOf, streamDeleted } from './wire-messages.js';

type Options = ReadReq.Options;

/** Waits until a commit that came after `seen` records. */
function nextCommit(log: Log, outlet: Outlet): Promise<void> {
  return outlet.until((wake) => {
    log.changed.once('changed', wake);
    outlet.onGone(() => log.changed.off('changed', wake));
  });
}

/** Follows the log with one cursor, so nothing can be lost between catching up and live. */
async function follow(
  log: Log,
  from: number,
  outlet: Outlet,
  say: (index: number, live: boolean) => Promise<boolean>,
  behind: () => Promise<boolean>,
) {
  let live = false;
  for (let index = from; ;) {
    const record = log.records[index];
    if (record?.committed) {
      if (!(await say(index++, live))) return;
      continue;
    }
    if (!live && !(await behind())) return;
    live = true;
    if (!log.records[index]?.committed) await nextCommit(log, outlet);
    if (outlet.over) return;
  }
}

export async function subscribeToStream(log: Log, options: Options, outlet: Outlet): Promise<void> {
  const from = options.getStream()!;
  const stream = nameOf(from.getStreamIdentifier());
  if (log.isTombstoned(stream)) return outlet.fail(streamDeleted(stream));
  const hidden = isSoftDeleted(log, stream) || from.hasEnd();
  const atStart = log.records.length;
  const old = new Set(hidden ? [] : visible(log, stream));
  const after = from.hasStart() || from.hasEnd() ? -1n : BigInt(from.getRevision());
  await outlet.send(confirmation(randomUUID()));
  await follow(
    log,
    0,
    outlet,
    async (index) => {
      const record = log.records[index]!;
      const wanted = record.stream === stream && record.revision > after && (index >= atStart || old.has(record));
      if (!wanted) return !outlet.over;
      if (!(await outlet.send(asRead(log, record, options)))) return false;
      if (record.type === '$streamDeleted') outlet.fail(streamDeleted(stream));
      return record.type !== '$streamDeleted';
    },
    () => outlet.send(caughtUp()),
  );
}

function startIndex(log: Log, from: ReadReq.Options.AllOptions): number | null {
  if (from.hasStart()) return 0;
  if (from.hasEnd()) return log.records.length;
  const found = place(log, BigInt(from.getPosition()!.getCommitPosition()));
  if (found === 'off-boundary') return null;
  return found === 'beyond' ? log.records.length : found.index + 1;
}

export async function subscribeToAll(log: Log, options: Options, outlet: Outlet): Promise<void> {
  const from = options.getAll()!;
  const position = from.hasPosition() ? BigInt(from.getPosition()!.getCommitPosition()) : -1n;
  const matches = eventFilter(options.getFilter());
  const every = checkpointEvery(options.getFilter());
  let [passed, lastSeen, lastSaid] = [0, -1n, -1n];
  const start = startIndex(log, from);
  await outlet.send(confirmation(randomUUID()));
  if (start === null) {
    return outlet.fail(grpcError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.'));
  }
  const sayCheckpoint = (prepare: bigint) => {
    passed = 0;
    lastSaid = lastSeen;
    return outlet.send(checkpoint(lastSeen, prepare));
  };
  await follow(
    log,
    start,
    outlet,
    async (index, live) => {
      const record = log.records[index]!;
      lastSeen = record.position;
      if (record.position > position && matches(record) && !(await outlet.send(asRead(log, record, options))))
        return false;
      if (every !== null && ++passed >= every) return sayCheckpoint(live ? lastSeen : 0n);
      return !outlet.over;
    },
    async () => {
      if (every !== null && lastSeen > lastSaid && !(await sayCheckpoint(0n))) return false;
      return outlet.send(caughtUp());
    },
  );
}
