/** So many streams are remembered; the ones written longest ago are forgotten first. */
const MAX_STREAMS = 20_000;

/**
 * Where the database said that this connection's batches left their streams. They are there or further on for ever, since no event
 * is ever taken away.
 */
export class KnownHeads {
  private heads = new Map<string, number>();

  isAt(stream: string, revision: number): boolean {
    return this.heads.get(stream) === revision;
  }

  /** Said when the answer is there, never before: what was only sent may still be refused. */
  learn(stream: string, revision: number): void {
    this.heads.delete(stream);
    this.heads.set(stream, revision);
    if (this.heads.size <= MAX_STREAMS) return;
    const [oldest] = this.heads.keys();
    if (oldest !== undefined) this.heads.delete(oldest);
  }
}
