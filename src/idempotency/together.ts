/** So many questions go in one statement. */
const MOST = 500;

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * What is asked while a statement is under way is asked together in the next one, which is one round trip and one fsync for all.
 * `ask` answers in the order of its items; when it fails all of its items fail.
 */
export class Together<Item, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private busy = false;

  constructor(private readonly ask: (items: readonly Item[]) => Promise<readonly Answer[]>) {}

  /** So many are not asked yet. */
  get waits(): number {
    return this.waiting.length;
  }

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.busy) return;
      this.busy = true;
      setImmediate(() => void this.drain());
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST);
      try {
        const answers = await this.ask(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(answers[index]!));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      await new Promise(setImmediate);
    }
    this.busy = false;
  }
}
