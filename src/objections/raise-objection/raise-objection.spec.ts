import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  lapsed,
  rejected,
  reopened as decisionReopened,
  revoked,
  submitted,
} from '../../../test/support/action-history.js';
import {
  announced,
  cancelled,
  challengeId,
  closed,
  final,
  frozen,
  left,
  merged,
  opened,
  published,
  reopened,
  revealed,
  rules,
} from '../../../test/support/challenge-history.js';
import { fold, given, written } from '../../../test/support/given.js';
import {
  approval,
  arman,
  begun,
  dana,
  decision,
  ended,
  factsAfter,
  madina,
  objectionNote as note,
  objectionWithdrawn,
  raised,
  settled,
} from '../../../test/support/objection-history.js';
import { type Actor, objection, type RaisedObjection } from '../objection.js';
import type { NamedTarget } from '../targets.js';
import { MOST_IN_VAIN, MOST_OPEN, raiseObjection, type RaisingFacts } from './raise-objection.js';

const input = {
  objectionId: 'ob-1',
  challengeId,
  target: { kind: 'action', actionId: 'trees-1' },
  reason: 'reused-photo',
} as const;
const raise = (facts: RaisingFacts, by: Actor = dana, target: NamedTarget = input.target) =>
  given(objection).when((state) => raiseObjection({ ...input, target }, by, state, facts, note));

const adjusted = (adjustmentId?: string): ChallengeEvent => ({
  type: 'PointsAdjusted',
  data: {
    challengeId,
    collegeId: 'dala',
    points: -5,
    reason: 'late-report',
    note: null,
    ...(adjustmentId && { adjustmentId }),
  },
});
const proposed: ChallengeEvent = {
  type: 'AdjustmentProposed',
  data: { challengeId, collegeId: 'dala', points: -40, reason: 'reused-photo', note: null, adjustmentId: 'penalty-1' },
};
const corrected: ChallengeEvent = {
  type: 'EntrantEnrolmentCorrected',
  data: { challengeId, collegeId: 'teniz', students: 600, enrolmentAsOf: '2026-10-01', reason: 'recount' },
};
const disputesFor = (disputeDays: number) =>
  ({ ...published, data: { ...published.data, rules: { ...rules, disputeDays } } }) as ChallengeEvent;
const at = (event: ChallengeEvent, day: string) => written(event, { at: `${day}T10:00:00.000Z`, id: decision });
const known = (count: number, end: Parameters<typeof settled>[0] | null, changes: object = {}): RaisedObjection[] =>
  Array.from({ length: count }, (_, index) => {
    const target = { kind: 'action', actionId: `other-${index}`, collegeId: 'teniz' };
    const events = [raised({ target, ...changes }), ...(end ? [settled(end, { target })] : [])];
    return fold(objection, events) as RaisedObjection;
  });

