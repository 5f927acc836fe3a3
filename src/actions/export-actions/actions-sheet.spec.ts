import type { ActionSummary } from '../actions.contract.js';
import { actionsSheet } from './actions-sheet.js';

const action: ActionSummary = {
  id: 'a',
  receipt: '2271-9',
  challengeId: 'green-2026',
  collegeId: 'teniz',
  status: 'approved',
  pending: false,
  disputed: true,
  kind: 'G2',
  titles: { kk: 'Жағалауды тазалау', ru: 'Уборка берега', en: 'Shore clean-up' },
  doneFrom: null,
  doneOn: '2026-11-20',
  submittedAt: '2026-11-20T21:05:00.000Z',
  decidedAt: null,
  place: '=1+1',
  claimed: { bags: { value: 130, precision: 'about' }, grams: { value: 2_500, precision: 'exact' } },
  verified: { bags: 96 },
  evidence: 2,
  points: 37,
  reason: null,
  reasonText: null,
};
const facts = { college: { kk: 'Теңіз', ru: 'Тениз', en: 'Teniz' }, now: '2026-11-24T05:00:00.000Z', total: 1 };

/** The cell of a column. */
const cell = (heading: string) => {
  const { headings, rows } = actionsSheet([action], facts, 'ru');
  return rows[0]![headings.indexOf(heading)];
};

describe('the sheet of own actions', () => {
  it('shows numbers in the units of people, with claimed beside verified', () => {
    expect(cell('мешки: заявлено')).toBe('≈ 130');
    expect(cell('мешки: подтверждено')).toBe(96);
    expect(cell('собранный вес, кг: заявлено')).toBe(2.5);
    expect(cell('собранный вес, кг: подтверждено')).toBeNull();
  });

  it('shows receipt, days, state and instants of Aqtau', () => {
    expect(cell('Квитанция №')).toBe('2271-9');
    expect(cell('Первый день')).toBe('2026-11-20');
    expect(cell('Состояние')).toBe('Утверждена, есть спор');
    expect(cell('Отправлена')).toBe('2026-11-21 02:05');
    expect(cell('Баллы')).toBe(37);
  });

  it('has a heading for every cell in each language', () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const { headings, rows, title } = actionsSheet([action], facts, language);
      expect(rows[0]).toHaveLength(headings.length);
      expect([...headings, ...title].filter((text) => text.trim() === '')).toEqual([]);
    }
  });

  it('says when more actions match than it has lines', () => {
    expect(actionsSheet([action], { ...facts, total: 9 }, 'en').title[2]).toBe(
      'The first 1 of 9 actions. Choose fewer days.',
    );
  });
});
