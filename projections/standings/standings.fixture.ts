import type { DomainEvent, Recorded } from '../projection.js';
import { newestVersion } from '../../src/events/upcasters/upcasters.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import type { StandingsState } from './standings.state.js';

const COMMITMENT = '0'.repeat(64);
const NOON = 'T07:00:00.000Z';

/** Writes the events of one challenge, as a rulebook's examples would tell them. Each is recorded a minute later by default. */
export class History {
  readonly events: Recorded<DomainEvent>[] = [];
  private version = 0;
  private readonly revisions = new Map<string, number>();
  private readonly actions = new Map<string, { actionId: string; challengeId: string; collegeId: string }>();
  private now = Date.parse(`2026-10-05${NOON}`);

  constructor(readonly challengeId = 'amal-2026') {}

  /** The next events are recorded from this instant on; it may lie before the last one. */
  at(instant: string): this {
    this.now = Date.parse(instant);
    return this;
  }

  announce(): this {
    const titles = { kk: 'Амал қоржыны', ru: 'Амал қоржыны', en: 'Amal qorzhyny' };
    return this.own({
      type: 'ChallengeAnnounced',
      data: { ...this.whole, track: 'amal', titles, season: titles, opensOn: '2026-10-01', closesOn: '2026-11-30' },
    });
  }

  publish(rules: Rulebook, { version = this.version + 1, retroactive = false } = {}): this {
    this.version = Math.max(version, this.version);
    return this.own({
      type: 'RulebookPublished',
      data: { ...this.whole, version, rules, retroactive, note: { kk: 'Ереже', ru: 'Правила' } },
    });
  }

  withdrawRulebook(version: number): this {
    return this.own({ type: 'RulebookWithdrawn', data: { ...this.whole, version, reason: 'mistake' } });
  }

  open(entrants: { id: string; students: number; name?: string; league?: string }[]): this {
    return this.own({ type: 'ChallengeOpened', data: { ...this.whole, entrants: entrants.map(entrantOf) } });
  }

  enter(entrant: { id: string; students: number; name?: string; league?: string }): this {
    return this.own({ type: 'CollegeEntered', data: { ...this.whole, ...entrantOf(entrant) } });
  }

  leave(collegeId: string, countsInTotals = false): this {
    return this.own({ type: 'CollegeLeft', data: { ...this.whole, collegeId, reason: 'closed', countsInTotals } });
  }

  merge(from: string, into: string): this {
    return this.own({ type: 'EntrantMerged', data: { ...this.whole, from, into, reason: 'merged' } });
  }

  /** The college comes back as it was before its last merger. */
  undoMerger(from: string): this {
    const merger = this.events.findLastIndex(({ type, data }) => type === 'EntrantMerged' && data.from === from);
    const { into } = this.events[merger]!.data as { into: string };
    const before = this.fold(this.events.slice(0, merger)).live.colleges[from]!.entrant!;
    const { collegeId: _, ...entrant } = before;
    const data = { ...this.whole, from, into, entrant, reason: 'mistake' };
    return this.own({ type: 'EntrantMergerUndone', data });
  }

  rename(collegeId: string, name: string): this {
    return this.own({
      type: 'EntrantRenamed',
      data: { ...this.whole, collegeId, names: same(name), shortNames: same(name) },
    });
  }

  enrolment(collegeId: string, students: number): this {
    return this.own({
      type: 'EntrantEnrolmentCorrected',
      data: { ...this.whole, collegeId, students, enrolmentAsOf: '2026-10-01', reason: 'recounted' },
    });
  }

  league(collegeId: string, league: string | null): this {
    return this.own({
      type: 'EntrantLeagueCorrected',
      data: { ...this.whole, collegeId, league, reason: 'wrong-enrolment' },
    });
  }

  redescribe(title: string): this {
    const words = { titles: same(title), season: same(title) };
    return this.own({ type: 'ChallengeRedescribed', data: { ...this.whole, track: 'amal', ...words } });
  }

  reschedule(opensOn: string, closesOn: string): this {
    const data = { ...this.whole, opensOn, closesOn, reason: 'postponed' };
    return this.own({ type: 'ChallengeRescheduled', data });
  }

