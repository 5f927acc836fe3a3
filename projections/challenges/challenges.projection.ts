import { dayOf } from '../../src/events/day.js';
import type { Entrant } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { Projection } from '../projection.js';
import { type Adjustment, withAdjusted, withDeclined, withProposed } from './adjustments.js';
import type { ChallengeItem } from './challenges.contract.js';

/** A version of the rulebook as it was published. */
export interface PublishedVersion {
  version: number;
  retroactive: boolean;
  note: { kk: string; ru: string };
  publishedAt: string;
  /** Null = it stands. */
  withdrawn: { at: string; reason: string } | null;
  rules: Rulebook;
}

/** The state of a challenge that one audience may see. */
export interface ChallengeView extends Omit<ChallengeItem, 'frozen' | 'boards'> {
  /** 0 = no rulebook is published yet. */
  rulebookVersion: number;
  rules: Rulebook | null;
  /** Every version ever published, oldest first. */
  rulebooks: PublishedVersion[];
  /** By college id. */
  entrants: Entrant[];
  /** Oldest first. */
  merged: { from: string; into: string }[];
  /** Ascending by number. */
  finals: Final[];
  /** Oldest first, proposed and declined ones too. */
  adjustments: Adjustment[];
}

export interface Final {
  /** From 1. */
  number: number;
  eventId: string;
  at: string;
  /** Position of the final's event in the store of this read model. */
  position: string;
  throughEventId: string;
  hash: string;
  /** Null = it stands. */
  reopenedAt: string | null;
  /** Reason code of the reopening. */
  reason: string | null;
}

export interface ChallengeDocument {
  frozen: boolean;
  opensOn: string;
  /** Day in Asia/Aqtau on which it got its rulebook; null = it has none. */
  readyOn: string | null;
  live: ChallengeView;
  /** The frozen state that the public sees until the reveal; null = the live one. */
  public: ChallengeView | null;
}

function inForce(rulebooks: PublishedVersion[]): Partial<ChallengeView> {
  const newest = rulebooks.findLast(({ withdrawn }) => !withdrawn);
  return { rulebooks, rulebookVersion: newest?.version ?? 0, rules: newest?.rules ?? null };
}

type Step = (view: ChallengeView) => Partial<ChallengeView>;

const change = (document: ChallengeDocument, step: Step): ChallengeDocument => ({
  ...document,
  live: { ...document.live, ...step(document.live) },
});
const others = (entrants: readonly Entrant[], collegeId: string) =>
  entrants.filter((one) => one.collegeId !== collegeId);
const byId = (a: Entrant, b: Entrant) => (a.collegeId < b.collegeId ? -1 : 1);
const changeEntrant =
  (collegeId: string, changes: Partial<Entrant>): Step =>
  ({ entrants }) => ({ entrants: entrants.map((one) => (one.collegeId === collegeId ? { ...one, ...changes } : one)) });

