import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { CollegesAtWork, WrittenStandings } from './board-steps.js';
import { measured, toldMemory, type Measures } from './growth-measures.js';
import { mustHold } from './measure.js';

const CHALLENGE = 'amal-2026';
/** Enough to be measured, and no more: with many colleges each batch is long. */
const BATCHES = 5;

/** One challenge with so many colleges, in memory: what an event, and a look at the whole board, cost. */
export const measureColleges = async ({ colleges }: { colleges: number }): Promise<Measures> => {
  const atWork = new CollegesAtWork(colleges, CHALLENGE);
  const live = new CurrentStandings();
  const written = await WrittenStandings.open({ live, keeps: false });
  const opening = await measured(() => written.fold([...atWork.opening()]));
  const batches = Array.from({ length: BATCHES }, () => atWork.batch());
  const events = batches.flat().length;
  const batch = await measured(async () => {
    for (const one of batches) await written.fold(one);
  });
  const boards = (await live.get(CHALLENGE))!;
  const board = await measured(async () => boards.board('public', 'total'));
  mustHold(board.result!.rows.length === colleges, `the board has ${board.result!.rows.length} rows`);
  return {
    'an event of a hundred, with the documents it writes': { unit: 'ms', value: batch.processorMs / events },
    'all rows of a board': { unit: 'ms', value: board.processorMs },
    'a challenge told and folded at once, with an approval for each college': {
      unit: 'ms',
      value: opening.processorMs,
    },
    'memory for it': toldMemory(opening.heapMb),
  };
};
