import type { CheckpointMoved, LeaseListener } from './lease.js';

/** What the other processes have told since it was asked for last. */
export class CheckpointNotices implements LeaseListener {
  private moves: CheckpointMoved[] = [];
  private wake: () => void = () => undefined;

  onCheckpointMoved(moves: readonly CheckpointMoved[]): void {
    this.moves.push(...moves);
    this.wake();
  }

  onLeaseReleased(): void {
    this.wake();
  }

  take(): CheckpointMoved[] {
    return this.moves.splice(0);
  }

  /** Ends at the next news, after `ms`, or at the signal. */
  waitForNext(ms: number, signal: AbortSignal): Promise<void> {
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
