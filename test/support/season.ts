import type { DomainEvent } from '../../src/events/schemas.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { LocalisedText, Track } from '../../src/events/values.js';
import { uuidOf } from '../../src/config/ids.js';
import { encode, type EventStore } from '../../src/event-store/event-store.js';

export const rules: Rulebook = {
  kinds: {
    trees: {
      base: 10,
      cap: 60,
      parts: [{ metric: 'trees', step: 1, weight: 1, max: null }],
      perDay: 5,
      seasonCap: null,
    },
    cleanup: {
      base: 20,
      cap: 80,
      parts: [{ metric: 'participants', step: 10, weight: 2, max: null }],
      perDay: 5,
      seasonCap: null,
    },
  },
  lateAfterDays: 3660,
  shareCap: { percent: 100, from: 100_000 },
  diversity: { points: 10, kinds: 5 },
  per100: { minimumStudents: 200 },
};

/** Texts of a challenge, where a test needs its own. */
export interface Shown {
  track?: Track;
  titles?: LocalisedText;
  season?: LocalisedText;
  /** Names of the colleges, in their order. */
  names?: readonly { names: LocalisedText; shortNames: LocalisedText }[];
}

const same = (text: string) => ({ kk: text, ru: text, en: text });

/** Appends the events of one challenge to a store, a minute apart. */
export class Season {
  private readonly revisions = new Map<string, number>();
  private readonly owners = new Map<string, string>();
  private events = 0;
  now = Date.parse('2026-10-05T07:00:00.000Z');
  position = '';

  constructor(
    private readonly store: EventStore,
    readonly id = 'amal-2026',
  ) {}

  at(instant: string): this {
    this.now = Date.parse(instant);
    return this;
  }

  async begin(colleges: readonly string[], given: Partial<Rulebook> = {}, shown: Shown = {}): Promise<void> {
    await this.announce(shown);
    const { names = [] } = shown;
    const entrants = colleges.map((collegeId, index) => ({
      collegeId,
      names: names[index]?.names ?? same(`${collegeId} колледжі`),
      shortNames: names[index]?.shortNames ?? same(collegeId),
      students: 200 + index * 100,
      enrolmentAsOf: '2026-09-01',
      league: index % 2 === 0 ? 'A' : 'B',
    }));
    await this.publish({ ...rules, ...given }, 1);
    await this.own({ type: 'ChallengeOpened', data: { challengeId: this.id, entrants } });
  }

  announce({ track = 'amal', titles = same('Амал қоржыны'), season = titles }: Shown = {}): Promise<void> {
    const days = { opensOn: '2026-10-01', closesOn: '2026-11-30' };
    return this.own({ type: 'ChallengeAnnounced', data: { challengeId: this.id, track, titles, season, ...days } });
  }

  publish(given: Rulebook, version: number, retroactive = false): Promise<void> {
    return this.own({
      type: 'RulebookPublished',
      data: { challengeId: this.id, version, rules: given, retroactive, note: { kk: 'Ереже', ru: 'Правила' } },
    });
  }

  async submit(actionId: string, collegeId: string, kind = 'trees'): Promise<void> {
    this.owners.set(actionId, collegeId);
    await this.add(`action-${actionId}`, {
      type: 'ActionSubmitted',
      data: {
        ...this.whose(actionId),
        kind,
        doneOn: new Date(this.now).toISOString().slice(0, 10),
        submittedOn: new Date(this.now).toISOString().slice(0, 10),
        claimed: { trees: { value: 5, precision: 'exact' } },
        partners: [],
        evidence: [],
        details: null,
        rulebookVersion: 1,
      },
    });
  }

  approve(actionId: string, verified: Record<string, number>): Promise<void> {
    return this.add(`action-${actionId}`, {
      type: 'ActionApproved',
      data: { ...this.whose(actionId), verified, reviewer: 'reviewer-1' },
    });
  }

  correct(actionId: string, verified: Record<string, number>): Promise<void> {
    return this.add(`action-${actionId}`, {
      type: 'ActionCorrected',
      data: { ...this.whose(actionId), verified, reason: 'miscounted', note: null, reviewer: 'reviewer-1' },
    });
  }

  revoke(actionId: string): Promise<void> {
    return this.add(`action-${actionId}`, {
      type: 'ApprovalRevoked',
      data: { ...this.whose(actionId), reason: 'not-real', note: null, reviewer: 'reviewer-1' },
    });
  }

  adjust(collegeId: string, points: number): Promise<void> {
    return this.own({
      type: 'PointsAdjusted',
      data: { challengeId: this.id, collegeId, points, reason: 'bonus', note: null },
    });
  }

  leave(collegeId: string): Promise<void> {
    return this.own({
      type: 'CollegeLeft',
      data: { challengeId: this.id, collegeId, reason: 'closed', countsInTotals: false },
    });
  }

  cancel(): Promise<void> {
    return this.own({ type: 'ChallengeCancelled', data: { challengeId: this.id, reason: 'weather' } });
  }

  freeze(): Promise<void> {
    return this.own({ type: 'StandingsFrozen', data: { challengeId: this.id } });
  }

  reveal(): Promise<void> {
    return this.own({ type: 'StandingsRevealed', data: { challengeId: this.id } });
  }

  /** Closes the challenge and confirms its results through the event before. */
  async finalise(): Promise<void> {
    await this.own({ type: 'SubmissionsClosed', data: { challengeId: this.id } });
    const standing = { throughEventId: uuidOf(`${this.id}-${this.events}`), standingsHash: 'ab'.repeat(32) };
    await this.own({ type: 'ResultsFinalised', data: { challengeId: this.id, ...standing } });
  }

  /** Lifts the final. */
  reopen(): Promise<void> {
    return this.own({ type: 'ChallengeReopened', data: { challengeId: this.id, reason: 'appeal' } });
  }

  withdrawRulebook(version: number): Promise<void> {
    return this.own({ type: 'RulebookWithdrawn', data: { challengeId: this.id, version, reason: 'mistake' } });
  }

  private whose(actionId: string) {
    return { actionId, challengeId: this.id, collegeId: this.owners.get(actionId)! };
  }

  private own(event: DomainEvent): Promise<void> {
    return this.add(`challenge-${this.id}`, event);
  }

  private async add(stream: string, event: DomainEvent): Promise<void> {
    this.now += 60_000;
    this.events += 1;
    const id = uuidOf(`${this.id}-${this.events}`);
    const metadata = { actor: 'organiser-1', $correlationId: 'test', recordedAt: new Date(this.now).toISOString() };
    const { revision, position } = await this.store.append(stream, this.revisions.get(stream) ?? 'no-stream', [
      encode(event, id, metadata),
    ]);
    this.revisions.set(stream, revision);
    this.position = position;
  }
}
