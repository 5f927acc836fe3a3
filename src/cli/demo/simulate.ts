import { setTimeout as pause } from 'node:timers/promises';
import { dayOf, daysBetween, startOfDay } from '../../events/day.js';
import type { Reporter } from '../command.js';
import { DemoError, type DemoFolder, type DemoProgress } from './demo-folder.js';
import { storySteps } from './play-story.js';
import { PORTAL_COLLEGE } from './portal-story.js';
import { DEMO_COLLEGES, type DemoAction, demoAction, type DemoTrack, seededRandom } from './season.js';
import type { ServerProcess } from './server-process.js';
import { ApiClient, ignoreConflict, Refused, World } from './world.js';

export const TRACKS: readonly DemoTrack[] = ['amal', 'green'];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Time between two actions of the present season at speed 1. */
const ACTION_INTERVAL_MS = 4_000;
/** Colleges of the reviewers: nobody decides on their own college, and a decision on many points needs two of them. */
const REVIEWER_COLLEGES = ['qarashash', 'samuryq', 'er-tostik'] as const;

const TITLES = {
  amal: { kk: 'Амал қоржыны', ru: 'Амал қоржыны', en: 'Amal Qorzhyny' },
  green: { kk: 'Green Challenge', ru: 'Green Challenge', en: 'Green Challenge' },
};

export const challengeId = (track: DemoTrack, { opensOn }: DemoProgress) => `demo-${track}-${opensOn.slice(0, 4)}`;

/** Creates everyone and everything that a season needs, through the API. */
export async function seedSeason(server: ServerProcess, folder: DemoFolder, report: Reporter): Promise<Simulation> {
  const progress = folder.progress();
  const world = new World(server.url, await signInOrganiser(server, progress), progress.password);
  report(`Colleges: ${DEMO_COLLEGES.length}`);
  for (const college of DEMO_COLLEGES) await world.college(college, progress.opensOn);
  report('Challenges: Амал қоржыны, Green Challenge');
  for (const track of TRACKS) await openChallenge(world, track, progress);
  report('People: an organiser, an auditor, three reviewers, a coordinator of each college');
  const reviewers = new Map<string, ApiClient>();
  for (const [index, id] of REVIEWER_COLLEGES.entries())
    reviewers.set(id, await world.person(`reviewer-${index + 1}`, 'reviewer', id));
  const coordinators = new Map<string, ApiClient>();
  for (const { id } of DEMO_COLLEGES) coordinators.set(id, await world.person(`coordinator-${id}`, 'coordinator', id));
  await world.person('auditor', 'auditor', null);
  const reviewersOf = (collegeId: string) => [...reviewers].filter(([own]) => own !== collegeId).map(([, one]) => one);
  return new Simulation(folder, coordinators, reviewersOf);
}

