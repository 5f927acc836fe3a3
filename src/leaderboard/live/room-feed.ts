import { merge, type RoomChange } from './room-change.js';

/** The messages of one room: the first change goes out at once, those that follow before the room may speak again together after it. */
export class RoomFeed {
  private waiting: RoomChange | null = null;
  private timer: NodeJS.Timeout | null = null;

  /** `send` gives the milliseconds until the room may send again. */
  constructor(private readonly send: (change: RoomChange) => number) {}

  push(change: RoomChange): void {
    if (this.timer === null) return this.sendNow(change);
    this.waiting = this.waiting ? merge(this.waiting, change) : change;
  }

  /** What waits is not to be said any more. */
  forget(): void {
    this.waiting = null;
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.waiting = null;
  }

  private sendNow(change: RoomChange): void {
    const restMs = this.send(change);
    this.timer = setTimeout(() => {
      const { waiting } = this;
      this.stop();
      if (waiting) this.sendNow(waiting);
    }, restMs);
  }
}
