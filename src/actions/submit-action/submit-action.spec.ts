import {
  challenges,
  claim,
  coordinator,
  organiser,
  ruledBy,
  stranger,
  submitted,
  whose,
  withdrawn,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import type { OpenClaim } from '../open-claims.js';
import { submitAction } from './submit-action.js';

const facts = { challenge: challenges.open, today: '2026-10-12', saysTheSame: false, open: [] as OpenClaim[] };
const submit = (
  changes: Partial<typeof claim> & { doneFrom?: string } = {},
  changed: Partial<typeof facts> = {},
  by = coordinator,
) => given(action).when((state) => submitAction(whose, { ...claim, ...changes }, by, state, { ...facts, ...changed }));

describe('Submit action', () => {
  it('records an action under the rulebook in force and its day', () => {
    submit().then(submitted);
  });

  it('lets an organiser file a report that came on paper', () => {
    submit({}, {}, organiser).then(submitted);
  });

  it('refuses a coordinator of another college', () => {
    submit({}, {}, stranger).refuses('forbidden', 'NOT_YOUR_COLLEGE');
  });

  it('is judged by the state of the challenge when it arrives', () => {
    submit({}, { challenge: challenges.announced }).refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
    submit({}, { challenge: challenges.closed }).refuses('conflict', 'SUBMISSIONS_CLOSED');
    submit({}, { challenge: challenges.final }).refuses('conflict', 'SUBMISSIONS_CLOSED');
    submit({}, { challenge: { status: 'none' } }).refuses('not-found', 'CHALLENGE_UNKNOWN', 'challengeId');
  });

  it('refuses a submission after the last day, before the closing event too', () => {
    submit({}, { today: '2026-11-30' }).then({
      ...submitted,
      data: { ...submitted.data, submittedOn: '2026-11-30' },
    } as typeof submitted);
    submit({}, { today: '2026-12-01' }).refuses('conflict', 'SUBMISSIONS_CLOSED');
  });

  it('refuses a college that is not in the challenge', () => {
    const other = { ...coordinator, collegeId: 'shagala' };
    given(action)
      .when((state) => submitAction({ ...whose, collegeId: 'shagala' }, claim, other, state, facts))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
  });

  it('refuses a kind that the rulebook does not have', () => {
    submit({ kind: 'A1' }).refuses('invalid', 'KIND_UNKNOWN', 'kind');
    submit({ kind: 'constructor' }).refuses('invalid', 'KIND_UNKNOWN', 'kind');
  });

  it('refuses a number that no kind uses', () => {
    submit({ claimed: { ...claim.claimed, lorries: { value: 3, precision: 'exact' } } as never }).refuses(
      'invalid',
      'METRIC_UNKNOWN',
      'claimed.lorries',
    );
  });

  it.each([
    [{}],
    [{ participants: { value: 300, precision: 'exact' } }],
    [{ bags: { value: 40, precision: 'exact' } }],
    [{ trees: { value: 0, precision: 'exact' } }],
  ])('refuses a claim without a number of its kind: %j', (claimed) => {
    submit({ claimed: claimed as never }).refuses('invalid', 'CLAIM_EMPTY', 'claimed');
  });

  it('accepts any number that the kind reckons with', () => {
    const claimed = { participants: { value: 3, precision: 'at-least' } } as never;
    const { data } = submitted as { data: object };
    submit({ kind: 'G1', claimed }).then({ type: 'ActionSubmitted', data: { ...data, kind: 'G1', claimed } as never });
  });

  it('accepts a kind without variable points and without a number', () => {
    const { data } = submitted as { data: object };
    submit({ kind: 'G8', claimed: {} as never }, { challenge: challenges.plain }).then({
      type: 'ActionSubmitted',
      data: { ...data, kind: 'G8', claimed: {}, rulebookVersion: 2 } as never,
    });
  });

  it('refuses a day to come, and a day outside the challenge', () => {
    submit({ doneOn: '2026-10-13' }).refuses('invalid', 'DONE_IN_FUTURE', 'doneOn');
    submit({ doneOn: '2026-08-31' }).refuses('invalid', 'DONE_OUTSIDE_CHALLENGE', 'doneOn');
    submit({ doneFrom: '2026-08-31' }).refuses('invalid', 'DONE_OUTSIDE_CHALLENGE', 'doneFrom');
    submit({ doneFrom: '2026-10-11' }).refuses('invalid', 'DONE_FROM_AFTER_DONE_ON', 'doneFrom');
  });

  it('refuses a partner that is not in the challenge', () => {
    submit({ partners: ['dala', 'shagala'] }).refuses('invalid', 'PARTNER_NOT_IN_CHALLENGE', 'partners.1');
  });

  describe('where the rulebook limits open claims', () => {
    const limited = { challenge: ruledBy({ openClaims: { college: 3, kindAndDay: 2 } }) };
    const accepted = (rulebookVersion: number) =>
      ({ ...submitted, data: { ...submitted.data, rulebookVersion } }) as typeof submitted;
    const onDays = (...days: number[]) =>
      days.map((day, n) => ({ actionId: `other-${n}`, kind: 'G4', doneOn: `2026-10-${day}` }));

    it('refuses a claim when the college has as many open', () => {
      submit({}, { ...limited, open: onDays(11, 12, 13) }).refuses('conflict', 'OPEN_CLAIMS_OF_COLLEGE');
      submit({}, { ...limited, open: onDays(10, 11) }).then(accepted(2));
    });

    it('refuses a claim when the kind and day have as many open', () => {
      submit({}, { ...limited, open: onDays(10, 10) }).refuses('conflict', 'OPEN_CLAIMS_OF_DAY');
      const otherKind = onDays(10, 10).map((one) => ({ ...one, kind: 'G1' }));
      submit({}, { ...limited, open: otherKind }).then(accepted(2));
    });

    it('limits by the newest rulebook, and not at all without the option', () => {
      const open = onDays(10, 10, 10, 10);
      const options = [{ openClaims: { college: 1, kindAndDay: 1 } }, {}] as const;
      submit({}, { challenge: ruledBy(...options), open }).then(accepted(3));
      submit({}, { challenge: ruledBy(...options.toReversed()), open }).refuses('conflict', 'OPEN_CLAIMS_OF_COLLEGE');
    });

    it('stays quiet when a stored claim is repeated', () => {
      given(action, submitted)
        .when((state) =>
          submitAction(whose, claim, coordinator, state, {
            ...facts,
            ...limited,
            saysTheSame: true,
            open: onDays(10, 10, 10),
          }),
        )
        .then();
    });
  });

  it('refuses another action under an id that is taken', () => {
    given(action, submitted)
      .when((state) => submitAction(whose, claim, coordinator, state, facts))
      .refuses('conflict', 'ACTION_EXISTS');
  });

  it('refuses a withdrawn action that is sent again', () => {
    given(action, submitted, withdrawn)
      .when((state) => submitAction(whose, claim, coordinator, state, { ...facts, saysTheSame: true }))
      .refuses('conflict', 'ACTION_WITHDRAWN');
  });

  it('stays quiet when the same action is repeated, even after the close', () => {
    given(action, submitted)
      .when((state) =>
        submitAction(whose, claim, coordinator, state, { ...facts, challenge: challenges.closed, saysTheSame: true }),
      )
      .then();
  });
});
