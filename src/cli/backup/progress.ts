const EVERY_MS = 1_000;

/** Says at most once a second how far something has got, and once at its end. */
export class Progress {
  private done = 0;
  private last = Date.now();

  constructor(
    private readonly what: string,
    private readonly say: (line: string) => void,
  ) {}

  step(count = 1): void {
    this.done += count;
    if (Date.now() - this.last < EVERY_MS) return;
    this.last = Date.now();
    this.say(`${this.what}: ${this.done} …`);
  }

  end(): void {
    this.say(`${this.what}: ${this.done}`);
  }
}
