import type { StandingsChanged } from '../standings.contract.js';
import { joinCauses } from './causes.js';

/** The messages of one room: the first change goes out at once, those that follow before the room may speak again together after it. */
export class RoomFeed {
  private waiting: StandingsChanged | null = null;
  private timer: NodeJS.Timeout | null = null;

  /** `send` gives the milliseconds until the room may send again. */
  constructor(private readonly send: (message: StandingsChanged) => number) {}

  push(change: StandingsChanged): void {
    if (this.timer === null) return this.sendNow(change);
    this.waiting = this.waiting ? merge(this.waiting, change) : change;
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.waiting = null;
  }

  private sendNow(change: StandingsChanged): void {
    const restMs = this.send(change);
    this.timer = setTimeout(() => {
      const { waiting } = this;
      this.stop();
      if (waiting) this.sendNow(waiting);
    }, restMs);
  }
}

/** Two messages as one: what the later says of a college holds. */
export function merge(earlier: StandingsChanged, later: StandingsChanged): StandingsChanged {
  const told = new Set([...later.changes.map(({ collegeId }) => collegeId), ...later.removed]);
  const both = {
    ...later,
    prev: earlier.prev,
    changes: [...earlier.changes.filter(({ collegeId }) => !told.has(collegeId)), ...later.changes],
    removed: [...earlier.removed.filter((collegeId) => !told.has(collegeId)), ...later.removed],
  };
  return joinCauses(both, earlier, later);
}
