import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { TestApp } from '../support/app.js';
import type { Cast } from '../support/played-season.js';

type Status = 'none' | 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';

/** The state of an action that follows from the rules alone. */
interface Known {
  status: Status;
  disputed: boolean;
  deciders: ReadonlySet<string>;
}

type Person = 'aigul' | 'nurlan' | 'teniz' | 'dala';
interface Step {
  what: string;
  /** Which of a few actions. */
  action: number;
  who: Person;
  number: number;
}

const ACTIONS = 2;
const fresh: Known = { status: 'none', disputed: false, deciders: new Set() };
const undecided = (status: Status) => status === 'submitted' || status === 'needs-info';
const isReviewer = (who: Person) => who === 'aigul' || who === 'nurlan';
const owner = (action: number): Person => (action % 2 === 0 ? 'teniz' : 'dala');

/** The state after a step that the rules allow; null = they do not. */
function after(known: Known, { what, action, who }: Step): Known | null {
  const { status, disputed, deciders } = known;
  const may = (isOpen: boolean, changes: Partial<Known>, isDecision = true): Known | null => {
    if (!isOpen || !isReviewer(who)) return null;
    return { ...known, ...changes, deciders: isDecision ? new Set([...deciders, who]) : deciders };
  };
  const own = (isOpen: boolean, changes: Partial<Known>) =>
    isOpen && who === owner(action) ? { ...known, ...changes } : null;
  switch (what) {
    case 'submit':
      return own(status === 'none', { status: 'submitted' });
    case 'revise':
      return own(undecided(status), { status: 'submitted' });
    case 'withdraw':
      return own(undecided(status), { status: 'withdrawn' });
    case 'dispute':
      return own(['approved', 'rejected', 'revoked'].includes(status) && !disputed, { disputed: true });
    case 'request-information':
      return may(undecided(status), { status: 'needs-info' }, false);
    case 'approve':
      return may(undecided(status), { status: 'approved' });
    case 'reject':
      return may(undecided(status), { status: 'rejected' });
    case 'correct':
      return may(status === 'approved', {});
    case 'revoke':
      return may(status === 'approved', { status: 'revoked' });
    default: {
      const outcome = what.slice('resolve-'.length);
      const next = outcome === 'upheld' ? status : (outcome as Status);
      return may(disputed && !deciders.has(who), { status: next, disputed: false });
    }
  }
}

const WHAT: Readonly<Record<string, 'own' | 'review'>> = {
  submit: 'own',
  revise: 'own',
  withdraw: 'own',
  dispute: 'own',
  'request-information': 'review',
  approve: 'review',
  reject: 'review',
  correct: 'review',
  revoke: 'review',
  'resolve-upheld': 'review',
  'resolve-approved': 'review',
  'resolve-rejected': 'review',
};

/** Mostly somebody who may, now and then somebody who may not. */
const oneStep = fc
  .record({
    what: fc.constantFrom(...Object.keys(WHAT), 'approve', 'dispute', 'correct'),
    action: fc.nat(ACTIONS - 1),
    number: fc.nat(3),
    reviewer: fc.constantFrom<Person>('aigul', 'nurlan'),
    stray: fc.oneof({ arbitrary: fc.constant(null), weight: 9 }, fc.constantFrom<Person>('aigul', 'teniz', 'dala')),
  })
  .map(({ what, action, number, reviewer, stray }): Step => ({
    what,
    action,
    number,
    who: stray ?? (WHAT[what] === 'own' ? owner(action) : reviewer),
  }));
const submits = Array.from({ length: ACTIONS }, (_, action): Step => ({
  what: 'submit',
  action,
  who: owner(action),
  number: 0,
}));
const steps = fc
  .tuple(fc.boolean(), fc.array(oneStep, { minLength: 4, maxLength: 14 }))
  .map(([begun, sequence]) => [...(begun ? submits : submits.slice(1)), ...sequence]);

const claim = (number: number) => ({
  kind: 'G4',
  doneOn: '2026-09-04',
  claimed: { trees: { value: number + 1, precision: 'exact' } },
});

function request({ what, action, number }: Step, id: string): [method: string, path: string, body: object] {
  const at = `/api/actions/${id}`;
  const verified = { trees: number + 1 };
  const reason = `reason-${number}`;
  if (what === 'submit') return ['PUT', at, { challengeId: 'green-2026', collegeId: owner(action), ...claim(number) }];
  if (what.startsWith('resolve-')) {
    const outcome = what.slice('resolve-'.length);
    return ['POST', `${at}/resolve`, { outcome, reason, ...(outcome === 'approved' ? { verified } : {}) }];
  }
  const bodies: Record<string, object> = {
    revise: claim(number),
    withdraw: {},
    dispute: {},
    approve: { verified },
    correct: { verified, reason },
  };
  return ['POST', `${at}/${what}`, bodies[what] ?? { reason }];
}

const told = ({ what, action, who, number }: Step) => `${who} ${what} #${action} (${number})`;

/** Sequences leave many actions undecided, so the rulebook must not limit them. */
async function liftLimits(server: TestApp, cookie: string): Promise<void> {
  const { body } = await server.request('GET', '/api/challenges/green-2026', { cookie });
  const { openClaims: _, ...rules } = body.rules;
  const published = { rules, note: { kk: 'Шексіз', ru: 'Без предела' } };
  await server.request('POST', '/api/challenges/green-2026/rulebooks', { cookie, body: published });
}

/**
 * Plays random sequences of steps and after each reads the action back. Gives the shortest sequence in which the server and the rules
 * part, null = none. `rules` may say otherwise for the control.
 */
export async function playSequences(
  server: TestApp,
  cast: Cast,
  { runs, seed, rules = after, shrink = true }: { runs: number; seed: number; rules?: typeof after; shrink?: boolean },
): Promise<{ asked: number; parted: string | null }> {
  await liftLimits(server, cast.admin);
  let asked = 0;
  let said = '';
  const property = fc.asyncProperty(steps, async (sequence) => {
    const ids = Array.from({ length: ACTIONS }, () => randomUUID());
    const known: Known[] = ids.map(() => fresh);
    for (const step of sequence) {
      const id = ids[step.action]!;
      const [method, path, body] = request(step, id);
      const before = known[step.action]!;
      const next = rules(before, step);
      const answer = await server.request(method, path, { cookie: cast[step.who], body });
      asked += 1;
      const isDone = answer.status < 300;
      said = `${told(step)} after ${before.status}: ${answer.status} ${answer.body?.code ?? ''}`;
      if (answer.status >= 500 || (next !== null && !isDone)) return false;
      if (isDone && next) known[step.action] = next;
      const { status, disputed } = known[step.action]!;
      if (status === 'none') {
        if (isDone) return false;
        continue;
      }
      const seen = isDone && answer.body.position ? `?atLeast=${answer.body.position}` : '';
      const read = await server.request('GET', `/api/actions/${id}${seen}`, { cookie: cast.admin });
      said += `, read ${read.body.status}${read.body.disputed ? ' disputed' : ''}`;
      if (read.body.status !== status || read.body.disputed !== disputed) return false;
    }
    return true;
  });
  const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: !shrink });
  if (!result.failed) return { asked, parted: null };
  const [shortest] = result.counterexample ?? [[]];
  return { asked, parted: `${(shortest ?? []).map(told).join(', ')} (${said})` };
}

/** Rules under which an approved action may be withdrawn: no server of ours plays by them. */
export const looseRules: typeof after = (known, step) =>
  step.what === 'withdraw' && known.status === 'approved' && step.who === owner(step.action)
    ? { ...known, status: 'withdrawn' }
    : after(known, step);