  reopenSubmissions(until: string): this {
    return this.own({ type: 'SubmissionsReopened', data: { ...this.whole, until, reason: 'mistake' } });
  }

  cancel(): this {
    return this.own({ type: 'ChallengeCancelled', data: { ...this.whole, reason: 'mistake' } });
  }

  close(): this {
    return this.own({ type: 'SubmissionsClosed', data: this.whole });
  }

  freeze(): this {
    return this.own({ type: 'StandingsFrozen', data: this.whole });
  }

  reveal(): this {
    return this.own({ type: 'StandingsRevealed', data: this.whole });
  }

  adjust(collegeId: string, points: number): this {
    return this.own({
      type: 'PointsAdjusted',
      data: { ...this.whole, collegeId, points, reason: 'reused-photo', note: null },
    });
  }

  propose(collegeId: string, points: number, adjustmentId = 'proposal'): this {
    return this.own({
      type: 'AdjustmentProposed',
      data: { ...this.whole, collegeId, points, reason: 'reused-photo', note: null, adjustmentId },
    });
  }

  decline(collegeId: string, adjustmentId = 'proposal'): this {
    return this.own({
      type: 'AdjustmentDeclined',
      data: { ...this.whole, collegeId, adjustmentId, reason: 'mistake' },
    });
  }

  finalise(throughEventId = this.events.at(-1)!.id): this {
    return this.own({ type: 'ResultsFinalised', data: { ...this.whole, throughEventId, standingsHash: COMMITMENT } });
  }

  reopen(): this {
    return this.own({ type: 'ChallengeReopened', data: { ...this.whole, reason: 'appeal' } });
  }

  submit(actionId: string, collegeId: string, kind: string, doneOn = '2026-10-10', submittedOn = doneOn): this {
    const whose = { actionId, challengeId: this.challengeId, collegeId };
    this.actions.set(actionId, whose);
    const evidence = [{ id: idOf(`${actionId} evidence`), commitment: COMMITMENT }];
    const claim = { kind, doneOn, claimed: {}, partners: [], evidence, details: null };
    return this.ofAction(actionId, {
      type: 'ActionSubmitted',
      data: { ...whose, ...claim, submittedOn, rulebookVersion: this.version },
    });
  }

  /** With `submittedOn`, the revision takes this day and the newest rulebook. */
  revise(actionId: string, kind: string, doneOn = '2026-10-10', submittedOn: string | null = null): this {
    const claim = { kind, doneOn, claimed: {}, partners: [], evidence: [], details: null };
    const since = { submittedOn, rulebookVersion: submittedOn === null ? null : this.version };
    return this.ofAction(actionId, { type: 'ActionRevised', data: { ...this.whose(actionId), ...claim, ...since } });
  }

  ask(actionId: string): this {
    return this.ofAction(actionId, {
      type: 'InformationRequested',
      data: { ...this.whose(actionId), reason: 'no-photo', note: null, reviewer: 'r1' },
    });
  }

  endorse(actionId: string, verified: Record<string, number>, decision: 'approve' | 'correct' = 'approve'): this {
    return this.ofAction(actionId, {
      type: 'ActionEndorsed',
      data: { ...this.whose(actionId), verified, reviewer: 'r1', decision },
    });
  }

  approve(actionId: string, verified: Record<string, number> = {}): this {
    return this.ofAction(actionId, {
      type: 'ActionApproved',
      data: { ...this.whose(actionId), verified, reviewer: 'r1' },
    });
  }

  correct(actionId: string, verified: Record<string, number>): this {
    const why = { reason: 'recounted', note: null, reviewer: 'r1' };
    return this.ofAction(actionId, { type: 'ActionCorrected', data: { ...this.whose(actionId), verified, ...why } });
  }

  reject(actionId: string): this {
    return this.ofAction(actionId, {
      type: 'ActionRejected',
      data: { ...this.whose(actionId), reason: 'no-photo', note: null, reviewer: 'r1' },
    });
  }

  revoke(actionId: string): this {
    return this.ofAction(actionId, {
      type: 'ApprovalRevoked',
      data: { ...this.whose(actionId), reason: 'reused-photo', note: null, reviewer: 'r1' },
    });
  }

  withdraw(actionId: string): this {
    return this.ofAction(actionId, { type: 'ActionWithdrawn', data: this.whose(actionId) });
  }

