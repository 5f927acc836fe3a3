import type { ReportedAction } from '../data/report-answers.js';
import { copyOf, purposeOf, revisionOf } from './report-start.js';

const action = {
  id: 'a1',
  challengeId: 'green-2026',
  status: 'needs-info',
  pending: true,
  kind: 'G1',
  doneFrom: null,
  doneOn: '2026-11-20',
  claimed: { grams: { value: 1_440_500, precision: 'about' }, participants: { value: 40, precision: 'exact' } },
  partners: ['c2'],
  place: 'Құрық',
  description: null,
  evidence: [
    { id: 'e1', url: 'https://a.kz', erased: null },
    { id: 'e2', url: null, erased: { kk: 'Өшірілді', ru: 'Удалено', en: 'Erased' } },
  ],
} as unknown as ReportedAction;

describe('Start of a report', () => {
  it('copies kind, place, partners and precision, but no numbers and no day', () => {
    expect(copyOf(action, 'kk')).toEqual({
      kind: 'G1',
      place: 'Құрық',
      description: '',
      partners: ['c2'],
      claimed: {
        grams: { text: '', value: null, precision: 'about' },
        participants: { text: '', value: null, precision: 'exact' },
      },
    });
  });

  it('revises the report as sent, with evidence that is still there', () => {
    expect(revisionOf(action, 'kk')).toMatchObject({
      doneOn: '2026-11-20',
      keep: ['e1'],
      claimed: { grams: { text: '1440,5', value: 1_440_500, precision: 'about' } },
    });
  });

  it('answers an open question and revises any other undecided report', () => {
    expect(purposeOf(action)).toEqual({ kind: 'answer', actionId: 'a1' });
    expect(purposeOf({ ...action, status: 'submitted' })).toEqual({ kind: 'revision', actionId: 'a1' });
    expect(purposeOf({ ...action, status: 'approved', pending: false })).toBeNull();
  });
});
