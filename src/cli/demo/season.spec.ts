import { metricsOf } from '../../actions/metrics.js';
import { defaultRulebook } from '../../challenges/default-rulebooks/default-rulebook.js';
import { DEMO_COLLEGES } from './demo-colleges.js';
import { deed } from './season.js';

const tracks = ['amal', 'green'] as const;
const deeds = (seed: number) =>
  tracks.flatMap((track) => Array.from({ length: 500 }, (_, number) => deed(seed, track, number)));

describe('the fictional season', () => {
  it('is the same for the same seed and another for another', () => {
    expect(deeds(2026)).toEqual(deeds(2026));
    expect(deeds(2026)).not.toEqual(deeds(2027));
  });

  it('every deed is of a kind of the default rulebook and reports only what the kind reckons with', () => {
    for (const { track, kind, claimed, verdict } of deeds(2026)) {
      const metrics = metricsOf(kind, defaultRulebook(track))!;
      expect(Object.keys(claimed).filter((metric) => !metrics.has(metric))).toEqual([]);
      if (verdict.type === 'approve') expect(Object.keys(verdict.verified)).toEqual(Object.keys(claimed));
    }
  });

  it('every college and every kind has its turn, some deeds are rejected and some corrected', () => {
    const all = deeds(2026);
    expect(new Set(all.map(({ collegeId }) => collegeId)).size).toBe(DEMO_COLLEGES.length);
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(16);
    expect(all.filter(({ verdict }) => verdict.type === 'reject').length).toBeGreaterThan(20);
    expect(all.filter(({ correction }) => correction).length).toBeGreaterThan(10);
  });

  it('no two colleges bear the same name, and each is of a size the leagues know', () => {
    const names = DEMO_COLLEGES.flatMap(({ names, shortNames }) => [names.kk, names.ru, shortNames.kk]);
    expect(new Set(names).size).toBe(names.length);
    for (const { students } of DEMO_COLLEGES) expect(students).toBeGreaterThanOrEqual(150);
    for (const { students } of DEMO_COLLEGES) expect(students).toBeLessThanOrEqual(1800);
  });
});
