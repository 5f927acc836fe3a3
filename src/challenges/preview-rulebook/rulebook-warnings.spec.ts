import {
  announced,
  challengeId,
  closed,
  frozen,
  opened,
  published,
  rules,
} from '../../../test/support/challenge-history.js';
import { fold } from '../../../test/support/given.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { Rulebook, RulebookKind } from '../../events/rulebook.js';
import { challenge, requireChallenge } from '../challenge.js';
import { defaultRulebook } from '../default-rulebooks/default-rulebook.js';
import { rulebookWarnings } from './rulebook-warnings.js';
import type { ApprovedAction } from './standings-previews.js';

const note = { kk: 'Өзгеріс', ru: 'Изменение' };
const version = (changed: Rulebook, retroactive: boolean, number: number): ChallengeEvent => ({
  type: 'RulebookPublished',
  data: { challengeId, version: number, rules: changed, retroactive, note },
});
const after = (...events: ChallengeEvent[]) => requireChallenge(fold(challenge, events));
const approved = (kind: string, verified: Record<string, number>, rulebookVersion = 1): ApprovedAction => ({
  kind,
  rulebookVersion,
  verified,
});

/** Codes and figures of the warnings about a rulebook for an announced challenge. */
const about = (changed: Rulebook, actions: readonly ApprovedAction[] = []) => {
  const before = after(announced);
  const state = after(announced, version(changed, false, 1));
  const facts = { approved: actions, undecided: 0 };
  return rulebookWarnings({ before, after: state, published: state.rulebooks[0]!, facts });
};
const green = defaultRulebook('green');
const withKind = (code: string, changes: Partial<RulebookKind>): Rulebook => ({
  ...green,
  kinds: { ...green.kinds, [code]: { ...green.kinds['G5']!, ...changes } },
});
const each = (metric: string, step: number) => ({ parts: [{ metric, step, weight: 1, max: null }] });

describe('Warnings about rules', () => {
  it('have nothing to say about the shipped rulebooks', () => {
    for (const track of ['amal', 'green'] as const) expect(about(defaultRulebook(track))).toEqual([]);
  });

  it.each<[string, Rulebook, object]>([
    ['CAP_BELOW_BASE', withKind('G5', { cap: 4, base: 5, parts: [] }), { kind: 'G5', cap: 4, base: 5 }],
    ['METRIC_UNFAMILIAR', withKind('G5', each('treez', 1)), { kind: 'G5', metric: 'treez' }],
    [
      'STEP_UNLIKE_SHIPPED',
      withKind('G5', each('grams', 20)),
      { kind: 'G5', metric: 'grams', step: 20, usual: 20_000, times: 1_000 },
    ],
    [
      'STEP_UNLIKE_SHIPPED',
      withKind('paper', each('grams', 20_000_000)),
      { kind: 'paper', metric: 'grams', step: 20_000_000, usual: 20_000, times: 1_000 },
    ],
    ['SHARE_CAP_CUTS_ALL', { ...green, shareCap: { percent: 0, from: 0 } }, { percent: 0, from: 0 }],
    ['SHARE_CAP_UNREACHABLE', { ...green, shareCap: { percent: 35, from: 100_000 } }, { from: 100_000, most: 4_550 }],
    ['SHARE_CAP_UNREACHABLE', { ...green, shareCap: { percent: 100, from: 0 } }, { percent: 100 }],
    ['DIVERSITY_BEYOND_POINTS', { ...green, diversity: { points: 10_000, kinds: 50 } }, { bonus: 90_000 }],
    ['KIND_WITHOUT_VARIABLE_PART', withKind('G5', { parts: [] }), { kind: 'G5', base: 5 }],
    ['SEASON_CAP_BELOW_ACTION', withKind('G5', { seasonCap: 49 }), { kind: 'G5', seasonCap: 49, most: 50 }],
    ['SEASON_CAP_BELOW_ACTION', withKind('G5', { seasonCap: 0 }), { seasonCap: 0 }],
  ])('find %s', (code, changed, params) => {
    const found = about(changed);
    expect(found.filter((one) => one.code === code)).toEqual([
      { code, params: expect.objectContaining(params) as object },
    ]);
  });

  it('stay quiet at the very edge of each limit', () => {
    expect(about(withKind('G5', { cap: 5, seasonCap: 5, base: 5 }))).toEqual([
      { code: 'KIND_WITHOUT_VARIABLE_PART', params: { kind: 'G5', base: 5 } },
    ]);
    expect(about(withKind('G5', each('grams', 41)))).toEqual([]);
    expect(about({ ...green, shareCap: { percent: 35, from: 4_549 } })).toEqual([]);
    expect(about({ ...green, diversity: { points: 10, kinds: 50 } })).toEqual([]);
  });

  it('compare a step with the confirmed numbers of the kind first', () => {
    const reports = [9_000, 12_000, 5_000_000].map((grams) => approved('paper', { grams }));
    const others = Array(3).fill(approved('G1', { grams: 20_000_000 })) as ApprovedAction[];
    expect(about(withKind('paper', each('grams', 24)), [...reports, ...others])).toEqual([
      { code: 'STEP_UNLIKE_REPORTS', params: { kind: 'paper', metric: 'grams', step: 24, usual: 12_000, times: 500 } },
    ]);
    expect(about(withKind('paper', each('treez', 24)), [approved('paper', { treez: 30 })])).toEqual([]);
    expect(about(withKind('paper', each('treez', 24)), [approved('paper', { treez: 0 })])).toMatchObject([
      { code: 'METRIC_UNFAMILIAR' },
    ]);
  });
});

