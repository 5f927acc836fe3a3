import fc from 'fast-check';
import type { Action, Challenge, College, Person, RightsModel } from './rights-model.js';

/** One step of a walk as it is generated; the numbers choose among those who are there then. */
export interface Step {
  command: string;
  who: number;
  where: number;
  n: number;
}

/** A person, a command and its target. `n` chooses the rest of the request. */
export interface Move {
  command: string;
  by: Person;
  challenge: Challenge;
  college: College;
  /** Absent = there is none yet. */
  action: Action | undefined;
  n: number;
}

/** A request, and the outcome that the model expects. */
export interface Asked {
  method?: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  /** In place of the body, for a reader. */
  summary?: string;
  /** The person may give this command on this thing. */
  right: boolean;
  /** The thing is in a state that takes it, or has the result already. */
  now: boolean;
  /** Types of its events; empty = the result exists already. */
  events: readonly string[];
  /** Types that may come as well, any number of times. */
  perhaps?: RegExp;
  /** Changes the model. */
  apply?: (answer: Answer['body']) => void;
  /** The fault of the answer; null = none. */
  check?: (answer: Answer['body']) => string | null;
  /** The same of a refusal. */
  checkRefusal?: (problem: Answer['body']) => string | null;
}

export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Op {
  /** How often it comes. */
  weight: number;
  /** The person, the challenge and so on are free; null = the move makes no sense. */
  ask: (move: Move, model: RightsModel) => Asked | null;
}

export type Ops = Readonly<Record<string, Op>>;

/** Commands of a walk; a command comes as often as its weight says. */
export function anyWalk(ops: Ops, length: number): fc.Arbitrary<Step[]> {
  const nat = fc.nat(999_999);
  const weighted = Object.entries(ops).map(([name, { weight }]) => ({ weight, arbitrary: fc.constant(name) }));
  const step = fc.record<Step>({ command: fc.oneof(...weighted), who: nat, where: nat, n: nat });
  return fc.array(step, { minLength: length, maxLength: length });
}

export const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!;

const TRIES = 60;
/** A move with one flaw is rarer. */
const TRIES_FOR_ONE_REASON = 200;

/** The kind of move that a step looks for. The last two are refused for one reason alone. */
const WISHES = ['any', 'accepted', 'accepted', 'accepted', 'accepted', 'quiet', 'no-right', 'not-now'] as const;

/** The first move found that fits the wish of the step; null = none. */
export function moveOf({ command, who, where, n }: Step, ops: Ops, model: RightsModel): Move | null {
  const { ask } = ops[command]!;
  const wish = pick(WISHES, who);
  const tries = wish === 'no-right' || wish === 'not-now' ? TRIES_FOR_ONE_REASON : TRIES;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const at = mixed(where + attempt);
    const challenge = pick(model.challenges, at);
    const own = model.actionsOf(challenge);
    const move: Move = {
      command,
      by: pick(model.people, mixed(who + attempt)),
      challenge,
      college: pick(model.colleges, at >>> 8),
      action: own.length > 0 ? pick(own, at >>> 16) : undefined,
      n: n + attempt,
    };
    const asked = ask(move, model);
    if (!asked) continue;
    const { right, now, events, perhaps } = asked;
    if (wish === 'any') return move;
    if (wish === 'not-now' && right && !now) return move;
    if (wish === 'no-right' && !right && now && isOfRightRole(move, ask, model)) return move;
    if (right && now && wish === (events.length > 0 || perhaps ? 'accepted' : 'quiet')) return move;
  }
  return null;
}

/** Somebody of the same role may do it, so that the role alone is no reason. */
const isOfRightRole = (move: Move, ask: Op['ask'], model: RightsModel) =>
  model.people.some((by) => by.role === move.by.role && ask({ ...move, by }, model)?.right === true);

/** Spreads neighbouring numbers. */
function mixed(n: number): number {
  let one = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  one = Math.imul(one ^ (one >>> 13), 0xc2b2ae35) >>> 0;
  return (one ^ (one >>> 16)) >>> 0;
}
