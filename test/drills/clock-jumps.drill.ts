import { randomUUID } from 'node:crypto';
import { CalendarScheduler } from '../../src/challenges/keep-calendar/calendar-scheduler.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { drillStore } from '../support/drill-store.js';
import { type Drill, random } from './drill.js';
import { CHALLENGE, COLLEGES } from '../support/world.js';
import { claimOf, DAY, LAST_DAY, openChallenge } from '../support/world.js';

const HOUR_MS = 3_600_000;
/** Later a claim of the first day would be late. */
const JUMP_HOURS = 13 * 24;
const QUESTIONS = 12;

/** The clock at the recording of an approval, and its points. */
interface Approval {
  at: number;
  points: number;
}

const sum = (approvals: readonly Approval[]) => approvals.reduce((total, { points }) => total + points, 0);
/** As of an instant: everything up to the last event recorded by then, also events recorded under a later clock. */
const asOf = (approvals: readonly Approval[], at: number) =>
  sum(approvals.slice(0, 1 + approvals.findLastIndex((one) => one.at <= at)));
/** A reader that assumes a monotonic clock stops at the first event recorded later. */
const naively = (approvals: readonly Approval[], at: number) => {
  const later = approvals.findIndex((one) => one.at > at);
  return sum(later < 0 ? approvals : approvals.slice(0, later));
};

/** Submits and approves an action; gives the positions of both. */
async function approveOne(server: TestApp, reviewer: string, points: number): Promise<string[]> {
  const id = randomUUID();
  const ask = async (method: string, path: string, account: string, body: object) => {
    const answer = await server.request(method, path, { cookie: await server.cookieOf(account), body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { position: string }).position;
  };
  return [
    await ask('PUT', `/api/actions/${id}`, server.adminId, claimOf(COLLEGES[0], DAY)),
    await ask('POST', `/api/actions/${id}/approve`, reviewer, { verified: { beneficiaries: points } }),
  ];
}

async function pointsAt(server: TestApp, question: string): Promise<number> {
  const { body } = await server.request('GET', `/api/challenges/${CHALLENGE}/standings?${question}`);
  return (body as { rows: { points: number }[] }).rows.reduce((total, { points }) => total + points, 0);
}

export const clockJumps: Drill = {
  name: 'clock-jumps',
  promise: 'order, deadlines and past standings stay right when the clock jumps by hours and days',
  target: 'out of order 0, wrong as of 0, sum right; a challenge closes once, after its last day, and stays closed',
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const clock = new TestClock(new Date(`${DAY}T07:00:00.000Z`));
    const server = await startTestApp({ clock, env: await drillStore() });
    try {
      await openChallenge(server);
      const { accountId: reviewer } = await server.signedIn('reviewer');
      const begins = clock.time.getTime();
      const approvals: Approval[] = [];
      const positions: string[] = [];
      for (let n = 1; n <= (smoke ? 15 : 150); n += 1) {
        clock.time = new Date(begins + Math.floor(draw() * JUMP_HOURS) * HOUR_MS + n * 1_000);
        positions.push(...(await approveOne(server, reviewer, n)));
        approvals.push({ at: clock.time.getTime(), points: n });
      }
      const unordered = positions.filter((at, n) => n > 0 && server.store.compare(positions[n - 1]!, at) >= 0).length;
      // Asked first: what is submitted later may be recorded with an earlier hand of the clock, and stands behind everything.
      clock.time = new Date(begins + (JUMP_HOURS + 1) * HOUR_MS);
      const all = await pointsAt(server, `atLeast=${positions.at(-1)}`);
      let wrong = 0;
      let naive = 0;
      for (let n = 0; n < QUESTIONS; n += 1) {
        const { at } = approvals[Math.floor(draw() * approvals.length)]!;
        const answer = await pointsAt(server, `at=${new Date(at).toISOString()}`);
        if (answer !== asOf(approvals, at)) wrong += 1;
        if (answer !== naively(approvals, at)) naive += 1;
      }
      const submit = async () => {
        const asking = { cookie: await server.cookieOf(server.adminId), body: claimOf(COLLEGES[1], DAY) };
        return (await server.request('PUT', `/api/actions/${randomUUID()}`, asking)).status;
      };
      const keeper = server.app.get(CalendarScheduler);
      const days: number[] = [];
      for (const time of [begins + HOUR_MS, Date.parse(`${LAST_DAY}T21:00:00.000Z`), begins + HOUR_MS]) {
        clock.time = new Date(time);
        await keeper.keep();
        days.push(await submit());
      }
      const closings = (await server.events(`challenge-${CHALLENGE}`)).filter(
        ({ type }) => type === 'SubmissionsClosed',
      );
      return {
        figure: `${approvals.length} jumps: out of order ${unordered}, wrong as of ${wrong} of ${QUESTIONS}, ${all} of ${sum(approvals)} points; submitting before the last day, after it, and back before it ${days.join(', ')}, closed ${closings.length} times`,
        holds:
          unordered + wrong === 0 && all === sum(approvals) && days.join() === '201,409,409' && closings.length === 1,
        control: {
          kind: 'stand-in',
          figure: `assuming that the clock never steps back: wrong ${naive} of ${QUESTIONS}`,
          fails: naive > 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
