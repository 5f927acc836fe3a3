import { blockersOf } from './blockers.js';
import { CLOCK, type Difference, type Player } from './play.js';
import type { Challenge } from './rights-model.js';
import type { Move } from './walk.js';

/** Commands that lead on, for the state of a challenge and for each blocker of its final. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  announced: ['open'],
  'without rules': ['publish'],
  'last day passed': ['reschedule'],
  open: ['close'],
  closed: ['finalise'],
  undecided: ['reject', 'withdraw'],
  question: ['reject', 'withdraw'],
  dispute: ['dismissDispute', 'resolve', 'withdrawDispute', 'confirmNoCollege', 'inviteOrganiser'],
  adjustment: ['decline'],
  objection: ['settle', 'withdrawObjection', 'confirmNoCollege', 'inviteOrganiser'],
  'dispute-time': [CLOCK],
};

const MOST_STEPS = 400;
/** Values of `n` that are tried: they choose days, colleges, objections and the like. */
const CHOICES = [...Array(24).keys(), ...Array.from({ length: 120 }, (_, n) => 24 + 8 * n)];

export interface WayOut {
  steps: number;
  /** Something was in the way of the final. */
  wasBlocked: boolean;
  /** The state that nothing leads out of; null = the challenge is final or cancelled. */
  stuck: string | null;
  difference: Difference | null;
}

/** Leads a challenge from any state to its final. */
export async function wayOut(player: Player, challenge: Challenge, ways = WAYS): Promise<WayOut> {
  const result: WayOut = { steps: 0, wasBlocked: false, stuck: null, difference: null };
  while (challenge.state !== 'final' && challenge.state !== 'cancelled') {
    const at = hindranceOf(player, challenge);
    result.wasBlocked ||= challenge.state === 'closed' && at !== 'closed';
    result.steps += 1;
    const isTooLong = result.steps > MOST_STEPS;
    const next = isTooLong ? null : nextMove(player, challenge, ways[at] ?? []);
    if (!next) return { ...result, stuck: `${challenge.id} ${challenge.state}: ${at}` };
    result.difference = await (next === CLOCK ? player.pass(1) : player.move(next));
    if (result.difference) return result;
  }
  return result;
}

/** The first thing in the way of the final, or the state itself. */
function hindranceOf({ model }: Player, challenge: Challenge): string {
  const { state, books, closesOn } = challenge;
  if (state === 'closed') return blockersOf(challenge, model.actionsOf(challenge), model.today)[0]?.kind ?? state;
  if (state !== 'announced') return state;
  return books.length === 0 ? 'without rules' : closesOn < model.today ? 'last day passed' : state;
}

/** The first allowed move, of all people and things; a first yes of two is none. */
function nextMove({ model, ops }: Player, challenge: Challenge, ways: readonly string[]): Move | typeof CLOCK | null {
  for (const command of ways) {
    if (command === CLOCK) return CLOCK;
    for (const action of [undefined, ...model.actionsOf(challenge)])
      for (const by of model.people)
        for (const n of CHOICES) {
          const move: Move = { command, by, challenge, college: model.colleges[n % model.colleges.length]!, action, n };
          const asked = ops[command]!.ask(move, model);
          if (!asked) break;
          if (asked.right && asked.now && asked.events.some((type) => type !== 'ActionEndorsed')) return move;
          if (!asked.right) break;
        }
  }
  return null;
}
