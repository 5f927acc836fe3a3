/** A message that leaves the server, as it waits for its delivery. */
export interface OutboxItem {
  id: string;
  /** Two items with the same key are one. It names no person but the account. */
  dedupKey: string;
  topic: string;
  accountId: string;
  createdAt: Date;
  body: unknown;
}

export interface NewOutboxItem {
  dedupKey: string;
  channel: string;
  /** Kind of the message, which operators see. */
  topic: string;
  accountId: string;
  body: object;
  /** Afterwards nobody needs it; absent = after three days. */
  expiresAt?: Date;
}

/** `known` = an item with the key exists already, delivered or not; `full` = too many wait; `gone` = the account is erased. */
export type Enqueued = 'queued' | 'known' | 'full' | 'gone';

/** Delivers items of one kind. A channel whose far side forgets is asked again, so a delivery may happen twice. */
export interface OutboxChannel {
  readonly name: string;
  /** Throws Undeliverable, TryLater or ChannelDown. Any other error is logged and tried again. */
  deliver(item: OutboxItem, signal: AbortSignal): Promise<void>;
}

/** No later attempt can succeed. The message is stored and shown to operators, so it contains no address. */
export class Undeliverable extends Error {}

/** This item was refused for the present. The message contains no address either. */
export class TryLater extends Error {}

/** The far side takes nothing at all now, so other items wait too and this attempt does not count. */
export class ChannelDown extends Error {}
