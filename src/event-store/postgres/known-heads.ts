/** So many streams are remembered; the ones written longest ago are forgotten first. */
const MAX_STREAMS = 20_000;

/**
 * Where this connection's own whole batches left their streams. It holds as long as nobody else wrote in between, which the
 * database checks at each batch; a batch that was not written whole makes all of it void.
 */
export class KnownHeads {
  private heads = new Map<string, number>();

  isAt(stream: string, revision: number): boolean {
    return this.heads.get(stream) === revision;
  }

  /** Said when a batch is sent: what holds once it is written whole. */
  expect(stream: string, revision: number): void {
    this.heads.delete(stream);
    this.heads.set(stream, revision);
    if (this.heads.size <= MAX_STREAMS) return;
    const [oldest] = this.heads.keys();
    if (oldest !== undefined) this.heads.delete(oldest);
  }

  forget(): void {
    this.heads.clear();
  }
}
