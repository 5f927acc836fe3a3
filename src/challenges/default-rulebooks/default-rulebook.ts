import type { Rulebook } from '../../events/rulebook.js';
import type { Track } from '../../events/values.js';
import { amalKinds } from './amal.js';
import { greenKinds } from './green.js';

/** A note for organisers who publish the proposed rulebook unchanged. */
export const defaultNote = { kk: 'Әдепкі ереже', ru: 'Правила по умолчанию' };

/** The rulebook that is proposed when organisers publish their first one. Every number of it is theirs to change. */
export function defaultRulebook(track: Track): Rulebook {
  return structuredClone({
    kinds: track === 'amal' ? amalKinds : greenKinds,
    lateAfterDays: 14,
    shareCap: { percent: 35, from: 100 },
    diversity: { points: 10, kinds: 5, variableOnly: true },
    ties: { participantsWithinStudents: true },
    per100: { minimumStudents: 200 },
    leagues: [
      { code: 'L', from: 801 },
      { code: 'M', from: 300 },
      { code: 'S', from: 0 },
    ],
    secondReviewerFrom: 40,
    secondOrganiserFrom: 20,
    disputeDays: 5,
    lapseDays: 10,
    openClaims: { college: 30, kindAndDay: 3 },
  });
}
