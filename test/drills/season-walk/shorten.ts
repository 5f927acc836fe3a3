import { CLOCK, type Difference, type Played } from './play.js';

/** Plays moves in a new world; null = they meet no difference. */
export type Replay = (moves: readonly Played[]) => Promise<{ difference: Difference; lines: readonly string[] } | null>;

const MOST_REPLAYS = 120;

/**
 * The shortest list of moves found that still ends in a difference. Each replay needs a new server, so other challenges go first and
 * then halves, quarters and so on.
 */
export async function shorten(moves: readonly Played[], replay: Replay): Promise<readonly string[]> {
  let replays = 0;
  let best = { moves, lines: [] as readonly string[] };
  const keepIfItFails = async (fewer: readonly Played[]): Promise<boolean> => {
    if (replays === MOST_REPLAYS || fewer.length === best.moves.length) return false;
    replays += 1;
    const found = await replay(fewer);
    if (found) best = { moves: fewer, lines: found.lines };
    return found !== null;
  };
  const { challenge } = moves.at(-1)!;
  const isAlone = (move: Played) => move.challenge === challenge || move.command === CLOCK;
  const isKept = await keepIfItFails(moves.filter(isAlone));
  if (!isKept) best = { moves, lines: (await replay(moves))?.lines ?? [] };
  for (let size = Math.ceil(best.moves.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = best.moves.length - size; from >= 0; from -= size) {
      const { moves: all } = best;
      await keepIfItFails([...all.slice(0, from), ...all.slice(from + size)]);
    }
  return best.lines;
}
