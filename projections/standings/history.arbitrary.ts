import fc from 'fast-check';
import type { Rulebook } from '../../src/events/rulebook.js';
import { History } from './standings.fixture.js';

/** A step of a generated history; numbers choose among the steps possible then. */
export interface HistoryStep {
  what:
    | 'submit'
    | 'approve'
    | 'correct'
    | 'revoke'
    | 'reject'
    | 'withdraw'
    | 'revise'
    | 'reopenDecision'
    | 'reclassify'
    | 'lapse'
    | 'dispute'
    | 'resolve'
    | 'adjust'
    | 'leave'
    | 'league'
    | 'merge'
    | 'undo-merger'
    | 'enter'
    | 'publish'
    | 'withdraw-rules'
    | 'rename'
    | 'enrolment'
    | 'clock'
    | 'freeze'
    | 'reveal'
    | 'final'
    | 'reopen';
  a: number;
  b: number;
  c: number;
}

const KINDS = ['A1', 'A2', 'G1', 'G4', 'X1'];
const STUDENTS = [1, 60, 199, 200, 201, 333, 800, 801, 1500];

const measure = {
  metric: fc.constantFrom('families', 'participants', 'grams', 'trees'),
  step: fc.constantFrom(1, 2, 5, 50_000),
  weight: fc.nat(4),
};
const part = fc.oneof(
  fc.record({ ...measure, max: fc.option(fc.nat(20)) }),
  fc.record({ oneOf: fc.array(fc.record(measure), { minLength: 1, maxLength: 3 }), max: fc.option(fc.nat(20)) }),
);
const kind = fc.record({
  base: fc.constantFrom(0, 5, 10, 15),
  cap: fc.constantFrom(0, 10, 40, 100),
  parts: fc.array(part, { maxLength: 3 }),
  perDay: fc.integer({ min: 1, max: 2 }),
  seasonCap: fc.option(fc.nat(80)),
});

export const anyRules: fc.Arbitrary<Rulebook> = fc.record({
  kinds: fc.dictionary(fc.constantFrom(...KINDS), kind, { minKeys: 2, noNullPrototype: true }),
  lateAfterDays: fc.constantFrom(0, 3, 14),
  shareCap: fc.record({ percent: fc.constantFrom(0, 20, 35, 50, 100), from: fc.constantFrom(0, 20, 100) }),
  diversity: fc.record(
    { points: fc.constantFrom(0, 10), kinds: fc.nat(5), variableOnly: fc.boolean() },
    { requiredKeys: ['points', 'kinds'], noNullPrototype: true },
  ),
  ties: fc.record({ participantsWithinStudents: fc.boolean() }, { noNullPrototype: true }),
  per100: fc.record({ minimumStudents: fc.constantFrom(1, 200) }),
});

export const anyRulebooks = fc.array(anyRules, { minLength: 3, maxLength: 3 });

export function anyStep(...without: HistoryStep['what'][]): fc.Arbitrary<HistoryStep> {
  const often: HistoryStep['what'][] = [
    'submit',
    'submit',
    'submit',
    'approve',
    'approve',
    'approve',
    'correct',
    'revoke',
    'reject',
    'withdraw',
  ];
  const seldom: HistoryStep['what'][] = [
    'revise',
    'reopenDecision',
    'reclassify',
    'lapse',
    'dispute',
    'resolve',
    'adjust',
    'leave',
    'league',
    'merge',
    'undo-merger',
    'enter',
    'publish',
    'withdraw-rules',
    'rename',
    'enrolment',
    'clock',
    'clock',
    'freeze',
    'reveal',
    'final',
    'reopen',
  ];
  const what = fc.constantFrom(...[...often, ...seldom].filter((one) => !without.includes(one)));
  return fc.record({ what, a: fc.nat(9999), b: fc.nat(9999), c: fc.nat(9999) });
}

/** Builds a history: equal numbers give equal histories. Steps that are impossible at that point are left out. */
export class HistoryBuilder {
  readonly history = new History();
  readonly colleges: string[];
  private readonly open = new Map<string, 'submitted' | 'approved' | 'decided'>();
  private readonly merged = new Set<string>();
  private submitted = 0;

  constructor(
    colleges: number,
    private readonly rulebooks: readonly Rulebook[],
  ) {
    this.colleges = Array.from({ length: colleges }, (_, index) => `c${index}`);
    this.history.announce().publish(rulebooks[0]!);
    this.history.open(this.colleges.map((id, index) => this.entrant(id, index)));
  }

  tell(happenings: readonly HistoryStep[]): this {
    for (const happening of happenings) this.tellOne(happening);
    return this;
  }

  submit(a: number, b: number, c: number): string {
    const action = `a${this.submitted++}`;
    const day = 10 + (b % 4);
    this.history.submit(
      action,
      this.college(a),
      KINDS[c % KINDS.length]!,
      `2026-10-${day}`,
      `2026-10-${day + (a % 9)}`,
    );
    this.open.set(action, 'submitted');
    return action;
  }

