import type { ChallengeEvent, Entrant } from '../../src/events/challenge.events.js';
import type { RegisteredCollege } from '../../src/colleges/index.js';
import type { Rulebook } from '../../src/events/rulebook.js';

const text = (word: string) => ({ kk: `${word} колледжі`, ru: `Колледж ${word}`, en: `${word} College` });

/** A challenge to begin tests with. */
export const green = {
  challengeId: 'green-2026',
  track: 'green' as const,
  titles: { kk: 'Жасыл челлендж', ru: 'Зелёный челлендж', en: 'Green Challenge' },
  season: { kk: '2026 жылғы күзгі маусым', ru: 'Осень 2026 года', en: 'Autumn 2026' },
  opensOn: '2026-09-01',
  closesOn: '2026-11-30',
};

export const rules: Rulebook = {
  kinds: {
    G1: {
      base: 10,
      cap: 40,
      parts: [
        {
          oneOf: [
            { metric: 'bags', step: 5, weight: 1 },
            { metric: 'grams', step: 50_000, weight: 1 },
          ],
          max: null,
        },
        { metric: 'participants', step: 10, weight: 1, max: 10 },
      ],
      perDay: 1,
      seasonCap: null,
    },
    G4: { base: 8, cap: 40, parts: [{ metric: 'trees', step: 1, weight: 1, max: null }], perDay: 1, seasonCap: 200 },
  },
  lateAfterDays: 14,
  shareCap: { percent: 35, from: 100 },
  diversity: { points: 10, kinds: 5 },
  per100: { minimumStudents: 200 },
  leagues: [
    { code: 'S', from: 0 },
    { code: 'M', from: 300 },
    { code: 'L', from: 801 },
  ],
};

export const entrantOf = (collegeId: string, students: number, league: string): Entrant => ({
  collegeId,
  names: text(collegeId),
  shortNames: text(collegeId),
  students,
  enrolmentAsOf: '2026-10-01',
  league,
});

export const teniz = entrantOf('teniz', 640, 'M');
export const dala = entrantOf('dala', 280, 'S');

export const { challengeId } = green;
export const announced: ChallengeEvent = { type: 'ChallengeAnnounced', data: green };
export const published: ChallengeEvent = {
  type: 'RulebookPublished',
  data: { challengeId, version: 1, rules, retroactive: false, note: { kk: 'Бірінші ереже', ru: 'Первые правила' } },
};
/** A rulebook under which adjustments of 20 points need a second organiser. */
export const secondFrom20: ChallengeEvent = {
  ...published,
  data: { ...published.data, rules: { ...rules, secondOrganiserFrom: 20 } },
} as ChallengeEvent;
export const opened: ChallengeEvent = { type: 'ChallengeOpened', data: { challengeId, entrants: [dala, teniz] } };
export const closed: ChallengeEvent = { type: 'SubmissionsClosed', data: { challengeId } };
export const frozen: ChallengeEvent = { type: 'StandingsFrozen', data: { challengeId } };
export const final: ChallengeEvent = {
  type: 'ResultsFinalised',
  data: { challengeId, throughEventId: '6f8b0a4e-3a52-4c43-9a55-0d5c6b7f1a11', standingsHash: 'ab'.repeat(32) },
};
export const left: ChallengeEvent = {
  type: 'CollegeLeft',
  data: { challengeId, collegeId: 'dala', reason: 'closed', countsInTotals: false },
};
export const merged: ChallengeEvent = {
  type: 'EntrantMerged',
  data: { challengeId, from: 'dala', into: 'teniz', reason: 'merged' },
};
const { collegeId: from, ...entryOfDala } = dala;
export const mergerUndone: ChallengeEvent = {
  type: 'EntrantMergerUndone',
  data: { challengeId, from, into: 'teniz', entrant: entryOfDala, reason: 'mistake' },
};
export const revealed: ChallengeEvent = { type: 'StandingsRevealed', data: { challengeId } };
export const reopened: ChallengeEvent = { type: 'ChallengeReopened', data: { challengeId, reason: 'appeal' } };

export const redescribed: ChallengeEvent = {
  type: 'ChallengeRedescribed',
  data: {
    challengeId,
    track: 'green',
    titles: { kk: 'Жасыл өлке', ru: 'Зелёный край', en: 'Green Land' },
    season: green.season,
  },
};
export const rescheduled: ChallengeEvent = {
  type: 'ChallengeRescheduled',
  data: { challengeId, opensOn: '2026-09-08', closesOn: '2026-12-07', reason: 'postponed' },
};
export const submissionsReopened: ChallengeEvent = {
  type: 'SubmissionsReopened',
  data: { challengeId, until: '2026-12-05', reason: 'mistake' },
};
export const cancelled: ChallengeEvent = { type: 'ChallengeCancelled', data: { challengeId, reason: 'mistake' } };

export const registeredCollege = (collegeId: string, students: number | null): RegisteredCollege => ({
  status: 'registered',
  state: 'active',
  into: [],
  collegeId,
  names: text(collegeId),
  shortNames: text(collegeId),
  district: 'aktau',
  aliases: [],
  enrolments: [],
  enrolment: students === null ? null : { students, asOf: '2026-10-01', source: 'nobd' },
});
