/** So many lines, or so many milliseconds, are handed over at a time. */
const LINES = 512;
const WAIT_MS = 100;

interface Output {
  write(text: string): unknown;
  flush(): void;
  flushSync(): void;
}

/** Lines on their way to an output that they reach together: to be handed one by one costs it more than to write them. */
export class JoinedLines {
  private waiting: string[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly output: Output) {}

  write(line: string): void {
    this.waiting.push(line);
    if (this.waiting.length >= LINES) this.handOver();
    else this.timer ??= setTimeout(() => this.handOver(), WAIT_MS).unref();
  }

  /** Begins to write what waits. */
  flush(): void {
    this.handOver();
    this.output.flush();
  }

  /** Everything is written when this returns. */
  flushSync(): void {
    this.handOver();
    this.output.flushSync();
  }

  private handOver(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.waiting.length === 0) return;
    const text = this.waiting.join('');
    this.waiting = [];
    this.output.write(text);
  }
}
