/** Runs one read at a time. Callers that arrive during a read share the next one, because the running one may miss their writes. */
export class CoalescedRead<Result = void> {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<Result> | null = null;

  constructor(private readonly read: () => Promise<Result>) {}

  /** A read that begins after this call. */
  run(): Promise<Result> {
    this.next ??= this.running.then(() => {
      this.next = null;
      const read = this.read();
      this.running = read.catch(() => undefined);
      return read;
    });
    return this.next;
  }
}