describe('Raise objection', () => {
  it('records the objection of another college or an auditor to a decision', () => {
    raise(factsAfter(begun)).then(raised());
    raise(factsAfter(begun), arman).then(raised({ collegeId: null }));
    raise(factsAfter(begun, [submitted, approval, written(revoked, { id: decision })])).then(raised());
  });

  it('records objections to adjustments, enrolments and finals, also about oneself', () => {
    const events = [...begun, at(adjusted('penalty-1'), '2026-10-13')];
    const adjustment = { kind: 'adjustment', adjustmentId: 'penalty-1' } as const;
    for (const by of [dana, madina])
      raise(factsAfter(events), by, adjustment).then(
        raised({ collegeId: by.collegeId, target: { ...adjustment, collegeId: 'dala' } }),
      );
    const enrolment = { kind: 'enrolment', collegeId: 'teniz' } as const;
    raise(factsAfter([...begun, at(corrected, '2026-10-13')]), dana, enrolment).then(raised({ target: enrolment }));
    const finals = [...begun, closed, at(final, '2026-10-13')];
    raise(factsAfter(finals), dana, { kind: 'final', number: 1 }).then(
      raised({ target: { kind: 'final', number: 1 } }),
    );
  });

  it('lets a college that left or merged object to the final alone', () => {
    const target = { kind: 'final', number: 1 } as const;
    for (const [event, code] of [
      [left, 'COLLEGE_NOT_IN_CHALLENGE'],
      [merged, 'COLLEGE_MERGED'],
    ] as const) {
      const facts = factsAfter([...begun, event, closed, at(final, '2026-10-13')]);
      raise(facts, dana, target).then(raised({ target }));
      raise(facts, dana, { kind: 'enrolment', collegeId: 'teniz' }).refuses('conflict', code);
      raise(facts, { ...dana, collegeId: 'aral' }, target).refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    }
  });

  it('refuses an objection to an own action, which is a dispute', () => {
    raise(factsAfter(begun), madina).refuses('forbidden', 'OWN_ACTION');
    const facts = factsAfter([...begun, merged]);
    raise({ ...facts, action: { ...facts.action!, collegeId: 'dala' } }, madina).refuses('forbidden', 'OWN_ACTION');
  });

  it('shows no college what only reviewers and auditors see', () => {
    for (const events of [
      [],
      [submitted],
      [submitted, rejected],
      [submitted, lapsed],
      [submitted, approval, decisionReopened],
    ])
      raise(factsAfter(begun, events)).refuses('not-found', 'ACTION_UNKNOWN');
    raise(factsAfter(begun, [submitted]), arman).refuses('conflict', 'NOTHING_TO_OBJECT_TO');
    raise(factsAfter(begun, [submitted, written(rejected, { id: decision })]), arman).then(raised({ collegeId: null }));
    const proposal = factsAfter([...begun, at(proposed, '2026-10-13')]);
    const adjustment = { kind: 'adjustment', adjustmentId: 'penalty-1' } as const;
    raise(proposal, madina, adjustment).refuses('not-found', 'ADJUSTMENT_UNKNOWN');
    raise(proposal, arman, adjustment).then(raised({ collegeId: null, target: { ...adjustment, collegeId: 'dala' } }));
  });

  it('lets a college object during a freeze to what it sees', () => {
    const freeze = at(frozen, '2026-10-14');
    const later = written(revoked, { at: '2026-10-15T10:00:00.000Z' });
    raise(factsAfter([...begun, freeze], [submitted, approval, later])).then(raised());
    raise(factsAfter([...begun, freeze], [submitted, written(approval, { at: '2026-10-15T10:00:00.000Z' })])).refuses(
      'not-found',
      'ACTION_UNKNOWN',
    );
    const hidden = [...begun, freeze, at(adjusted('bonus-1'), '2026-10-15'), closed, at(final, '2026-10-16')];
    raise(factsAfter(hidden), dana, { kind: 'final', number: 1 }).refuses('not-found', 'FINAL_UNKNOWN');
    raise(factsAfter(hidden.slice(0, -1)), madina, { kind: 'adjustment', adjustmentId: 'bonus-1' }).refuses(
      'not-found',
      'ADJUSTMENT_UNKNOWN',
    );
  });

  it('refuses a college outside, an unknown target and another challenge', () => {
    raise(factsAfter([...begun, left])).refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    raise(factsAfter([...begun, merged])).refuses('conflict', 'COLLEGE_MERGED');
    raise(factsAfter([...begun, left]), madina, { kind: 'enrolment', collegeId: 'dala' }).refuses(
      'conflict',
      'COLLEGE_NOT_IN_CHALLENGE',
      'target',
    );
    const facts = factsAfter(begun);
    raise({ ...facts, action: { ...facts.action!, challengeId: 'amal-2026' } }).refuses('not-found', 'ACTION_UNKNOWN');
    raise(factsAfter(ended), dana, { kind: 'final', number: 2 }).refuses('not-found', 'FINAL_UNKNOWN');
  });

  it('refuses before the opening, after a cancellation, and decisions after the final', () => {
    raise(factsAfter([announced, published])).refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
    raise(factsAfter([...begun, cancelled])).refuses('conflict', 'CHALLENGE_CANCELLED');
    raise(factsAfter(ended)).refuses('conflict', 'OBJECT_TO_FINAL');
    raise(factsAfter([...ended, reopened]), dana, { kind: 'final', number: 1 }).refuses('conflict', 'FINAL_LIFTED');
  });

  it.each([
    ['2026-11-05', true],
    ['2026-11-06', false],
  ])('on %s, 5 days after the close are over: %s', (today, isInTime) => {
    const open = [announced, disputesFor(5), opened];
    const late = raise(factsAfter([...open, at(closed, '2026-10-31')], undefined, { today }));
    if (isInTime) late.then(raised());
    else late.refuses('conflict', 'OBJECTION_TOO_LATE');
    raise(factsAfter(open, undefined, { today })).then(raised());
  });

  it('counts the days for a final from its reveal', () => {
    const number = { kind: 'final', number: 1 } as const;
    const till = (last: string, ...events: Parameters<typeof factsAfter>[0]) => {
      const day = Number(last.slice(8));
      const on = (today: number) => factsAfter(events, [], { today: `2026-12-${String(today).padStart(2, '0')}` });
      raise(on(day), dana, number).then(raised({ target: number }));
      raise(on(day + 1), dana, number).refuses('conflict', 'OBJECTION_TOO_LATE');
    };
    till('2026-12-07', ...begun, closed, at(final, '2026-12-02'));
    till('2026-12-04', announced, disputesFor(2), opened, closed, at(final, '2026-12-02'));
    till('2026-12-13', ...begun, frozen, closed, at(final, '2026-12-02'), at(revealed, '2026-12-08'));
  });

  it('takes one objection of a college to a decision', () => {
    for (const end of [[], [objectionWithdrawn], [settled('dismissed')], [settled('upheld')]]) {
      const before = [fold(objection, [raised({ objectionId: 'ob-0' }), ...end]) as RaisedObjection];
      raise(factsAfter(begun, undefined, { known: before })).refuses('conflict', 'OBJECTED_BEFORE');
      raise(factsAfter(begun, undefined, { known: before }), arman).then(raised({ collegeId: null }));
    }
    const onEarlier = (...end: ReturnType<typeof settled>[]) => [
      fold(objection, [raised({ decision: 'a2b3c4d5-3a52-4c43-9a55-0d5c6b7f1a99' }), ...end]) as RaisedObjection,
    ];
    raise(factsAfter(begun, undefined, { known: onEarlier() })).refuses('conflict', 'OBJECTED_BEFORE');
    raise(factsAfter(begun, undefined, { known: onEarlier(settled('dismissed')) })).then(raised());
  });

  it('limits objections of a college that are open or ended in vain', () => {
    const other = { decision: 'a2b3c4d5-3a52-4c43-9a55-0d5c6b7f1a99' };
    const withKnown = (...all: RaisedObjection[][]) => raise(factsAfter(begun, undefined, { known: all.flat() }));
    withKnown(known(MOST_OPEN - 1, null, other), known(MOST_IN_VAIN - 1, 'dismissed', other)).then(raised());
    withKnown(known(MOST_OPEN, null, other)).refuses('conflict', 'TOO_MANY_OBJECTIONS');
    withKnown(known(MOST_IN_VAIN, 'dismissed', other)).refuses('conflict', 'OBJECTIONS_IN_VAIN');
    const withdrawn = known(MOST_IN_VAIN, null, other).map((one) => ({ ...one, status: 'withdrawn' as const }));
    withKnown(withdrawn).refuses('conflict', 'OBJECTIONS_IN_VAIN');
    withKnown(known(MOST_OPEN, null, { ...other, collegeId: 'teniz' }), known(MOST_IN_VAIN, 'upheld', other)).then(
      raised(),
    );
  });

  it('stays quiet when repeated, and refuses another one under its id', () => {
    const again = (facts: Partial<RaisingFacts>, by = dana, reason = 'reused-photo') =>
      given(objection, raised()).when((state) =>
        raiseObjection({ ...input, reason }, by, state, factsAfter(begun, undefined, facts), note),
      );
    again({ isSameText: true }).then();
    again({ isSameText: false }).refuses('conflict', 'OBJECTION_EXISTS');
    again({ isSameText: true }, madina).refuses('conflict', 'OBJECTION_EXISTS');
    again({ isSameText: true }, dana, 'fraud').refuses('conflict', 'OBJECTION_EXISTS');
  });
});
