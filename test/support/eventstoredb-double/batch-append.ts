import type { ServerDuplexStream } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import * as shared from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { MAX_APPEND_BYTES, type AppendAnswer, type AppendRequest, type Appends } from './appends.js';
import type { Expected } from './idempotency.js';
import type { Proposed } from './log.js';
import { type GrpcError, identifier, nameOf, uuid } from './wire-messages.js';

/** After a BadRequest the server's write timer answers the same append a second time. */
const SECOND_ANSWER_MS = 2000;

export type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : BigInt(options.getStreamPosition());
}

function requestOf(options: BatchAppendReq.Options): AppendRequest & { events: Proposed[] } {
  return {
    stream: nameOf(options.getStreamIdentifier()),
    expected: expectedOf(options),
    deadline: options.getDeadline()?.toDate().getTime() ?? null,
    events: [],
  };
}

export function proposed(message: BatchAppendReq.ProposedMessage): Proposed {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function packed(message: { serializeBinary(): Uint8Array }, name: string): Status {
  const any = new Any();
  any.pack(message.serializeBinary(), name);
  return new Status().setCode(2).setDetails(any);
}

function errorOf(answer: Exclude<AppendAnswer, { kind: 'success' }>, stream: string): Status {
  switch (answer.kind) {
    case 'wrong-version': {
      const details = new shared.WrongExpectedVersion();
      if (answer.actual < 0n) details.setCurrentNoStream(new Empty());
      else details.setCurrentStreamRevision(String(answer.actual));
      if (answer.expected === 'any') details.setExpectedAny(new Empty());
      else if (answer.expected === 'no_stream') details.setExpectedNoStream(new Empty());
      else if (answer.expected === 'stream_exists') details.setExpectedStreamExists(new Empty());
      else details.setExpectedStreamPosition(String(answer.expected));
      return packed(details, 'event_store.client.WrongExpectedVersion').setMessage('WrongExpectedVersion');
    }
    case 'deleted':
      return packed(
        new shared.StreamDeleted().setStreamIdentifier(identifier(stream)),
        'event_store.client.StreamDeleted',
      );
    case 'too-large':
      return packed(
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES),
        'event_store.client.MaximumAppendSizeExceeded',
      );
    case 'timeout':
      return packed(new shared.Timeout(), 'event_store.client.Timeout').setMessage('Timeout');
    case 'bad-request':
      return packed(new shared.BadRequest(), 'event_store.client.BadRequest').setMessage('BadRequest');
    case 'refused':
      return packed(new Empty(), 'google.protobuf.Empty').setMessage(answer.message);
  }
}

function respond(correlation: string, stream: string, answer: AppendAnswer): BatchAppendResp {
  const response = new BatchAppendResp().setCorrelationId(uuid(correlation)).setStreamIdentifier(identifier(stream));
  if (answer.kind !== 'success') return response.setError(errorOf(answer, stream));
  const success = new BatchAppendResp.Success().setCurrentRevision(String(answer.revision));
  if (answer.position === null) success.setNoPosition(new Empty());
  else {
    const position = String(answer.position);
    success.setPosition(new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position));
  }
  return response.setSuccess(success);
}

/** One long call with all appends of a client, matched by correlation id. */
export function batchAppend(call: BatchCall, appends: Appends, leadership: () => GrpcError | 'unknown' | 'here'): void {
  const open = new Map<string, AppendRequest & { events: Proposed[] }>();
  let over = false;
  const end = () => (over = true);
  call.on('cancelled', end).on('error', end).on('close', end);
  call.on('end', () => call.end());
  const serve = async (append: AppendRequest, write: (answer: AppendAnswer) => void) => {
    const answer = await appends.submit(append);
    if (answer === null) return;
    write(answer);
    if (answer.kind !== 'bad-request') return;
    const again = () => {
      write({ kind: 'timeout' });
      appends.faults.secondAnswers++;
    };
    setTimeout(again, SECOND_ANSWER_MS).unref();
  };
  call.on('data', (request: BatchAppendReq) => {
    const correlation = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options) open.set(correlation, requestOf(options));
    const append = open.get(correlation);
    if (!append) return;
    append.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    open.delete(correlation);
    const write = (answer: AppendAnswer) => void (over || call.write(respond(correlation, append.stream, answer)));
    const leader = leadership();
    if (leader === 'here') void serve(append, write);
    else if (leader === 'unknown') write({ kind: 'refused', message: 'No leader info available in response' });
    else call.emit('error', leader);
  });
}
