import { setTimeout as pause } from 'node:timers/promises';
import { startOfDay } from '../../events/day.js';
import { ApiClient, Refused } from './api-client.js';
import type { Reporter } from '../command.js';
import { DEMO_COLLEGES } from './demo-colleges.js';
import { DemoError, type DemoFolder, type DemoProgress } from './demo-folder.js';
import type { DemoTrack } from './season.js';
import type { ServerProcess } from './server-process.js';
import { World } from './world.js';

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

export const challengeId = (track: DemoTrack, { opensOn }: DemoProgress) => `demo-${track}-${opensOn.slice(0, 4)}`;

export interface DemoPeople {
  organiser: ApiClient;
  /** By college. */
  coordinators: ReadonlyMap<string, ApiClient>;
  /** A reviewer who may decide on this college. */
  reviewerOf(collegeId: string): ApiClient;
}

/** Creates everyone and everything that a season needs, through the API. */
export async function seedSeason(server: ServerProcess, folder: DemoFolder, report: Reporter): Promise<DemoPeople> {
  const progress = folder.progress();
  const world = new World(server.url, await signInOrganiser(server, progress), progress.password);
  report(`Colleges: ${DEMO_COLLEGES.length}`);
  for (const college of DEMO_COLLEGES) await world.college(college, progress.opensOn);
  report('Challenges: Амал қоржыны, Green Challenge');
  for (const track of TRACKS) await openChallenge(world, track, progress);
  report('People: an organiser, two reviewers, a coordinator of each college');
  const reviewers = new Map<string, ApiClient>();
  for (const { login, collegeId } of REVIEWERS)
    reviewers.set(collegeId, await world.person(login, 'reviewer', collegeId));
  const coordinators = new Map<string, ApiClient>();
  for (const { id } of DEMO_COLLEGES) coordinators.set(id, await world.person(`coordinator-${id}`, 'coordinator', id));
  const reviewerOf = (collegeId: string) => [...reviewers].find(([own]) => own !== collegeId)![1];
  return { organiser: world.organiser, coordinators, reviewerOf };
}

async function signInOrganiser(server: ServerProcess, { password }: DemoProgress): Promise<ApiClient> {
  const client = new ApiClient(server.url);
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
  throw new DemoError('The organiser of this demo cannot sign in: start over with npm run demo -- --fresh.');
}

async function openChallenge(world: World, track: DemoTrack, progress: DemoProgress): Promise<void> {
  const { opensOn, closesOn } = progress;
  const year = opensOn.slice(0, 4);
  const season = { kk: `${year} жылғы күзгі маусым`, ru: `Осенний сезон ${year} года`, en: `Autumn season ${year}` };
  await world.challenge(
    { id: challengeId(track, progress), track, titles: TITLES[track], season, opensOn, closesOn },
    DEMO_COLLEGES.map(({ id }) => id),
  );
}

/** Eight in the morning in Asia/Aqtau. */
export const morningOf = (day: string) => new Date(startOfDay(day).getTime() + 8 * 3_600_000);
