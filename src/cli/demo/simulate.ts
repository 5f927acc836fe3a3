import { setTimeout as pause } from 'node:timers/promises';
import { dayOf, daysBetween, startOfDay } from '../../events/day.js';
import type { DemoFolder, DemoProgress } from './demo-folder.js';
import { type DemoAction, demoAction, type DemoTrack, seededRandom } from './season.js';
import { challengeId, type DemoPeople, TRACKS } from './seed.js';
import { ignoreConflict } from './world.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Time between two actions of the present season at speed 1. */
const ACTION_INTERVAL_MS = 4_000;

/** Simulates the past weeks day by day, up to the day before `today`, as fast as the server responds. */
export async function simulatePast(
  people: DemoPeople,
  folder: DemoFolder,
  today: string,
  signal: AbortSignal,
  onDay: (day: string) => void,
): Promise<void> {
  for (let day = folder.progress().storyDay; day !== null && day < today; day = folder.progress().storyDay) {
    const { seed, opensOn } = folder.progress();
    onDay(day);
    const random = seededRandom(seed + daysBetween(opensOn, day));
    const hours = Array.from({ length: 4 + Math.floor(random() * 5) }, () => 9 + random() * 11).sort((a, b) => a - b);
    for (const [index, hour] of hours.entries()) {
      if (signal.aborted) return;
      folder.setClock(new Date(startOfDay(day).getTime() + hour * HOUR_MS));
      await simulateNext(people, folder, TRACKS[index % TRACKS.length]!, day);
    }
    folder.save({ ...folder.progress(), storyDay: nextDay(day) });
  }
  folder.setClock(null);
  folder.save({ ...folder.progress(), storyDay: null });
}

/** Simulates actions of the present until the signal aborts. */
export async function simulatePresent(
  people: DemoPeople,
  folder: DemoFolder,
  speed: number,
  signal: AbortSignal,
  onAction: (outcome: string) => void,
): Promise<void> {
  for (let count = 0; !signal.aborted; count += 1) {
    const startedAt = Date.now();
    onAction(await simulateNext(people, folder, TRACKS[count % TRACKS.length]!, dayOf(new Date())));
    const waiting = pause(Math.max(0, ACTION_INTERVAL_MS / speed - (Date.now() - startedAt)), undefined, { signal });
    await waiting.catch(() => undefined);
  }
}

/** Simulates the next action of a challenge and saves the progress. Returns the outcome in a few words. */
async function simulateNext(people: DemoPeople, folder: DemoFolder, track: DemoTrack, today: string): Promise<string> {
  const progress = folder.progress();
  const number = progress.next[track];
  const outcome = await simulate(people, demoAction(progress.seed, track, number), progress, today);
  folder.save({ ...folder.progress(), next: { ...progress.next, [track]: number + 1 } });
  return outcome;
}

/** A repeated run gets a conflict for each step that an earlier run has completed. */
async function simulate(
  people: DemoPeople,
  { id, collegeId, kind, daysAgo, claimed, verdict, correction, track }: DemoAction,
  progress: DemoProgress,
  today: string,
): Promise<string> {
  const { opensOn } = progress;
  const doneOn = laterOf(dayOf(new Date(startOfDay(today).getTime() - daysAgo * DAY_MS)), opensOn);
  const action = `demo-${opensOn.slice(0, 4)}-${id.slice('demo-'.length)}`;
  const links = [`https://example.org/demo/${action}`];
  const submission = { challengeId: challengeId(track, progress), kind, doneOn, claimed, links };
  await ignoreConflict(people.coordinators.get(collegeId)!.call('PUT', `/api/actions/${action}`, submission));
  const reviewer = people.reviewerOf(collegeId);
  const decide = (verb: string, body: object) =>
    ignoreConflict(reviewer.call('POST', `/api/actions/${action}/${verb}`, body, `${action}-${verb}`));
  if (verdict.type === 'reject') {
    await decide('reject', { reason: verdict.reason });
    return `${collegeId}: ${kind} rejected`;
  }
  await decide('approve', { verified: verdict.verified });
  if (!correction) return `${collegeId}: ${kind} approved`;
  await decide('correct', { verified: correction, reason: 'counted-again' });
  return `${collegeId}: ${kind} approved and corrected`;
}

const nextDay = (day: string) => dayOf(new Date(startOfDay(day).getTime() + DAY_MS));
const laterOf = (a: string, b: string) => (a > b ? a : b);
