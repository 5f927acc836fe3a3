import type { Moved, SeatListener } from './lease.js';

/** What the other processes have told since it was asked for last. */
export class News implements SeatListener {
  private moves: Moved[] = [];
  private wake: () => void = () => undefined;

  moved(moves: readonly Moved[]): void {
    this.moves.push(...moves);
    this.wake();
  }

  vacant(): void {
    this.wake();
  }

  take(): Moved[] {
    return this.moves.splice(0);
  }

  /** Ends at the next news, after `ms`, or at the signal. */
  next(ms: number, signal: AbortSignal): Promise<void> {
    if (this.moves.length > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', this.wake);
        this.wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(this.wake, ms);
      signal.addEventListener('abort', this.wake, { once: true });
    });
  }
}
