/** Who asks, in which request, and under which key a repeat is recognised. */
export interface CommandContext {
  /** Account id, or `system`. */
  actor: string;
  correlationId: string;
  causationId?: string;
  /** Present when the request carried an `Idempotency-Key`. */
  idempotencyKey?: string;
  /** What the key was used for; stored with what is decided under it. */
  requestHash?: Buffer;
  /** True when nothing had been stored under the key as the request came: no plan need be looked for before deciding. */
  isKeyNew?: boolean;
  /** Called once what was decided under the key is kept with its events: from then on a repeat finds it. */
  onKept?(): void;
}

/** What a command came to. Already done = no events, and the position the stream had reached. */
export interface Outcome<Event> {
  events: readonly Event[];
  /** Opaque; null only when nothing was ever stored in the stream. */
  position: string | null;
}
