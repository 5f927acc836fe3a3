import { DemoClient } from '../src/cli/demo/demo-client.js';
import { dayOf } from '../src/events/day.js';

const AT_ONCE = 16;
const LOGIN = 'organiser';
const PASSWORD = 'bench bench bench';

const text = (kk: string) => ({ kk, ru: kk, en: kk });
const rules = {
  kinds: {
    A1: {
      base: 1,
      cap: 100,
      parts: [{ metric: 'beneficiaries', step: 1, weight: 1, max: null }],
      perDay: 1000,
      seasonCap: null,
    },
  },
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

export const CHALLENGE = 'bench';
export const collegeOf = (number: number) => `college-${number}`;

/** An open challenge of so many colleges, made at the front door. Gives the position of the last write. */
export async function openChallenge(url: string, token: string, colleges: number): Promise<string> {
  const organiser = new DemoClient(url);
  await organiser.accept(token, LOGIN, PASSWORD, 'organiser');
  const today = dayOf(new Date());
  const ids = Array.from({ length: colleges }, (_, index) => collegeOf(index));
  const register = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const names = { names: text(`Колледж ${id}`), shortNames: text(id) };
      await organiser.call('POST', '/api/colleges', { id, ...names, district: 'aktau' });
      await organiser.call('POST', `/api/colleges/${id}/enrolments`, { students: 500, asOf: today, source: 'other' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, register));
  const dates = { opensOn: today, closesOn: dayOf(new Date(Date.now() + 7 * 86_400_000)) };
  const titles = { titles: text('Амал'), season: text('2026') };
  await organiser.call('POST', '/api/challenges', { id: CHALLENGE, track: 'amal', ...titles, ...dates });
  const note = { kk: 'Ереже', ru: 'Правила' };
  await organiser.call('POST', `/api/challenges/${CHALLENGE}/rulebooks`, { rules, retroactive: false, note });
  const { position } = await organiser.call<{ position: string }>('POST', `/api/challenges/${CHALLENGE}/open`, {});
  return position;
}

/** A session of the organiser of `openChallenge`, as a browser would send it. */
export const organiserCookie = (url: string): Promise<string> => cookieOf(url, LOGIN);

async function cookieOf(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  return answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}

export async function signedInOrganiser(url: string): Promise<DemoClient> {
  const organiser = new DemoClient(url);
  await organiser.signIn(LOGIN, PASSWORD);
  return organiser;
}

/** A reviewer of no college, invited by the organiser. */
export async function reviewerOf(url: string): Promise<{ reviewer: DemoClient; cookie: string }> {
  const organiser = await signedInOrganiser(url);
  const wish = { role: 'reviewer', collegeId: 'none', name: 'reviewer' };
  const { token } = await organiser.call<{ token: string }>('POST', '/api/invitations', wish);
  const reviewer = new DemoClient(url);
  await reviewer.accept(token, 'reviewer', PASSWORD, 'reviewer');
  return { reviewer, cookie: await cookieOf(url, 'reviewer') };
}

/** What a college reports of itself today. */
export const claimOf = (collegeId: string) => ({
  challengeId: CHALLENGE,
  collegeId,
  kind: 'A1',
  doneOn: dayOf(new Date()),
  claimed: { beneficiaries: { value: 7, precision: 'exact' } },
  partners: [],
});
