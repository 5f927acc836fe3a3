import { previewPoints } from '../../../projections/standings/points-preview.js';
import type { Rulebook } from '../../../src/events/rulebook.js';
import { defaultRulebook } from '../../../src/challenges/default-rulebooks/default-rulebook.js';
import { metricsKk } from '../../shared/i18n/metrics.kk.js';
import { metricsRu } from '../../shared/i18n/metrics.ru.js';
import { phrase } from '../../shared/i18n/phrase.js';
import { words as kk, type ReportWords } from '../words/report.kk.js';
import { words as ru } from '../words/report.ru.js';
import { countedPoints, notesOf, partsOf, saidOf } from './forecast-words.js';

const sayKk = (word: keyof ReportWords, values: Record<string, string | number> = {}) => phrase(kk[word], values, 'kk');
const sayRu = (word: keyof ReportWords, values: Record<string, string | number> = {}) => phrase(ru[word], values, 'ru');
const green = defaultRulebook('green');
const capped: Rulebook = { ...green, kinds: { G4: { ...green.kinds['G4']!, seasonCap: 50 } } };

const claim = (numbers: Record<string, number>, doneOn = '2026-11-21') => ({
  kind: 'G4',
  doneOn,
  submittedOn: '2026-11-23',
  numbers,
});
const used = (sum: number, points: number[], seasonCap: number | null = null, others = 1000) => ({
  kinds: [
    { kind: 'G4', perDay: 1, seasonCap, sum, variable: true },
    { kind: 'G1', perDay: 1, seasonCap: null, sum: others, variable: true },
  ],
  days: [{ kind: 'G4', doneOn: '2026-11-21', points }],
});
const notes = (preview: ReturnType<typeof previewPoints>, isWhole = true) =>
  notesOf(preview, { cap: 40, doneOn: '2026-11-21', isWhole }, metricsKk, sayKk).map(({ words }) =>
    words.replace(/\u00a0/g, ' '),
  );

describe('Forecast in words', () => {
  it('adds up base and parts and names the cut of the cap', () => {
    const preview = previewPoints(green, claim({ trees: 55 }), used(0, []));
    expect(partsOf(preview, metricsRu, sayRu)).toEqual([
      { points: 8, words: 'основа' },
      { points: 55, words: '55\u00a0деревьев' },
    ]);
    expect(countedPoints(preview)).toBe(40);
    expect(notes(preview)[0]).toBe('Бір акцияның шегі 40: 23 ұпай есептелмейді.');
  });

  it('says that an action of a used day brings nothing', () => {
    const preview = previewPoints(green, claim({ trees: 5 }), used(40, [40]));
    expect(countedPoints(preview)).toBe(0);
    expect(notes(preview)).toEqual([
      '21 қарашада бұл түрдің күндік шегі толған: акция бұрынғысынан көп ұпай жинамаса, 0 әкеледі.',
    ]);
  });

  it('says that a better action of a used day takes the place', () => {
    const preview = previewPoints(green, claim({ trees: 30 }), used(18, [18]));
    expect(countedPoints(preview)).toBe(20);
    expect(notes(preview)[0]).toBe(
      '21 қарашада бұл түрдің күндік шегі толған: бұл акция бұрынғысының орнына есептеледі.',
    );
    expect(notes(preview)[1]).toBe('Басқа түрлердің үлес шегі көтеріледі: +7.');
  });

  it('names the season cap with the points that it takes', () => {
    const preview = previewPoints(capped, claim({ trees: 30 }, '2026-11-20'), used(40, [40], 50));
    expect(countedPoints(preview)).toBe(10);
    expect(notes(preview)[0]).toBe('Бұл түрдің маусымдық шегі 50 ұпай: 28 ұпай есептелмейді.');
  });

  it('names the share cap and what raises it', () => {
    const preview = previewPoints(green, claim({ trees: 30 }, '2026-11-20'), used(90, [40], null, 0));
    expect(countedPoints(preview)).toBe(10);
    expect(notes(preview)[0]).toContain('ең көбі 100 ұпай береді: 28 ұпай есептелмейді');
  });

  it('counts the base alone when the report is late', () => {
    const preview = previewPoints(green, claim({ trees: 30 }, '2026-11-01'), used(0, []));
    expect(countedPoints(preview)).toBe(8);
    expect(notes(preview)[0]).toBe('Мерзімінен кеш: тек негізгі ұпай.');
  });

  it('calls a kind new only when the limits in use are known', () => {
    const preview = previewPoints(green, claim({ trees: 30 }), { kinds: [], days: [] });
    expect(notes(preview)).toEqual(['Жаңа түр үшін: +10.']);
    expect(notes(preview, false)).toEqual([]);
  });

  it('is read out as one sentence with every limit', () => {
    const preview = previewPoints(green, claim({ trees: 55 }), used(0, []));
    const all = notesOf(preview, { cap: 40, doneOn: '2026-11-21', isWhole: false }, metricsRu, sayRu);
    expect(saidOf(preview, all, sayRu)).toBe('Ожидаемые баллы: 40. Предел одной акции 40: не засчитываются 23 балла.');
  });
});
