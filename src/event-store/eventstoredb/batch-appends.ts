import { randomUUID } from 'node:crypto';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { StoreUnavailable } from '../event-store.js';
import { refusal } from './append-answer.js';
import type { Connection } from './connection.js';
import type { Outgoing, OutgoingEvent } from './outgoing.js';
import { within } from './patience.js';

/** Sent as a time of day: far enough off that clocks which differ do not make every append late. */
const DEADLINE_MS = 3_600_000;

type Appends = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Waiting {
  call?: Appends;
  outgoing: Outgoing;
  resolve(success: BatchAppendResp.Success): void;
  reject(error: Error): void;
}

function message({ id, type, data, metadata }: OutgoingEvent): BatchAppendReq.ProposedMessage {
  const proposed = new BatchAppendReq.ProposedMessage()
    .setId(new UUID().setString(id))
    .setData(data)
    .setCustomMetadata(metadata);
  proposed.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return proposed;
}

function request(correlation: string, { stream, expected, events }: Outgoing): BatchAppendReq {
  const options = new BatchAppendReq.Options()
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setDeadline(Timestamp.fromDate(new Date(Date.now() + DEADLINE_MS)));
  if (expected === 'no-stream') options.setNoStream(new Empty());
  else options.setStreamPosition(String(expected));
  return new BatchAppendReq()
    .setCorrelationId(new UUID().setString(correlation))
    .setOptions(options)
    .setProposedMessagesList(events.map(message))
    .setIsFinal(true);
}

/** One long call that carries all appends, in the order they were asked for. */
export class BatchAppends {
  private call: Promise<Appends> | null = null;
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly connection: Connection) {}

  /** One attempt of at most `ms`. Rejects with a final refusal, or with an error that leaves open whether the append was written. */
  async send(outgoing: Outgoing, ms: number, signal?: AbortSignal): Promise<BatchAppendResp.Success> {
    const correlation = randomUUID();
    const answer = new Promise<BatchAppendResp.Success>((resolve, reject) => {
      const waiting: Waiting = { outgoing, resolve, reject };
      this.waiting.set(correlation, waiting);
      const write = (call: Appends) => {
        if (this.waiting.has(correlation)) (waiting.call = call).write(request(correlation, outgoing));
      };
      this.opened().then(write, reject);
    });
    // Late answers find nobody: the server may answer a refused append twice.
    return within(answer, ms, 'append', signal).finally(() => this.waiting.delete(correlation));
  }

  private opened(): Promise<Appends> {
    if (this.call) return this.call;
    const opening = this.connection.openAppends().then((call) => this.listen(call, () => this.lost(opening)));
    opening.catch(() => this.lost(opening));
    this.call = opening;
    return opening;
  }

  private lost(call: Promise<Appends>): void {
    if (this.call === call) this.call = null;
  }

  private listen(call: Appends, lost: () => void): Appends {
    const fail = (error: Error) => {
      lost();
      for (const waiting of this.waiting.values()) if (waiting.call === call) waiting.reject(error);
    };
    call.on('data', (response: BatchAppendResp) => this.settle(response));
    call.on('error', fail);
    call.on('end', () => fail(new StoreUnavailable('the server ended the appends')));
    call.on('close', () => fail(new StoreUnavailable('the connection was lost')));
    return call;
  }

  private settle(response: BatchAppendResp): void {
    const waiting = this.waiting.get(response.getCorrelationId()?.getString() ?? '');
    const [success, error] = [response.getSuccess(), response.getError()];
    if (success) waiting?.resolve(success);
    else if (error) waiting?.reject(refusal(error, waiting.outgoing.stream, waiting.outgoing.expected));
  }
}