/** Challenges with their current rulebook and entrants, live and as the public may see them. */
export const challengesProjection: Projection<ChallengeDocument> = {
  name: 'challenges',
  version: 5,
  key: (event) =>
    event.stream.startsWith('challenge-') && 'challengeId' in event.data ? event.data.challengeId : null,
  initial: (id) => {
    const none = { kk: '', ru: '', en: '' };
    const rulebook = { rulebookVersion: 0, rules: null };
    const live: ChallengeView = {
      id,
      track: 'amal',
      state: 'announced',
      titles: none,
      season: none,
      opensOn: '',
      closesOn: '',
      ...rulebook,
      rulebooks: [],
      entrants: [],
      merged: [],
      finals: [],
      adjustments: [],
    };
    return { frozen: false, opensOn: '', readyOn: null, live, public: null };
  },
  when: {
    ChallengeAnnounced: (document, { data: { challengeId: _, ...rest } }) => ({
      ...change(document, () => rest),
      opensOn: rest.opensOn,
    }),
    ChallengeRedescribed: (document, { data: { track, titles, season } }) =>
      change(document, () => ({ track, titles, season })),
    ChallengeRescheduled: (document, { data: { opensOn, closesOn } }) => ({
      ...change(document, () => ({ opensOn, closesOn })),
      opensOn,
    }),
    RulebookPublished: (document, { data: { challengeId: _, ...one }, metadata: { recordedAt } }) => ({
      ...change(document, ({ rulebooks }) =>
        inForce([...rulebooks, { ...one, publishedAt: recordedAt, withdrawn: null }]),
      ),
      readyOn: document.readyOn ?? dayOf(recordedAt),
    }),
    RulebookWithdrawn: (document, { data: { version, reason }, metadata: { recordedAt: at } }) => {
      const withdraw = (one: PublishedVersion) =>
        one.version === version ? { ...one, withdrawn: { at, reason } } : one;
      const after = change(document, ({ rulebooks }) => inForce(rulebooks.map(withdraw)));
      return { ...after, readyOn: after.live.rules ? document.readyOn : null };
    },
    ChallengeOpened: (document, { data: { entrants } }) =>
      change(document, () => ({ state: 'open', entrants: [...entrants].sort(byId) })),
    CollegeEntered: (document, { data: { challengeId: _, ...entrant } }) =>
      change(document, ({ entrants }) => ({ entrants: [...others(entrants, entrant.collegeId), entrant].sort(byId) })),
    CollegeLeft: (document, { data: { collegeId } }) =>
      change(document, ({ entrants }) => ({ entrants: others(entrants, collegeId) })),
    EntrantMerged: (document, { data: { from, into } }) =>
      change(document, ({ entrants, merged }) => ({
        entrants: others(entrants, from),
        merged: [...merged, { from, into }],
      })),
    EntrantMergerUndone: (document, { data: { from, entrant } }) =>
      change(document, ({ entrants, merged }) => ({
        entrants: [...others(entrants, from), { collegeId: from, ...entrant }].sort(byId),
        merged: merged.filter((one) => one.from !== from),
      })),
    EntrantRenamed: (document, { data: { collegeId, names, shortNames } }) =>
      change(document, changeEntrant(collegeId, { names, shortNames })),
    EntrantEnrolmentCorrected: (document, { data: { collegeId, students, enrolmentAsOf } }) =>
      change(document, changeEntrant(collegeId, { students, enrolmentAsOf })),
    EntrantLeagueCorrected: (document, { data: { collegeId, league } }) =>
      change(document, changeEntrant(collegeId, { league })),
    SubmissionsClosed: (document) => change(document, () => ({ state: 'closed' })),
    SubmissionsReopened: (document, { data: { until } }) =>
      change(document, () => ({ state: 'open', closesOn: until })),
    StandingsFrozen: (document) => ({ ...document, frozen: true, public: document.live }),
    StandingsRevealed: (document) => ({ ...document, frozen: false, public: null }),
    AdjustmentProposed: (document, event) =>
      change(document, ({ adjustments }) => ({ adjustments: withProposed(adjustments, event) })),
    PointsAdjusted: (document, event) =>
      change(document, ({ adjustments }) => ({ adjustments: withAdjusted(adjustments, event) })),
    AdjustmentDeclined: (document, event) =>
      change(document, ({ adjustments }) => ({ adjustments: withDeclined(adjustments, event) })),
    ResultsFinalised: (document, { id: eventId, position, metadata, data: { throughEventId, standingsHash: hash } }) =>
      change(document, ({ finals }) => {
        const final = { number: finals.length + 1, eventId, at: metadata.recordedAt, position, throughEventId, hash };
        return { state: 'final', finals: [...finals, { ...final, reopenedAt: null, reason: null }] };
      }),
    ChallengeReopened: (document, { metadata: { recordedAt: reopenedAt }, data: { reason } }) =>
      change(document, ({ finals }) => ({
        state: 'closed',
        finals: finals.map((one, place) => (place === finals.length - 1 ? { ...one, reopenedAt, reason } : one)),
      })),
    ChallengeCancelled: (document) => ({
      ...change(document, () => ({ state: 'cancelled' })),
      frozen: false,
      public: null,
    }),
  },
};
