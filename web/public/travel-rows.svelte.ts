import { untrack } from 'svelte';
import type { BoardStore } from '../shared/board.svelte.js';
import { Travel } from '../shared/travel.js';

const TRAVEL_MS = 480;

/** Animates the rows of a board when its standings change, but not when another board or filter is shown. */
export function travelRows(board: () => BoardStore | null): void {
  let shown: BoardStore | null = null;
  let travel: Travel | null = null;
  $effect.pre(() => {
    const store = board();
    void store?.standings;
    untrack(() => (travel = store && store === shown && moves() ? new Travel('') : null));
    shown = store;
  });
  $effect(() => {
    void board()?.standings;
    travel?.play(TRAVEL_MS, 0);
    travel = null;
  });
}

function moves(): boolean {
  return !document.hidden && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