  verified(b: number, c: number): Record<string, number> {
    return { families: b % 13, participants: c % 90, grams: (b * c) % 700_000, ...(b % 2 === 0 && { trees: c % 30 }) };
  }

  private tellOne({ what, a, b, c }: HistoryStep): void {
    const { history } = this;
    const action = this.pick(what, a);
    if (what === 'submit') this.submit(a, b, c);
    else if (what === 'adjust') history.adjust(this.college(a), (b % 80) - 40);
    else if (what === 'leave') history.leave(this.college(a));
    else if (what === 'league') history.league(this.college(a), ['L', 'M', 'S'][b % 3]!);
    else if (what === 'merge') this.merge(this.college(a), this.college(b));
    else if (what === 'undo-merger') this.undoMerger(a);
    else if (what === 'enter') this.enter(this.college(a), b);
    else if (what === 'publish')
      history.publish(this.rulebooks[b % this.rulebooks.length]!, { retroactive: c % 2 === 0 });
    else if (what === 'withdraw-rules') this.withdrawRules(a);
    else if (what === 'rename') history.rename(this.college(a), `Колледж ${'әғұі'[b % 4]}`);
    else if (what === 'enrolment') history.enrolment(this.college(a), STUDENTS[b % STUDENTS.length]!);
    else if (what === 'clock') history.at(new Date(Date.UTC(2026, 9, 8 + (a % 9), b % 24)).toISOString());
    else if (what === 'freeze') history.freeze();
    else if (what === 'reveal') history.reveal();
    else if (what === 'final') history.finalise(history.events.at(-1 - (b % 4))?.id);
    else if (what === 'reopen') history.reopen();
    else if (action !== undefined) this.decide(what, action, b, c);
  }

  /** One version stays. */
  private withdrawRules(a: number): void {
    const { events } = this.history;
    const gone = events.flatMap(({ type, data }) => (type === 'RulebookWithdrawn' ? [data.version] : []));
    const all = events.flatMap(({ type, data }) => (type === 'RulebookPublished' ? [data.version] : []));
    const left = all.filter((version) => !gone.includes(version));
    if (left.length > 1) this.history.withdrawRulebook(left[a % left.length]!);
  }

  private decide(what: HistoryStep['what'], action: string, b: number, c: number): void {
    const { history, open } = this;
    if (what === 'approve') history.approve(action, this.verified(b, c));
    else if (what === 'correct') history.correct(action, this.verified(b, c));
    else if (what === 'revoke') history.revoke(action);
    else if (what === 'reject') history.reject(action);
    else if (what === 'withdraw') history.withdraw(action);
    else if (what === 'lapse') history.lapse(action);
    else if (what === 'reopenDecision') history.reopenDecision(action);
    else if (what === 'reclassify') history.reclassify(action, KINDS[b % KINDS.length]!, `2026-10-${10 + (c % 4)}`);
    else if (what === 'revise') this.revise(action, b, c);
    else if (what === 'dispute') history.dispute(action);
    else history.resolve(action, (['upheld', 'approved', 'rejected'] as const)[b % 3]!, this.verified(b, c));
    if (what === 'dispute' || what === 'revise') return;
    const isApproved = what === 'approve' || what === 'correct' || what === 'reclassify';
    open.set(action, what === 'reopenDecision' ? 'submitted' : isApproved ? 'approved' : 'decided');
  }

  /** Half of the revisions are another deed. */
  private revise(action: string, b: number, c: number): void {
    const day = 10 + (b % 4);
    const submittedOn = c % 2 === 0 ? null : `2026-10-${day + (c % 9)}`;
    this.history.revise(action, KINDS[c % KINDS.length]!, `2026-10-${day}`, submittedOn);
  }

  private pick(what: HistoryStep['what'], a: number): string | undefined {
    const wanted =
      what === 'correct' || what === 'revoke' || what === 'dispute' || what === 'reclassify'
        ? 'approved'
        : what === 'resolve' || what === 'reopenDecision'
          ? null
          : 'submitted';
    const fitting = [...this.open].filter(([, status]) => wanted === null || status === wanted);
    return fitting[a % Math.max(fitting.length, 1)]?.[0];
  }

  /** Only entrants merge, and a merged college enters no more. */
  private merge(from: string, into: string): void {
    if (from === into || this.merged.has(from) || this.merged.has(into)) return;
    this.enter(from, 1);
    this.enter(into, 2);
    this.merged.add(from);
    this.history.merge(from, into);
  }

  private undoMerger(a: number): void {
    const from = [...this.merged][a % Math.max(this.merged.size, 1)];
    if (from === undefined) return;
    this.merged.delete(from);
    this.history.undoMerger(from);
  }

  private enter(id: string, b: number): void {
    if (!this.merged.has(id)) this.history.enter(this.entrant(id, b));
  }

  private college(a: number): string {
    return this.colleges[a % this.colleges.length]!;
  }

  private entrant(id: string, a: number) {
    return { id, students: STUDENTS[a % STUDENTS.length]!, league: ['L', 'M', 'S'][a % 3]! };
  }
}
