/** One read at a time. Callers that come during a read share the next one, which may see what was written meanwhile. */
export class CoalescedRead {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | null = null;

  constructor(private readonly read: () => Promise<void>) {}

  /** A read that begins after this call. */
  run(): Promise<void> {
    this.next ??= this.running.then(() => {
      this.next = null;
      const read = this.read();
      this.running = read.catch(() => undefined);
      return read;
    });
    return this.next;
  }
}
