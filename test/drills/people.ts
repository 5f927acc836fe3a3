import { randomUUID } from 'node:crypto';
import { DemoClient } from '../../src/cli/demo/demo-client.js';
import { dayOf } from '../../src/events/day.js';

export const CHALLENGE = 'drill';
export const COLLEGES = ['aqshoqy', 'beket', 'qarashash'] as const;
const NAMES = { aqshoqy: 'Ақшоқы', beket: 'Бекет', qarashash: 'Қарашаш' };
const PASSWORD = 'drill drill drill';

export const text = (kk: string) => ({ kk, ru: kk, en: kk });
/** The most that a rulebook may count of a kind and day. */
const kind = {
  base: 0,
  cap: 100_000,
  parts: [{ metric: 'beneficiaries', step: 1, weight: 1, max: null }],
  perDay: 1000,
  seasonCap: null,
};
export const KINDS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'] as const;
export const rules = {
  kinds: Object.fromEntries(KINDS.map((name) => [name, kind])),
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

export const today = () => dayOf(new Date());
export const claimOf = (collegeId: string) => ({ challengeId: CHALLENGE, collegeId, kind: 'A1', doneOn: today() });

/** An open challenge of three colleges, and who may do what in it. */
export interface Stage {
  organiser: DemoClient;
  reviewers: DemoClient[];
  /** Submits an action and gives its id. */
  submit(collegeId?: string, id?: string): Promise<string>;
}

export const submitAs =
  (organiser: DemoClient) =>
  async (collegeId: string = COLLEGES[0], id: string = randomUUID()) => {
    await organiser.call('PUT', `/api/actions/${id}`, claimOf(collegeId));
    return id;
  };

export async function stage(url: string, token: string, reviewers = 1): Promise<Stage> {
  const organiser = new DemoClient(url);
  await organiser.accept(token, 'organiser', PASSWORD, 'organiser');
  for (const id of COLLEGES) {
    const name = { names: text(`${NAMES[id]} колледжі`), shortNames: text(NAMES[id]) };
    await organiser.call('POST', '/api/colleges', { id, ...name, district: 'aktau' });
    await organiser.call('POST', `/api/colleges/${id}/enrolments`, { students: 500, asOf: today(), source: 'other' });
  }
  const dates = { opensOn: today(), closesOn: dayOf(new Date(Date.now() + 7 * 86_400_000)) };
  const titles = { titles: text('Амал'), season: text('2026') };
  await organiser.call('POST', '/api/challenges', { id: CHALLENGE, track: 'amal', ...titles, ...dates });
  const at = `/api/challenges/${CHALLENGE}`;
  await organiser.call('POST', `${at}/rulebooks`, { rules, retroactive: false, note: { kk: 'Ереже', ru: 'Правила' } });
  await organiser.call('POST', `${at}/open`, {});
  const people: DemoClient[] = [];
  for (let n = 0; n < reviewers; n += 1) people.push(await reviewer(url, organiser, n));
  return { organiser, reviewers: people, submit: submitAs(organiser) };
}

async function reviewer(url: string, organiser: DemoClient, n: number): Promise<DemoClient> {
  const wish = { role: 'reviewer', collegeId: 'none', name: `reviewer ${n}` };
  const { token } = await organiser.call<{ token: string }>('POST', '/api/invitations', wish);
  const person = new DemoClient(url);
  await person.accept(token, `reviewer-${n}`, PASSWORD, wish.name);
  return person;
}

/** Someone who was there before, at the address the server has now. */
export async function signIn(url: string, login: string): Promise<DemoClient> {
  const person = new DemoClient(url);
  await person.signIn(login, PASSWORD);
  return person;
}

/** A session for requests that are made by hand. */
export async function cookieOf(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  return answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}
