import { dayOf, daysBetween, startOfDay } from '../../events/day.js';
import { Refused } from './demo-client.js';
import type { DemoFolder, Story } from './demo-folder.js';
import { challengeId, TRACKS, type Cast } from './stage.js';
import { deed, dice, type DemoDeed, type DemoTrack } from './season.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Between two deeds of the living season at speed 1. */
const BEAT_MS = 4_000;

/** Plays the weeks that lie behind, day by day, as fast as the server answers, until the day before `today`. */
export async function playThePast(
  cast: Cast,
  folder: DemoFolder,
  today: string,
  signal: AbortSignal,
  onDay: (day: string) => void,
): Promise<void> {
  for (let story = folder.story(); story.storyDay !== null && story.storyDay < today; story = folder.story()) {
    const { storyDay } = story;
    onDay(storyDay);
    const busy = dice(story.seed + daysBetween(story.opensOn, storyDay));
    const hours = Array.from({ length: 4 + Math.floor(busy() * 5) }, () => 9 + busy() * 11).sort((a, b) => a - b);
    for (const [index, hour] of hours.entries()) {
      if (signal.aborted) return;
      const now = new Date(startOfDay(storyDay).getTime() + hour * HOUR_MS);
      folder.tellTime(now);
      await playNext(cast, folder, TRACKS[index % TRACKS.length]!, storyDay);
    }
    folder.save({ ...folder.story(), storyDay: nextDay(storyDay) });
  }
  folder.tellTime(null);
  folder.save({ ...folder.story(), storyDay: null });
}

/** Plays on in the present until `signal` aborts. */
export async function playThePresent(
  cast: Cast,
  folder: DemoFolder,
  speed: number,
  signal: AbortSignal,
  onDeed: (told: string) => void,
): Promise<void> {
  for (let beat = 0; !signal.aborted; beat += 1) {
    const started = Date.now();
    const track = TRACKS[beat % TRACKS.length]!;
    onDeed(await playNext(cast, folder, track, dayOf(new Date())));
    await rest(Math.max(0, BEAT_MS / speed - (Date.now() - started)), signal);
  }
}

/** Plays the next deed of a challenge and writes down that it was acknowledged; gives what happened, in a few words. */
async function playNext(cast: Cast, folder: DemoFolder, track: DemoTrack, today: string): Promise<string> {
  const story = folder.story();
  const number = story.next[track];
  const told = await play(cast, deed(story.seed, track, number), story, today);
  folder.save({ ...folder.story(), next: { ...story.next, [track]: number + 1 } });
  return told;
}

async function play(
  cast: Cast,
  { id, collegeId, kind, daysAgo, claimed, verdict, correction, track }: DemoDeed,
  story: Story,
  today: string,
): Promise<string> {
  const doneOn = laterOf(dayOf(new Date(startOfDay(today).getTime() - daysAgo * DAY_MS)), story.opensOn);
  const action = `demo-${story.opensOn.slice(0, 4)}-${id.slice('demo-'.length)}`;
  const submission = {
    challengeId: challengeId(track, story),
    kind,
    doneOn,
    claimed,
    links: [`https://example.org/demo/${action}`],
  };
  await once(cast.coordinators.get(collegeId)!.call('PUT', `/api/actions/${action}`, submission));
  const reviewer = cast.reviewerOf(collegeId);
  if (verdict.type === 'reject') {
    await once(reviewer.call('POST', `/api/actions/${action}/reject`, { reason: verdict.reason }, `${action}-reject`));
    return `${collegeId}: ${kind} rejected`;
  }
  await once(
    reviewer.call('POST', `/api/actions/${action}/approve`, { verified: verdict.verified }, `${action}-approve`),
  );
  if (!correction) return `${collegeId}: ${kind} approved`;
  await once(
    reviewer.call(
      'POST',
      `/api/actions/${action}/correct`,
      { verified: correction, reason: 'counted-again' },
      `${action}-correct`,
    ),
  );
  return `${collegeId}: ${kind} approved and corrected`;
}

/** What a run before this one already brought about is refused as a conflict, and is as it should be. */
async function once(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Refused && error.status === 409 && error.code !== 'SUBMISSIONS_CLOSED')) throw error;
  });
}

const nextDay = (day: string) => dayOf(new Date(startOfDay(day).getTime() + DAY_MS));
const laterOf = (a: string, b: string) => (a > b ? a : b);

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