describe('Warnings about the moment', () => {
  const without: Rulebook = { ...rules, kinds: { G1: rules.kinds['G1']! } };
  const facts = { approved: [approved('G4', { trees: 5 }), approved('G4', { trees: 9 })], undecided: 3 };
  const codesOf = (changed: Rulebook, retroactive: boolean, ...events: ChallengeEvent[]) => {
    const state = after(...events, version(changed, retroactive, 2));
    const change = { before: after(...events), after: state, published: state.rulebooks.at(-1)!, facts };
    return rulebookWarnings(change);
  };

  it('count the actions that a forward-only version leaves alone', () => {
    expect(codesOf(without, false, announced, published, opened)).toEqual([
      { code: 'ONLY_LATER_ACTIONS', params: { count: 5 } },
    ]);
    expect(codesOf(rules, true, announced, published, opened)).toEqual([]);
    expect(codesOf(without, false, announced, published)).toEqual([]);
  });

  it('name a freeze and the end of submissions', () => {
    expect(codesOf(rules, true, announced, published, opened, closed, frozen)).toEqual([
      { code: 'STANDINGS_FROZEN', params: {} },
      { code: 'SUBMISSIONS_ENDED', params: { closesOn: '2026-11-30' } },
    ]);
  });

  it('name the kinds whose approved actions lose their points', () => {
    expect(codesOf(without, true, announced, published, opened)).toEqual([
      { code: 'KIND_LOSES_POINTS', params: { kind: 'G4', count: 2 } },
    ]);
  });

  it('name the kinds that a withdrawal leaves without rules', () => {
    const events = [announced, { ...published, data: { ...published.data, rules: without } } as ChallengeEvent, opened];
    const before = after(...events, version(rules, false, 2));
    const withdrawn: ChallengeEvent = {
      type: 'RulebookWithdrawn',
      data: { challengeId, version: 2, reason: 'mistake' },
    };
    const change = { before, after: after(...events, version(rules, false, 2), withdrawn), published: null };
    const under2 = { approved: [approved('G4', { trees: 5 }, 2)], undecided: 0 };
    expect(rulebookWarnings({ ...change, facts: under2 })).toEqual([
      { code: 'KIND_LOSES_POINTS', params: { kind: 'G4', count: 1 } },
    ]);
  });
});
