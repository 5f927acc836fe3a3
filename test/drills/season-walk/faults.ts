import { action } from '../../../src/actions/action.js';
import { LapseScheduler } from '../../../src/actions/lapse-action/lapse-scheduler.js';
import { OpenClaims } from '../../../src/actions/open-claims-lookup.js';
import { ReviewCommands } from '../../../src/actions/review-commands.js';
import type { ReviewFacts } from '../../../src/actions/review.js';
import { challenge } from '../../../src/challenges/challenge.js';
import { AccessGuard } from '../../../src/http/access.js';
import { StandingsFinalisationFacts } from '../../../src/leaderboard/standings-at.js';
import { actionTarget } from '../../../src/objections/targets.js';
import { withoutProtection } from '../without-protection.js';

/** Runs a walk while the product has a fault. */
export interface Fault {
  name: string;
  /** Commands that come more often, so that a short walk meets it. */
  often: readonly string[];
  whilePlanted: <Result>(run: () => Promise<Result>) => Promise<Result>;
}

type Evolve<Decider extends { evolve: (...given: never[]) => unknown }> = (
  before: Parameters<Decider['evolve']>[0],
  event: Parameters<Decider['evolve']>[1],
) => ReturnType<Decider['evolve']>;

/** A fault in what an aggregate remembers. */
function forgetting<Decider extends { evolve: (...given: never[]) => unknown }>(
  decider: Decider,
  fault: (careful: Evolve<Decider>) => Evolve<Decider>,
): Fault['whilePlanted'] {
  const careful = decider.evolve.bind(decider) as Evolve<Decider>;
  return (run) => withoutProtection(decider, 'evolve', fault(careful) as Decider['evolve'], run);
}

type Histories = Pick<ReviewFacts, 'colleges' | 'unconfirmed'>;
interface Review {
  facts(...given: unknown[]): Promise<ReviewFacts>;
  historiesOf(...given: unknown[]): Promise<Histories>;
}
const review = ReviewCommands.prototype as unknown as Review;
const { facts, historiesOf } = review;

/** A fault in what the review knows about the accounts. */
const knowing =
  (changes: Partial<Histories>): Fault['whilePlanted'] =>
  (run) =>
    withoutProtection(
      review,
      'historiesOf',
      async function (this: Review, ...given) {
        return { ...(await historiesOf.apply(this, given)), ...changes };
      },
      run,
    );
const { atHead } = StandingsFinalisationFacts.prototype;

export const faults: readonly Fault[] = [
  {
    name: 'every role may give every command',
    often: [],
    whilePlanted: (run) => withoutProtection(AccessGuard.prototype, 'canActivate', () => true, run),
  },
  {
    name: 'a reviewer who once belonged to the college decides',
    often: ['grant', 'approve', 'reject'],
    whilePlanted: knowing({ colleges: new Map() }),
  },
  {
    name: 'a reviewer decides whom nobody confirmed to have no college',
    often: ['grant', 'approve', 'reject'],
    whilePlanted: knowing({ unconfirmed: new Set() }),
  },
  {
    name: 'one reviewer is enough for many points',
    often: ['approve'],
    whilePlanted: (run) =>
      withoutProtection(
        review,
        'facts',
        async function (this: Review, ...given) {
          return { ...(await facts.apply(this, given)), pointsOf: () => 0 };
        },
        run,
      ),
  },
  {
    name: 'who decided resolves the dispute',
    often: ['approve', 'dispute', 'resolve'],
    whilePlanted: forgetting(action, (careful) => (before, event) => {
      const state = careful(before, event);
      return state.status === 'none' ? state : { ...state, barred: null, barredByDispute: new Set<string>() };
    }),
  },
  {
    name: 'a decision is disputed twice',
    often: ['approve', 'dispute', 'withdrawDispute'],
    whilePlanted: forgetting(action, (careful) => (before, event) => {
      const state = careful(before, event);
      if (state.status === 'none' || !state.decision) return state;
      return { ...state, decision: { ...state.decision, disputable: true } };
    }),
  },
  {
    name: 'a final leaves a question open',
    often: ['ask', 'close', 'finalise'],
    whilePlanted: (run) =>
      withoutProtection(
        StandingsFinalisationFacts.prototype,
        'atHead',
        async function (this: StandingsFinalisationFacts, id) {
          const facts = await atHead.call(this, id);
          const pendingActions = facts.pendingActions.filter((one) => !facts.questions.includes(one));
          return { ...facts, pendingActions, questions: [] };
        },
        run,
      ),
  },
  {
    name: 'a college that left submits',
    often: ['leave', 'submit'],
    whilePlanted: forgetting(challenge, (careful) => (before, event) => {
      const state = careful(before, event);
      if (event.type !== 'CollegeLeft' || state.status === 'none' || before.status === 'none') return state;
      return { ...state, entrants: before.entrants };
    }),
  },
  {
    name: 'an organiser confirms their own adjustment',
    often: ['publish', 'adjust', 'confirm'],
    whilePlanted: forgetting(
      challenge,
      (careful) => (before, event) =>
        careful(
          before,
          event.type === 'AdjustmentProposed' ? { ...event, metadata: { ...event.metadata, actor: '' } } : event,
        ),
    ),
  },
  {
    name: 'a college claims without limit',
    often: ['publish', 'submit'],
    whilePlanted: (run) => withoutProtection(OpenClaims.prototype, 'openIn', () => Promise.resolve([]), run),
  },
  {
    name: 'who decided settles the objection',
    often: ['approve', 'raise', 'settle'],
    whilePlanted: forgetting(actionTarget, (careful) => (before, event) => {
      const state = careful(before, event);
      return state && { ...state, involved: new Set<string>() };
    }),
  },
  {
    name: 'a question never lapses',
    often: ['ask', 'day'],
    whilePlanted: (run) => withoutProtection(LapseScheduler.prototype, 'keep', () => Promise.resolve(), run),
  },
];
