import { randomUUID } from 'node:crypto';
import { type sendUnaryData, type ServerReadableStream, type ServerUnaryCall, status } from '@grpc/grpc-js';
import {
  AppendReq,
  AppendResp,
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import { Empty as OwnEmpty } from '@eventstore/db-client/generated/shared_pb';
import { MAX_APPEND_BYTES, type AppendAnswer, type Appends } from './appends.js';
import type { Expected } from './idempotency.js';
import { type Log, type LogRecord, type Proposed, TOMBSTONE } from './log.js';
import { setTruncateBefore } from './stream-metadata.js';
import { type GrpcError, grpcError, nameOf, streamDeleted, tooLarge, unknown, wrongVersion } from './wire-messages.js';

interface ExpectedOptions {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
  getRevision(): string;
}

function expectedOf(options: ExpectedOptions): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : BigInt(options.getRevision());
}

function proposed(message: AppendReq.ProposedMessage): Proposed {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function appendError(answer: Exclude<AppendAnswer, { kind: 'success' | 'wrong-version' }>, stream: string): GrpcError {
  if (answer.kind === 'deleted') return streamDeleted(stream);
  if (answer.kind === 'too-large') return tooLarge(MAX_APPEND_BYTES);
  if (answer.kind === 'timeout') return grpcError(status.ABORTED, 'Operation timed out');
  return unknown(answer.kind === 'refused' ? answer.message : 'BadRequest');
}

function appendResponse(answer: Extract<AppendAnswer, { kind: 'success' | 'wrong-version' }>): AppendResp {
  if (answer.kind === 'success') {
    const success = new AppendResp.Success().setCurrentRevision(String(answer.revision));
    const position = String(answer.position);
    if (answer.position === null) success.setNoPosition(new OwnEmpty());
    else success.setPosition(new AppendResp.Position().setCommitPosition(position).setPreparePosition(position));
    return new AppendResp().setSuccess(success);
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (answer.actual < 0n) wrong.setCurrentNoStream(new OwnEmpty());
  else wrong.setCurrentRevision(String(answer.actual));
  if (answer.expected === 'any') wrong.setExpectedAny(new OwnEmpty());
  else if (answer.expected === 'no_stream') wrong.setExpectedNoStream(new OwnEmpty());
  else if (answer.expected === 'stream_exists') wrong.setExpectedStreamExists(new OwnEmpty());
  else wrong.setExpectedRevision(String(answer.expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
}

/** The append a client makes when it is given credentials. */
export function unaryAppend(
  call: ServerReadableStream<AppendReq, AppendResp>,
  reply: sendUnaryData<AppendResp>,
  appends: Appends,
): void {
  let options: AppendReq.Options | undefined;
  const events: Proposed[] = [];
  call.on('error', () => {});
  call.on('data', (request: AppendReq) => {
    options ??= request.getOptions();
    if (request.hasProposedMessage()) events.push(proposed(request.getProposedMessage()!));
  });
  call.on('end', async () => {
    const stream = nameOf(options?.getStreamIdentifier());
    const request = { stream, expected: options ? expectedOf(options) : ('any' as const), events, deadline: null };
    const answer = await appends.submit(request);
    if (answer === null || call.cancelled) return;
    if (answer.kind === 'success' || answer.kind === 'wrong-version') reply(null, appendResponse(answer));
    else reply(appendError(answer, stream));
  });
}

/** Why a deletion is refused; null = it is not. Unlike appends it reports revisions as numbers. */
function refusal(log: Log, stream: string, expected: Expected, mustExist: boolean): GrpcError | null {
  if (log.isTombstoned(stream)) return streamDeleted(stream);
  const actual = log.lastRevision(stream);
  const asNumber = { any: -2n, no_stream: -1n, stream_exists: -4n };
  const wanted = typeof expected === 'bigint' ? expected : asNumber[expected];
  const refused =
    (mustExist && actual < 0n) ||
    (typeof expected === 'bigint' && expected !== actual) ||
    (expected === 'no_stream' && actual >= 0n) ||
    (expected === 'stream_exists' && actual < 0n);
  return refused ? wrongVersion(stream, wanted, actual) : null;
}

export async function softDelete(
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  reply: sendUnaryData<DeleteResp>,
  log: Log,
) {
  const options = call.request.getOptions()!;
  const stream = nameOf(options.getStreamIdentifier());
  const refused = refusal(log, stream, expectedOf(options), true);
  if (refused) return reply(refused);
  const [record] = await setTruncateBefore(log, stream);
  const position = String(record!.position);
  reply(
    null,
    new DeleteResp().setPosition(new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position)),
  );
}

const tombstoneEvent = (): Proposed => ({
  id: randomUUID(),
  type: '$streamDeleted',
  contentType: 'application/octet-stream',
  data: new Uint8Array(),
  metadata: new Uint8Array(),
});

export async function tombstone(
  call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  reply: sendUnaryData<TombstoneResp>,
  log: Log,
) {
  const options = call.request.getOptions()!;
  const stream = nameOf(options.getStreamIdentifier());
  const refused = refusal(log, stream, expectedOf(options), false);
  if (refused) return reply(refused);
  const [record]: LogRecord[] = await log.write(stream, [tombstoneEvent()], TOMBSTONE);
  const position = String(record!.position);
  reply(
    null,
    new TombstoneResp().setPosition(
      new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
    ),
  );
}
