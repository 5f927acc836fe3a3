import { setTimeout as pause } from 'node:timers/promises';
import { startOfDay } from '../../events/day.js';
import { DemoClient, Refused } from './demo-client.js';
import { DEMO_COLLEGES } from './demo-colleges.js';
import { DemoStopped, type DemoFolder, type Story } from './demo-folder.js';
import type { DemoServer } from './demo-server.js';
import type { DemoTrack } from './season.js';

export const TRACKS: readonly DemoTrack[] = ['amal', 'green'];
/** Two reviewers of different colleges: nobody decides on their own college. */
const REVIEWERS = [
  { login: 'reviewer-1', collegeId: 'qarashash' },
  { login: 'reviewer-2', collegeId: 'samuryq' },
] as const;

const TITLES = {
  amal: { kk: 'Амал қоржыны', ru: 'Амал қоржыны', en: 'Amal Qorzhyny' },
  green: { kk: 'Green Challenge', ru: 'Green Challenge', en: 'Green Challenge' },
};

export const challengeId = (track: DemoTrack, { opensOn }: Story) => `demo-${track}-${opensOn.slice(0, 4)}`;

export interface Cast {
  organiser: DemoClient;
  /** By college. */
  coordinators: ReadonlyMap<string, DemoClient>;
  /** A reviewer who may decide on this college. */
  reviewerOf(collegeId: string): DemoClient;
}

/** Everyone and everything a season needs, made through the front door; what is there already stays as it is. */
export async function setTheStage(server: DemoServer, folder: DemoFolder, say: (line: string) => void): Promise<Cast> {
  const story = folder.story();
  const organiser = await theOrganiser(server, story);
  const present = new Set(
    (await organiser.call<{ items: { login: string | null }[] }>('GET', '/api/accounts')).items.map(
      ({ login }) => login,
    ),
  );
  say(`Colleges: ${DEMO_COLLEGES.length}`);
  for (const college of DEMO_COLLEGES) await register(organiser, college, story);
  say('Challenges: Амал қоржыны, Green Challenge');
  for (const track of TRACKS) await open(organiser, track, story);

  const person = async (login: string, role: string, collegeId: string) => {
    const client = new DemoClient(server.url);
    if (present.has(login)) {
      await client.signIn(login, story.password);
      return client;
    }
    const { token } = await organiser.call<{ token: string }>('POST', '/api/invitations', {
      role,
      collegeId,
      name: login,
    });
    await client.accept(token, login, story.password, login);
    return client;
  };
  say('People: an organiser, two reviewers, a coordinator of each college');
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

async function theOrganiser(server: DemoServer, { password }: Story): Promise<DemoClient> {
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
  throw new DemoStopped('The organiser of this demo cannot sign in: start anew with npm run demo -- --fresh.');
}

async function register(
  organiser: DemoClient,
  { id, names, shortNames, district, students }: (typeof DEMO_COLLEGES)[number],
  { opensOn }: Story,
) {
  await already(organiser.call('POST', '/api/colleges', { id, names, shortNames, district }, `college-${id}`));
  const enrolment = { students, asOf: opensOn, source: 'demo' };
  await already(organiser.call('POST', `/api/colleges/${id}/enrolments`, enrolment, `enrolment-${id}`));
}

async function open(organiser: DemoClient, track: DemoTrack, story: Story) {
  const id = challengeId(track, story);
  const year = story.opensOn.slice(0, 4);
  const season = { kk: `${year} жылғы күзгі маусым`, ru: `Осенний сезон ${year} года`, en: `Autumn season ${year}` };
  const { opensOn, closesOn } = story;
  await already(
    organiser.call(
      'POST',
      '/api/challenges',
      { id, track, titles: TITLES[track], season, opensOn, closesOn },
      `announce-${id}`,
    ),
  );
  await already(organiser.call('POST', `/api/challenges/${id}/rulebooks`, { version: 1 }, `rulebook-${id}`));
  const colleges = DEMO_COLLEGES.map((college) => college.id);
  await already(organiser.call('POST', `/api/challenges/${id}/open`, { colleges }, `open-${id}`));
}

/** A refusal because it is done already is what a second run expects. */
export async function already(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Refused && error.status === 409)) throw error;
  });
}

/** Eight in the morning in Asia/Aqtau. */
export const morningOf = (day: string) => new Date(startOfDay(day).getTime() + 8 * 3_600_000);
