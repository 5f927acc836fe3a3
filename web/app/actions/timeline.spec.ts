import type { ActionStep } from '../../../src/actions/actions.contract.js';
import { isChanged, timelineOf } from './timeline.js';

const step = (type: string, more: Partial<ActionStep> = {}): ActionStep => ({
  eventId: type,
  at: '2026-11-20T13:05:00.000Z',
  type,
  words: { kk: type, ru: type, en: type },
  actor: null,
  reason: null,
  reasonText: null,
  note: null,
  noteId: null,
  noteErased: null,
  verified: null,
  afterReset: null,
  change: null,
  ...more,
});
const claimed = {
  bags: { value: 130, precision: 'about' as const },
  participants: { value: 46, precision: 'exact' as const },
};
const titlesOf = (...journal: ActionStep[]) => timelineOf({ claimed, journal }).map(({ title, look }) => [title, look]);

describe('Timeline of an action', () => {
  it('calls a revision after a question an answer', () => {
    expect(
      titlesOf(step('ActionSubmitted'), step('ActionRevised'), step('InformationRequested'), step('ActionRevised')),
    ).toEqual([
      ['submitted', 'happened'],
      ['revised', 'happened'],
      ['asked', 'question'],
      ['answered', 'happened'],
    ]);
  });

  it('finds the answer behind evidence that was added meanwhile', () => {
    const journal = [
      step('InformationRequested'),
      step('EvidenceAttached'),
      step('ActionRevised'),
      step('ActionRevised'),
    ];
    expect(titlesOf(...journal).map(([title]) => title)).toEqual(['asked', 'fileAdded', 'answered', 'revised']);
  });

  it('tells an approval with other numbers from a plain one', () => {
    expect(titlesOf(step('ActionApproved', { verified: { bags: 130, participants: 46 } }))).toEqual([
      ['approved', 'yes'],
    ]);
    expect(titlesOf(step('ActionApproved', { verified: { bags: 96, participants: 46 } }))).toEqual([
      ['approvedCorrected', 'yes'],
    ]);
  });

  it('shows numbers that only one side has', () => {
    const [approved] = timelineOf({
      claimed,
      journal: [step('ActionApproved', { verified: { bags: 130, grams: 5000 } })],
    });
    expect(approved!.numbers).toEqual([
      { metric: 'bags', claimed: 130, verified: 130 },
      { metric: 'participants', claimed: 46, verified: null },
      { metric: 'grams', claimed: null, verified: 5000 },
    ]);
    expect(approved!.numbers.map(isChanged)).toEqual([false, true, true]);
  });

  it('shows a decided dispute as a yes only with numbers', () => {
    expect(titlesOf(step('DisputeResolved'))).toEqual([['disputeUpheld', 'no']]);
    expect(titlesOf(step('DisputeResolved', { verified: { bags: 1 } }))).toEqual([['disputeUpheld', 'yes']]);
  });

  it('leaves an unknown event to the words of the server', () => {
    expect(titlesOf(step('ActionTextsErased'))).toEqual([[null, 'happened']]);
  });
});
