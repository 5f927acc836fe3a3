import { setTimeout as pause } from 'node:timers/promises';
import { startOfDay } from '../../events/day.js';
import { DemoClient, Refused } from './demo-client.js';
import { DEMO_COLLEGES } from './demo-colleges.js';
import type { Reporter } from '../command.js';
import { DemoError, type DemoFolder, type DemoProgress } from './demo-folder.js';
import type { DemoServer } from './demo-server.js';
import type { DemoTrack } from './season.js';

export const TRACKS: readonly DemoTrack[] = ['amal', 'green'];
/** Two reviewers of different colleges, because nobody decides on their own college. */
const REVIEWERS = [
  { login: 'reviewer-1', collegeId: 'qarashash' },
  { login: 'reviewer-2', collegeId: 'samuryq' },
] as const;

const TITLES = {
  amal: { kk: 'Амал қоржыны', ru: 'Амал қоржыны', en: 'Amal Qorzhyny' },
  green: { kk: 'Green Challenge', ru: 'Green Challenge', en: 'Green Challenge' },
};

export const challengeId = (track: DemoTrack, { opensOn }: DemoProgress) => `demo-${track}-${opensOn.slice(0, 4)}`;

export interface DemoPeople {
  organiser: DemoClient;
  /** By college. */
  coordinators: ReadonlyMap<string, DemoClient>;
  /** A reviewer of another college. */
  reviewerOf(collegeId: string): DemoClient;
}

/** Creates colleges, challenges and accounts through the API. Existing ones stay unchanged. */
export async function seedSeason(server: DemoServer, folder: DemoFolder, report: Reporter): Promise<DemoPeople> {
  const progress = folder.progress();
  const organiser = await signInOrganiser(server, progress);
  const present = new Set(
    (await organiser.call<{ items: { login: string | null }[] }>('GET', '/api/accounts')).items.map(
      ({ login }) => login,
    ),
  );
  report(`Colleges: ${DEMO_COLLEGES.length}`);
  for (const college of DEMO_COLLEGES) await registerCollege(organiser, college, progress);
  report('Challenges: Амал қоржыны, Green Challenge');
  for (const track of TRACKS) await openChallenge(organiser, track, progress);

  const person = async (login: string, role: string, collegeId: string) => {
    const client = new DemoClient(server.url);
    if (present.has(login)) {
      await client.signIn(login, progress.password);
      return client;
    }
    const { token } = await organiser.call<{ token: string }>('POST', '/api/invitations', {
      role,
      collegeId,
      name: login,
    });
    await client.accept(token, login, progress.password, login);
    return client;
  };
  report('People: an organiser, two reviewers, a coordinator of each college');
  const reviewers: { collegeId: string; client: DemoClient }[] = [];
  for (const { login, collegeId } of REVIEWERS)
    reviewers.push({ collegeId, client: await person(login, 'reviewer', collegeId) });
  const coordinators = new Map<string, DemoClient>();
  for (const { id } of DEMO_COLLEGES) coordinators.set(id, await person(`coordinator-${id}`, 'coordinator', id));
  return {
    organiser,
    coordinators,
    reviewerOf: (collegeId) => reviewers.find((reviewer) => reviewer.collegeId !== collegeId)!.client,
  };
}

async function signInOrganiser(server: DemoServer, { password }: DemoProgress): Promise<DemoClient> {
  const client = new DemoClient(server.url);
  for (const until = Date.now() + 20_000; Date.now() < until; await pause(200)) {
    if (server.firstOrganiserToken) {
      await client.accept(server.firstOrganiserToken, 'organiser', password, 'organiser');
      return client;
    }
    const signedIn = await client.signIn('organiser', password).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refused && error.status === 401) return false;
        throw error;
      },
    );
    if (signedIn) return client;
  }
  throw new DemoError('The organiser of this demo cannot sign in: start a new one with npm run demo -- --fresh.');
}

async function registerCollege(
  organiser: DemoClient,
  { id, names, shortNames, district, students }: (typeof DEMO_COLLEGES)[number],
  { opensOn }: DemoProgress,
) {
  await ignoreConflict(organiser.call('POST', '/api/colleges', { id, names, shortNames, district }, `college-${id}`));
  const enrolment = { students, asOf: opensOn, source: 'demo' };
  await ignoreConflict(organiser.call('POST', `/api/colleges/${id}/enrolments`, enrolment, `enrolment-${id}`));
}

async function openChallenge(organiser: DemoClient, track: DemoTrack, progress: DemoProgress) {
  const id = challengeId(track, progress);
  const year = progress.opensOn.slice(0, 4);
  const season = { kk: `${year} жылғы күзгі маусым`, ru: `Осенний сезон ${year} года`, en: `Autumn season ${year}` };
  const { opensOn, closesOn } = progress;
  await ignoreConflict(
    organiser.call(
      'POST',
      '/api/challenges',
      { id, track, titles: TITLES[track], season, opensOn, closesOn },
      `announce-${id}`,
    ),
  );
  await ignoreConflict(organiser.call('POST', `/api/challenges/${id}/rulebooks`, { version: 1 }, `rulebook-${id}`));
  const colleges = DEMO_COLLEGES.map((college) => college.id);
  await ignoreConflict(organiser.call('POST', `/api/challenges/${id}/open`, { colleges }, `open-${id}`));
}

/** Ignores the conflict of a step that an earlier run has completed. */
export async function ignoreConflict(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Refused && error.status === 409 && error.code !== 'SUBMISSIONS_CLOSED')) throw error;
  });
}

/** Eight in the morning in Asia/Aqtau. */
export const morningOf = (day: string) => new Date(startOfDay(day).getTime() + 8 * 3_600_000);
