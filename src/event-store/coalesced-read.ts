import { isUnavailable } from './keyed-mutex.js';

/** Runs one read at a time. Callers that arrive during a read share the next one, because the running one may miss their writes. */
export class CoalescedRead<Result = void> {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<Result> | null = null;

  constructor(private readonly read: () => Promise<Result>) {}

  /** A read that begins after this call. An unavailable store fails it at once, because it would wait as long as the running one. */
  run(): Promise<Result> {
    this.next ??= this.running.then(
      () => this.start(),
      (error: unknown) => {
        if (!isUnavailable(error)) return this.start();
        this.next = null;
        throw error;
      },
    );
    return this.next;
  }

  private start(): Promise<Result> {
    this.next = null;
    const read = this.read();
    this.running = read;
    const forget = () => {
      if (this.running === read) this.running = Promise.resolve();
    };
    read.then(forget, forget);
    return read;
  }
}
