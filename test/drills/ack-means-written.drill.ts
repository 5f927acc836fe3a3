import { randomUUID } from 'node:crypto';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { type Drill, random } from './drill.js';
import { CHALLENGE, COLLEGES } from './people.js';
import { claimOfDay, openChallenge } from './test-stage.js';

const CLIENTS = 24;

interface Told {
  id: string;
  /** 0 = the client went away before it heard. */
  status: number;
}

/** Clients that submit, some of whom hang up; meanwhile the boards freeze and the season ends. */
async function submitPastTheEnd(server: TestApp, clock: TestClock, draw: () => number, each: number): Promise<Told[]> {
  const told: Told[] = [];
  const submit = async (collegeId: string) => {
    const id = randomUUID();
    const leaves = draw() < 0.15 ? AbortSignal.timeout(1 + Math.floor(draw() * 12)) : undefined;
    const answer = await fetch(`${server.url}/api/actions/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: server.adminCookie },
      body: JSON.stringify(claimOfDay(collegeId)),
      ...(leaves && { signal: leaves }),
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    told.push({ id, status: answer?.status ?? 0 });
  };
  const client = async (n: number) => {
    for (let count = 0; count < each; count += 1) await submit(COLLEGES[n % COLLEGES.length]!);
  };
  const end = async () => {
    const command = (what: string) =>
      server.request('POST', `/api/challenges/${CHALLENGE}/${what}`, { cookie: server.adminCookie, body: {} });
    while (told.length < (CLIENTS * each) / 3) await new Promise((resolve) => setImmediate(resolve));
    await command('freeze');
    clock.advance(21 * 86_400_000);
    while (told.length < (CLIENTS * each) / 2) await new Promise((resolve) => setImmediate(resolve));
    await command('close');
  };
  await Promise.all([...Array.from({ length: CLIENTS }, (_, n) => client(n)), end()]);
  return told;
}

export const ackMeansWritten: Drill = {
  name: 'ack-means-written',
  promise:
    'a season that ends while requests are under way leaves no yes without its event and no event without its answer',
  target: '0 answered yes and not stored; 0 stored and answered no',
  quick: true,
  async run(seed, smoke) {
    const clock = new TestClock();
    const server = await startTestApp({ clock });
    try {
      await openChallenge(server);
      const told = await submitPastTheEnd(server, clock, random(seed), smoke ? 20 : 400);
      const stored = new Set((await server.events('action-')).map(({ stream }) => stream.replace('action-', '')));
      const is = (low: number, high: number) => told.filter(({ status }) => status >= low && status <= high);
      const [yes, no, unknown] = [is(200, 299), is(300, 599), is(0, 0)];
      const lost = yes.filter(({ id }) => !stored.has(id)).length;
      const hidden = no.filter(({ id }) => stored.has(id)).length;
      const faults = is(500, 599).length;
      const early = told.filter(({ id }) => !stored.has(id)).length;
      return {
        figure: `${yes.length} answered yes, ${lost} of them not stored; ${no.length} answered no, ${hidden} of them stored; ${unknown.length} never heard, ${faults} faults`,
        holds: lost === 0 && hidden === 0 && faults === 0 && yes.length > 0 && no.length > 0,
        control: { figure: `a yes on arrival would have lost ${early}`, fails: early > 0 },
      };
    } finally {
      await server.close();
    }
  },
};
