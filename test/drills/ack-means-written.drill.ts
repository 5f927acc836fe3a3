import { randomUUID } from 'node:crypto';
import { DomainError } from '../../src/event-store/domain-error.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { drillStore } from '../support/drill-store.js';
import { type Drill, random } from './drill.js';
import { CHALLENGE, COLLEGES } from '../support/world.js';
import { withoutProtection } from './without-protection.js';
import { claimOf, DAY, openChallenge } from '../support/world.js';

const CLIENTS = 24;

interface Told {
  id: string;
  /** 0 = the client disconnected before the response. */
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
      body: JSON.stringify(claimOf(collegeId, DAY)),
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

/** A season from its opening past its close; responses of clients beside the stored events. */
async function season(draw: () => number, each: number, env: Record<string, string>, broken = false) {
  const clock = new TestClock();
  const server = await startTestApp({ clock, env });
  try {
    await openChallenge(server);
    const play = () => submitPastTheEnd(server, clock, draw, each);
    const told = broken ? await withoutProtection(server.store, 'append', untrue(server.store), play) : await play();
    const stored = new Set((await server.events('action-')).map(({ stream }) => stream.replace('action-', '')));
    const is = (low: number, high: number) => told.filter(({ status }) => status >= low && status <= high);
    const [yes, no, unheard] = [is(200, 299), is(300, 599), is(0, 0)];
    const lost = yes.filter(({ id }) => !stored.has(id)).length;
    const hidden = no.filter(({ id }) => stored.has(id)).length;
    return { yes: yes.length, no: no.length, unheard: unheard.length, faults: is(500, 599).length, lost, hidden };
  } finally {
    await server.close();
  }
}

/** Submissions by turns: one is acknowledged and never written, one is written and then refused. */
function untrue(store: EventStore): EventStore['append'] {
  const append = store.append.bind(store);
  let count = 0;
  return async (stream, expected, events) => {
    if (!stream.startsWith('action-')) return append(stream, expected, events);
    count += 1;
    if (count % 2 === 0) return { revision: 0, position: (await store.head()) ?? '0' };
    await append(stream, expected, events);
    throw new DomainError('conflict', 'CHALLENGE_NOT_OPEN');
  };
}

export const ackMeansWritten: Drill = {
  name: 'ack-means-written',
  promise: 'while a season closes, every 2xx has its event and every event its 2xx',
  target: '0 × 2xx without its event; 0 refusals with an event',
  quick: true,
  async run(seed, smoke) {
    const draw = random(seed);
    const { yes, no, unheard, faults, lost, hidden } = await season(draw, smoke ? 20 : 400, await drillStore());
    const control = await season(draw, smoke ? 10 : 40, {}, true);
    return {
      figure: `${yes} × 2xx, ${lost} without an event; ${no} refusals, ${hidden} with an event; ${unheard} left before the response, ${faults} faults`,
      holds: lost === 0 && hidden === 0 && faults === 0 && yes > 0 && no > 0,
      control: {
        kind: 'taken away',
        figure: `a store that answers without writing, or refuses after it: ${control.lost} of ${control.yes} × 2xx without an event, ${control.hidden} of ${control.no} refusals with one`,
        fails: control.lost > 0 && control.hidden > 0,
      },
    };
  },
};
