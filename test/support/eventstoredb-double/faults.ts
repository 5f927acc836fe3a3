/** Faults of a single append. */
export type AppendFault =
  | { kind: 'ignore' }
  | { kind: 'lose-answer' }
  | { kind: 'drop-before' }
  | { kind: 'drop-after' }
  | { kind: 'delay'; ms: number }
  | { kind: 'timeout' }
  | { kind: 'no-position' }
  | {
      kind: 'refuse';
      message: 'Server Is Not Ready' | 'Server Is Too Busy' | 'No leader info available' | 'BadRequest';
    };

export type ReadFault =
  | { kind: 'unauthenticated' }
  | { kind: 'access-denied' }
  | { kind: 'not-ready' }
  | { kind: 'drop' }
  | { kind: 'hang' }
  | { kind: 'end-early'; after: number };

/** Faults to come: single ones in their order, then those that stay. */
export class Faults {
  nextAppends: AppendFault[] = [];
  everyAppend: AppendFault | null = null;
  nextReads: ReadFault[] = [];
  everyRead: ReadFault | null = null;
  /** Appends that arrived, whatever became of them. */
  appendsSeen = 0;
  /** Appends that were answered a second time. */
  secondAnswers = 0;

  forAppend(): AppendFault | null {
    this.appendsSeen++;
    return this.nextAppends.shift() ?? this.everyAppend;
  }

  forRead(): ReadFault | null {
    return this.nextReads.shift() ?? this.everyRead;
  }

  clear(): void {
    this.nextAppends = [];
    this.everyAppend = null;
    this.nextReads = [];
    this.everyRead = null;
  }
}
