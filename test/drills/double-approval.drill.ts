import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Drill, random } from './drill.js';
import { COLLEGES } from './people.js';
import { claimOfDay, openChallenge } from './test-stage.js';

const REVIEWERS = 16;

/** All reviewers decide on the same action at once; some approve, some reject. */
async function race(server: TestApp, cookies: readonly string[], draw: () => number) {
  const action = randomUUID();
  const body = claimOfDay(COLLEGES[0]);
  const { status } = await server.request('PUT', `/api/actions/${action}`, { cookie: server.adminCookie, body });
  if (status !== 201) throw new Error(`the action was not taken: ${status}`);
  const answers = await Promise.all(
    cookies.map((cookie, n) =>
      draw() < 0.7
        ? server.request('POST', `/api/actions/${action}/approve`, { cookie, body: { verified: { beneficiaries: n } } })
        : server.request('POST', `/api/actions/${action}/reject`, { cookie, body: { reason: 'not-real' } }),
    ),
  );
  const events = await server.events(`action-${action}`);
  const decided = events.filter(({ type }) => type === 'ActionApproved' || type === 'ActionRejected').length;
  return { decided, statuses: answers.map((answer) => answer.status) };
}

/** What a check before the write, with nothing to guard it, would have let through. */
async function unguarded(draw: () => number): Promise<number> {
  const decisions: number[] = [];
  const pause = () => new Promise((resolve) => setTimeout(resolve, draw() * 5));
  const decide = async (reviewer: number) => {
    await pause();
    const isOpen = decisions.length === 0;
    await pause();
    if (isOpen) decisions.push(reviewer);
  };
  await Promise.all(Array.from({ length: REVIEWERS }, (_, reviewer) => decide(reviewer)));
  return decisions.length;
}

export const doubleApproval: Drill = {
  name: 'double-approval',
  promise: 'however many decide on an action at the same instant, one decision counts and the others hear why not',
  target: 'one decision an action; every other answer 409',
  quick: true,
  async run(seed, smoke) {
    const draw = random(seed);
    const server = await startTestApp();
    try {
      await openChallenge(server);
      const people = await Promise.all(Array.from({ length: REVIEWERS }, () => server.signedIn('reviewer')));
      const cookies = people.map(({ cookie }) => cookie);
      const actions = smoke ? 5 : 50;
      let [double, strange, refused] = [0, 0, 0];
      for (let n = 0; n < actions; n += 1) {
        const { decided, statuses } = await race(server, cookies, draw);
        if (decided !== 1) double += 1;
        refused += statuses.filter((status) => status === 409).length;
        strange += statuses.filter((status) => status !== 200 && status !== 409).length;
      }
      const most = await unguarded(draw);
      return {
        figure: `${actions} actions × ${REVIEWERS} reviewers: ${double} decided more or less than once, ${refused} × 409, ${strange} other answers`,
        holds: double === 0 && strange === 0 && refused > 0,
        control: { figure: `check, then write, unguarded: ${most} decisions on one action`, fails: most > 1 },
      };
    } finally {
      await server.close();
    }
  },
};