  dispute(actionId: string): this {
    return this.ofAction(actionId, { type: 'DecisionDisputed', data: { ...this.whose(actionId), note: null } });
  }

  resolve(
    actionId: string,
    outcome: 'upheld' | 'approved' | 'rejected',
    verified: Record<string, number> | null = null,
  ): this {
    const why = { reason: 'second-look', note: null, reviewer: 'r2' };
    return this.ofAction(actionId, {
      type: 'DisputeResolved',
      data: { ...this.whose(actionId), outcome, verified, ...why },
    });
  }

  lapse(actionId: string): this {
    return this.ofAction(actionId, { type: 'ActionLapsed', data: { ...this.whose(actionId), reason: 'unanswered' } });
  }

  reclassify(actionId: string, kind: string, doneOn = '2026-10-10'): this {
    const why = { reason: 'wrong-kind', note: null, reviewer: 'r2' };
    return this.ofAction(actionId, {
      type: 'ActionReclassified',
      data: { ...this.whose(actionId), kind, doneOn, ...why },
    });
  }

  reopenDecision(actionId: string): this {
    const why = { reason: 'mistake', note: null, reviewer: 'o1' };
    return this.ofAction(actionId, { type: 'DecisionReopened', data: { ...this.whose(actionId), ...why } });
  }

  withdrawDispute(actionId: string): this {
    return this.ofAction(actionId, { type: 'DisputeWithdrawn', data: this.whose(actionId) });
  }

  dismissDispute(actionId: string): this {
    const why = { reason: 'no-ground', note: null, reviewer: 'r2' };
    return this.ofAction(actionId, { type: 'DisputeDismissed', data: { ...this.whose(actionId), ...why } });
  }

  takeDown(actionId: string): this {
    const evidenceId = idOf(`${actionId} evidence`);
    return this.ofAction(actionId, {
      type: 'EvidenceTakenDown',
      data: { ...this.whose(actionId), evidenceId, reason: 'child-seen' },
    });
  }

  fold(events: readonly Recorded<DomainEvent>[] = this.events): StandingsState {
    return events.reduce(foldStandings, standingsProjection.initial(this.challengeId));
  }

  private get whole() {
    return { challengeId: this.challengeId };
  }

  private whose(actionId: string) {
    const whose = this.actions.get(actionId);
    if (!whose) throw new Error(`${actionId} was never submitted`);
    return whose;
  }

  private own(event: DomainEvent): this {
    return this.record(`challenge-${this.challengeId}`, event);
  }

  private ofAction(actionId: string, event: DomainEvent): this {
    return this.record(`action-${actionId}`, event);
  }

  private record(stream: string, event: DomainEvent): this {
    const revision = this.revisions.get(stream) ?? 0;
    this.revisions.set(stream, revision + 1);
    const place = this.events.length + 1;
    const recordedAt = new Date(this.now).toISOString();
    this.now += 60_000;
    const metadata = {
      actor: 'a1',
      $correlationId: idOf('correlation'),
      recordedAt,
      schemaVersion: newestVersion(event.type),
    };
    this.events.push({ ...event, id: idOf(`event ${place}`), stream, revision, position: `p${place}`, metadata });
    return this;
  }
}

function same(text: string) {
  return { kk: text, ru: text, en: text };
}

function entrantOf({
  id,
  students,
  name = id,
  league,
}: {
  id: string;
  students: number;
  name?: string;
  league?: string;
}) {
  return {
    collegeId: id,
    names: same(name),
    shortNames: same(name),
    students,
    enrolmentAsOf: '2026-09-01',
    league: league ?? null,
  };
}

/** The state as a snapshot stores it. */
export function save(state: StandingsState): string {
  return JSON.stringify(state);
}

export function load(json: string): StandingsState {
  return JSON.parse(json) as StandingsState;
}

/** A UUID that is the same for the same text. */
export function idOf(text: string): string {
  let hash = 0n;
  for (const sign of text)
    hash = BigInt.asUintN(64, (hash ^ BigInt(sign.codePointAt(0)!)) * 0x100000001b3n + 0x9e3779b97f4a7c15n);
  const hex = hash.toString(16).padStart(16, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8000-${hex.slice(0, 12)}`;
}
