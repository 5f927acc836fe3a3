import { uuidOf } from '../../config/ids.js';
import { dayOf, startOfDay } from '../../events/day.js';
import { drawnPhoto } from './drawn-photos.js';
import { PORTAL_STORY, type StoryReport } from './portal-story.js';
import { type ApiClient, ignoreConflict } from './world.js';

const DAY_MS = 86_400_000;

/** Where the story is played: its last day, its challenges and its people. */
export interface StoryStage {
  /** The day of `daysAgo` 0. */
  today: string;
  challengeOf(track: StoryReport['track']): string;
  actionOf(name: string): string;
  coordinator(): Promise<ApiClient>;
  reviewer(): Promise<ApiClient>;
}

export interface StoryStep {
  at: Date;
  /** Done twice it changes nothing. */
  run(): Promise<void>;
}

/** Every command of the story, in the order of its time. */
export function storySteps(stage: StoryStage): StoryStep[] {
  return PORTAL_STORY.flatMap((report, index) => stepsOf(report, index, stage)).sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );
}

function stepsOf(report: StoryReport, index: number, stage: StoryStage): StoryStep[] {
  const { kind, claimed, place, daysAgo, late, at, first, answer, last } = report;
  const id = stage.actionOf(report.name);
  const path = `/api/actions/${id}`;
  const instant = (days: number, time: string): Date => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const start = startOfDay(stage.today).getTime() - days * DAY_MS;
    return new Date(start + (hours * 60 + minutes) * 60_000);
  };
  const claim = { kind, doneOn: dayOf(instant(daysAgo + late, '12:00')), claimed, place };
  const files = report.photos.map((_, number) => uuidOf(`${id}/${number}`));
  const submit = async (): Promise<void> => {
    const coordinator = await stage.coordinator();
    for (const [number, scene] of report.photos.entries())
      await coordinator.upload(files[number]!, await drawnPhoto(scene, index * 10 + number));
    const body = { challengeId: stage.challengeOf(report.track), ...claim, files, attestation: 'no-minors' };
    await ignoreConflict(coordinator.call('PUT', path, body));
  };
  const decide = async ({ command, body }: NonNullable<StoryReport['first']>): Promise<void> => {
    await ignoreConflict((await stage.reviewer()).call('POST', `${path}/${command}`, body, `${id}-${command}`));
  };
  const reply = async (words: string): Promise<void> => {
    const body = { ...claim, keep: files, answer: words };
    await ignoreConflict((await stage.coordinator()).call('POST', `${path}/revise`, body, `${id}-answer`));
  };
  return [
    { at: instant(daysAgo, at), run: submit },
    ...(first ? [{ at: instant(first.daysAgo, first.at), run: () => decide(first) }] : []),
    ...(answer ? [{ at: instant(answer.daysAgo, answer.at), run: () => reply(answer.words) }] : []),
    ...(last ? [{ at: instant(last.daysAgo, last.at), run: () => decide(last) }] : []),
  ];
}