async function signInOrganiser(server: ServerProcess, { password }: DemoProgress): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  for (const until = Date.now() + 20_000; Date.now() < until; await pause(200)) {
    const token = server.firstOrganiserToken;
    try {
      await (token ? client.accept(token, 'organiser', password, 'organiser') : client.signIn('organiser', password));
      return client;
    } catch (error) {
      if (token !== null || !(error instanceof Refused && error.status === 401)) throw error;
    }
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
export const morningOf = (day: string) => new Date(startOfDay(day).getTime() + 8 * HOUR_MS);

/** The actions of a season, submitted and reviewed through the API. The folder holds how far they have come. */
class Simulation {
  constructor(
    private readonly folder: DemoFolder,
    private readonly coordinators: ReadonlyMap<string, ApiClient>,
    /** Reviewers who may decide on this college, at least two. */
    private readonly reviewersOf: (collegeId: string) => ApiClient[],
  ) {}

  /** Simulates the past weeks day by day, up to the day before `today`, as fast as the server responds. */
  async past(today: string, signal: AbortSignal, report: Reporter): Promise<void> {
    const { folder } = this;
    for (let day = folder.progress().storyDay; day !== null && day < today; day = folder.progress().storyDay) {
      const { seed, opensOn } = folder.progress();
      report(`Simulating ${day}`);
      const random = seededRandom(seed + daysBetween(opensOn, day));
      const hours = Array.from({ length: 4 + Math.floor(random() * 5) }, () => 9 + random() * 11).sort((a, b) => a - b);
      for (const [index, hour] of hours.entries()) {
        if (signal.aborted) return;
        folder.setClock(new Date(startOfDay(day).getTime() + hour * HOUR_MS));
        await this.next(TRACKS[index % TRACKS.length]!, day);
      }
      await this.tell(day, today, signal);
      folder.save({ ...folder.progress(), storyDay: daysAfter(day, 1) });
    }
    folder.setClock(null);
    await this.tell(today, today, signal);
    folder.save({ ...folder.progress(), storyDay: null });
  }

  /** Plays what happens on this day to the college whose portal the demo shows. */
  private async tell(day: string, today: string, signal: AbortSignal): Promise<void> {
    const progress = this.folder.progress();
    const steps = storySteps({
      today,
      challengeOf: (track) => challengeId(track, progress),
      actionOf: (name) => `demo-${progress.opensOn.slice(0, 4)}-${name}`,
      coordinator: () => Promise.resolve(this.coordinators.get(PORTAL_COLLEGE)!),
      reviewer: () => Promise.resolve(this.reviewersOf(PORTAL_COLLEGE)[0]!),
    });
    for (const { at, run } of steps.filter((step) => dayOf(step.at) === day)) {
      if (signal.aborted) return;
      if (day !== today) this.folder.setClock(at);
      await run();
    }
  }

  /** Simulates actions of the present until the signal aborts. */
  async present(speed: number, signal: AbortSignal, report: Reporter): Promise<void> {
    for (let count = 0; !signal.aborted; count += 1) {
      const startedAt = Date.now();
      report(await this.next(TRACKS[count % TRACKS.length]!, dayOf(new Date())));
      const waiting = pause(Math.max(0, ACTION_INTERVAL_MS / speed - (Date.now() - startedAt)), undefined, { signal });
      await waiting.catch(() => undefined);
    }
  }

  /** Simulates the next action of a challenge and saves the progress. Returns the outcome in a few words. */
  private async next(track: DemoTrack, today: string): Promise<string> {
    const progress = this.folder.progress();
    const number = progress.next[track];
    const outcome = await this.simulate(demoAction(progress.seed, track, number), progress, today);
    this.folder.save({ ...this.folder.progress(), next: { ...progress.next, [track]: number + 1 } });
    return outcome;
  }

  /** A repeated run gets a conflict for each step that an earlier run has completed. */
  private async simulate(demo: DemoAction, progress: DemoProgress, today: string): Promise<string> {
    const { id, collegeId, kind, daysAgo, claimed, verdict, correction, track } = demo;
    const { opensOn } = progress;
    const day = daysAfter(today, -daysAgo);
    const doneOn = day > opensOn ? day : opensOn;
    const action = `demo-${opensOn.slice(0, 4)}-${id.slice('demo-'.length)}`;
    const links = [`https://example.org/demo/${action}`];
    const submission = { challengeId: challengeId(track, progress), kind, doneOn, claimed, links };
    await ignoreConflict(this.coordinators.get(collegeId)!.call('PUT', `/api/actions/${action}`, submission));
    const [first, second] = this.reviewersOf(collegeId) as [ApiClient, ApiClient];
    const decide = (verb: string, body: object, by = first) =>
      ignoreConflict(by.call('POST', `/api/actions/${action}/${verb}`, body, `${action}-${verb}`));
    /** A repeated decision changes nothing, so the second reviewer agrees whether it is needed or not. */
    const decideTogether = async (verb: string, body: object) => {
      await decide(verb, body);
      await decide(verb, body, second);
    };
    if (verdict.type === 'reject') {
      await decide('reject', { reason: verdict.reason });
      return `${collegeId}: ${kind} rejected`;
    }
    await decideTogether('approve', { verified: verdict.verified });
    if (!correction) return `${collegeId}: ${kind} approved`;
    await decideTogether('correct', { verified: correction, reason: 'counted-again' });
    return `${collegeId}: ${kind} approved and corrected`;
  }
}

const daysAfter = (day: string, days: number) => dayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));
