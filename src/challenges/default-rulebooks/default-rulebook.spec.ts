import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '../../../projections/metrics.js';
import { rulebook } from '../../events/rulebook.js';
import { leagueOf } from '../entrant.js';
import { defaultRulebook } from './default-rulebook.js';

const tracks = ['amal', 'green'] as const;
const kinds = tracks.flatMap((track) => Object.entries(defaultRulebook(track).kinds));

describe.each(tracks)('the default rulebook of %s', (track) => {
  const rules = defaultRulebook(track);

  test('is a rulebook, to the last field', () => {
    expect(rulebook.parse(rules)).toEqual(rules);
    expect(rulebook.safeParse({ ...rules, lateAfterDays: 1.5 }).success).toBe(false);
  });

  test('has every option with the value that the guide names', () => {
    expect(rules).toMatchObject({
      diversity: { variableOnly: true },
      ties: { participantsWithinStudents: true },
      secondReviewerFrom: 40,
      secondOrganiserFrom: 20,
      disputeDays: 5,
      lapseDays: 10,
      openClaims: { college: 30, kindAndDay: 3 },
    });
  });

  test('names and asks for evidence in three languages, Kazakh with Kazakh letters', () => {
    for (const { titles, evidence } of Object.values(rules.kinds)) {
      expect(Object.values({ ...titles, ...evidence }).every((text) => text.length > 1)).toBe(true);
      expect(evidence!.kk).not.toBe(evidence!.ru);
    }
  });

  test('measures only what has a label, in whole smallest units', () => {
    const metrics = Object.values(rules.kinds).flatMap(({ parts }) =>
      parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]).map(({ metric }) => metric)),
    );
    expect(metrics.filter((metric) => !Object.hasOwn(METRICS, metric))).toEqual([]);
  });

  test('puts 800 students into league M and 801 into L', () => {
    expect([299, 300, 800, 801].map((students) => leagueOf(students, rules))).toEqual(['S', 'M', 'M', 'L']);
  });

  test('is a copy of its own each time', () => {
    rules.kinds = {};
    expect(Object.keys(defaultRulebook(track).kinds).length).toBeGreaterThan(8);
  });
});

test('the rulebook guide lists base, cap and three names of every kind', () => {
  const guide = readFileSync(join(__dirname, '../../../docs/rulebook.md'), 'utf8');
  const missing = kinds.filter(
    ([code, { base, cap, titles }]) =>
      !guide.includes(`| ${code} | ${titles!.kk} | ${titles!.ru} | ${titles!.en} | ${base} |`) ||
      !new RegExp(`\\| ${code} \\|.*\\| ${cap} \\|`).test(guide),
  );
  expect(missing.map(([code]) => code)).toEqual([]);
});
