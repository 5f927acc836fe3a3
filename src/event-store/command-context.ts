/** The sender of a command, its request and its idempotency key. */
export interface CommandContext {
  /** Account id, or `system`. */
  actor: string;
  correlationId: string;
  /** Id that the client gave its request; it identifies nothing here. */
  clientCorrelationId?: string;
  causationId?: string;
  /** Present when the request carried an `Idempotency-Key`. */
  idempotencyKey?: string;
  /** Hash of the request that used the key. */
  requestHash?: Buffer;
}

/** Result of a command. Already done = no events, and the current position of the stream. */
export interface Outcome<Event> {
  events: readonly Event[];
  /** Opaque; null only when nothing was ever stored in the stream. */
  position: string | null;
}
