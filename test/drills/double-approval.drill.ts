import { randomUUID } from 'node:crypto';
import { WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { drillStore } from '../support/drill-store.js';
import { type Drill, random } from './drill.js';
import { COLLEGES } from '../support/world.js';
import { withoutProtection } from './without-protection.js';
import { claimOf, DAY, openChallenge } from '../support/world.js';

const REVIEWERS = 16;

/** All reviewers decide on the same action at once; some approve, some reject. */
async function race(server: TestApp, cookies: readonly string[], draw: () => number) {
  const action = randomUUID();
  const body = claimOf(COLLEGES[0], DAY);
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

/** The same race on the same server, whose history takes whatever comes last: most decisions on one action. */
async function unguarded(server: TestApp, cookies: readonly string[], draw: () => number): Promise<number> {
  const { store } = server;
  const append = store.append.bind(store);
  const anywhere: typeof append = (stream, expected, events) =>
    append(stream, expected, events).catch((refused: unknown) => {
      if (!(refused instanceof WrongExpectedRevision) || typeof refused.actual !== 'number') throw refused;
      return anywhere(stream, refused.actual, events);
    });
  return withoutProtection(store, 'append', anywhere, async () => {
    let most = 0;
    for (let n = 0; n < 5 && most < 2; n += 1) most = Math.max(most, (await race(server, cookies, draw)).decided);
    return most;
  });
}

export const doubleApproval: Drill = {
  name: 'double-approval',
  promise: 'exactly one of many concurrent decisions on an action counts, and the others get 409',
  target: 'one decision per action; every other response 409',
  quick: true,
  async run(seed, smoke) {
    const draw = random(seed);
    const server = await startTestApp({ env: await drillStore() });
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
      const most = await unguarded(server, cookies, draw);
      return {
        figure: `${actions} actions × ${REVIEWERS} reviewers: ${double} decided more or less than once, ${refused} × 409, ${strange} other answers`,
        holds: double === 0 && strange === 0 && refused > 0,
        control: {
          kind: 'taken away',
          figure: `without the expected revision: ${most} decisions on one action`,
          fails: most > 1,
        },
      };
    } finally {
      await server.close();
    }
  },
};
