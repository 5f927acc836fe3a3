import { randomUUID } from 'node:crypto';
import { ApiClient, World } from '../../src/cli/demo/world.js';
import { dayOf } from '../../src/events/day.js';
import type { TestApp } from './app.js';

export const CHALLENGE = 'test-challenge';
export const COLLEGES = ['aqshoqy', 'beket', 'qarashash'] as const;
/** The password of everyone in a test world. */
export const PASSWORD = 'steppe wind 2026 aktau';
const WEEK_MS = 7 * 86_400_000;
const AT_ONCE = 16;

export const text = (kk: string) => ({ kk, ru: kk, en: kk });
/** No cap of it is ever reached: each verified beneficiary is a point. */
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
export const collegeOf = (number: number) => `college-${number}`;

/** Body of a submission. */
export const claimOf = (collegeId: string, doneOn = today()) => ({
  challengeId: CHALLENGE,
  collegeId,
  kind: 'A1',
  doneOn,
  claimed: { beneficiaries: { value: 1, precision: 'exact' } },
});

/** An open challenge of {@link COLLEGES}, or of as many colleges as `colleges` says, with its people. */
export interface TestWorld {
  organiser: ApiClient;
  /** Logins `reviewer-0`, `reviewer-1` and so on; of no competing college. */
  reviewers: ApiClient[];
  /** Position of the last event. */
  position: string;
  /** Submits an action and returns its id. */
  submit(collegeId?: string, id?: string): Promise<string>;
}

export const submitAs =
  (organiser: ApiClient) =>
  async (collegeId: string = COLLEGES[0], id: string = randomUUID()): Promise<string> => {
    await organiser.call('PUT', `/api/actions/${id}`, claimOf(collegeId));
    return id;
  };

/** `token`: of the link for the first organiser. */
export async function openWorld(
  url: string,
  token: string,
  { reviewers = 1, colleges = COLLEGES }: { reviewers?: number; colleges?: number | readonly string[] } = {},
): Promise<TestWorld> {
  const first = new ApiClient(url);
  await first.accept(token, 'organiser', PASSWORD, 'organiser');
  const world = new World(url, first, PASSWORD);
  const ids = typeof colleges === 'number' ? Array.from({ length: colleges }, (_, n) => collegeOf(n)) : [...colleges];
  const position = await fill(world, ids, today(), dayOf(new Date(Date.now() + WEEK_MS)));
  const people: ApiClient[] = [];
  for (let n = 0; n < reviewers; n += 1) people.push(await world.person(`reviewer-${n}`, 'reviewer', 'none'));
  return { organiser: world.organiser, reviewers: people, position, submit: submitAs(world.organiser) };
}

/** First and last day of the challenge of {@link openChallenge}. */
export const DAY = '2026-03-01';
export const LAST_DAY = '2026-03-20';

/** The same challenge in a server of this process, whose clock stands on {@link DAY}. */
export async function openChallenge(server: TestApp): Promise<void> {
  const organiser = new ApiClient(server.url, server.adminCookie);
  await fill(new World(server.url, organiser, PASSWORD), [...COLLEGES], DAY, LAST_DAY);
}

async function fill(world: World, colleges: readonly string[], opensOn: string, closesOn: string): Promise<string> {
  const waiting = [...colleges];
  const register = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const names = { names: text(`${id} колледжі`), shortNames: text(id) };
      await world.college({ id, ...names, district: 'aktau', students: 500 }, opensOn);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, register));
  const titles = { titles: text('Амал'), season: text('2026') };
  return (await world.challenge({ id: CHALLENGE, track: 'amal', ...titles, opensOn, closesOn, rules }, colleges)) ?? '';
}

/** Signs a person of {@link openWorld} in, at the server's present address. */
export async function signIn(url: string, login: string): Promise<ApiClient> {
  const person = new ApiClient(url);
  await person.signIn(login, PASSWORD);
  return person;
}

/** A session cookie for requests made by hand. */
export const cookieOf = async (url: string, login: string): Promise<string> => (await signIn(url, login)).cookie;
