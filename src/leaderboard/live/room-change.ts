import type { Span } from '../../../projections/standings/ranking.js';
import type { CurrentBoard } from '../current-board.js';
import type { StandingsChanged, StandingsHead } from '../../../projections/standings/standings.contract.js';
import { joinCauses } from './causes.js';

/** What a room has yet to be told: from which state on, where rows have moved, and who is gone. The rows are made when it is said. */
export interface RoomChange {
  /** The state that the last of the changes led to. */
  head: StandingsHead;
  /** The seq that the first of them builds on. */
  prev: number;
  /** In order, and none touches another. */
  moved: readonly Span[];
  removed: ReadonlySet<string>;
}

/** Two changes as one. Who comes or goes moves all behind, so places of the earlier one hold beside those of the later. */
export function merge(earlier: RoomChange, later: RoomChange): RoomChange {
  const both = {
    head: later.head,
    prev: earlier.prev,
    moved: union([...earlier.moved, ...later.moved]),
    removed: new Set([...earlier.removed, ...later.removed]),
  };
  return joinCauses(both, earlier, later);
}

/** The same places as spans in order, of which none touches another. */
export function union(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** The message that tells of a change: whole rows of the board as it is now. */
export function messageOf({ head, prev, moved, removed }: RoomChange, board: CurrentBoard): StandingsChanged {
  const gone = [...removed].filter((collegeId) => !board.has(collegeId));
  return { ...head, prev, changes: moved.flatMap((span) => board.rowsAt(span)), removed: gone };
}
