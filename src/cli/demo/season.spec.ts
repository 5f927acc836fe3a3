import { metricsOf } from '../../actions/known-metrics.js';
import { defaultRulebook } from '../../challenges/default-rulebooks/default-rulebook.js';
import { DEMO_COLLEGES, demoAction } from './season.js';

const tracks = ['amal', 'green'] as const;
const actions = (seed: number) =>
  tracks.flatMap((track) => Array.from({ length: 500 }, (_, number) => demoAction(seed, track, number)));

describe('demoAction', () => {
  it('depends only on the seed', () => {
    expect(actions(2026)).toEqual(actions(2026));
    expect(actions(2026)).not.toEqual(actions(2027));
  });

  it('uses only kinds and metrics of the default rulebook', () => {
    for (const { track, kind, claimed, verdict } of actions(2026)) {
      const metrics = metricsOf(kind, defaultRulebook(track))!;
      expect(Object.keys(claimed).filter((metric) => !metrics.has(metric))).toEqual([]);
      if (verdict.type === 'approve') expect(Object.keys(verdict.verified)).toEqual(Object.keys(claimed));
    }
  });

  it('covers every college and kind, with rejections and corrections', () => {
    const all = actions(2026);
    expect(new Set(all.map(({ collegeId }) => collegeId)).size).toBe(DEMO_COLLEGES.length);
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(16);
    expect(all.filter(({ verdict }) => verdict.type === 'reject').length).toBeGreaterThan(20);
    expect(all.filter(({ correction }) => correction).length).toBeGreaterThan(10);
  });

  it('gives colleges unique names and sizes within the leagues', () => {
    const names = DEMO_COLLEGES.flatMap(({ names, shortNames }) => [names.kk, names.ru, shortNames.kk]);
    expect(new Set(names).size).toBe(names.length);
    for (const { students } of DEMO_COLLEGES) expect(students).toBeGreaterThanOrEqual(150);
    for (const { students } of DEMO_COLLEGES) expect(students).toBeLessThanOrEqual(1800);
  });
});
