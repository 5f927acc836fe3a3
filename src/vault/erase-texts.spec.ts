import { given } from '../../test/support/given.js';
import type { DomainEvent } from '../events/schemas.js';
import { eraseTexts } from './erase-texts.js';
import { streamTexts } from './stream-texts.js';

const uuid = (n: number) => `${String(n).padStart(8, '0')}-5c1e-4d2a-9b3f-000000000000`;
const ref = (n: number) => ({ id: uuid(n), commitment: '0'.repeat(64) });
const whose = { actionId: 'a-1', challengeId: 'green-2026', collegeId: 'teniz' };
const rejected = (n: number): DomainEvent => ({
  type: 'ActionRejected',
  data: { ...whose, reason: 'no-proof', note: ref(n), reviewer: 'r-1' },
});
const adjusted = (collegeId: string, n: number): DomainEvent => ({
  type: 'PointsAdjusted',
  data: { challengeId: 'green-2026', collegeId, points: -5, reason: 'late', note: ref(n) },
});
const counted: DomainEvent = {
  type: 'EnrolmentRecorded',
  data: { collegeId: 'teniz', students: 600, asOf: '2026-01-01', source: 'nobd', note: ref(1) },
};
const reason = 'person-asked';

describe('Erase texts', () => {
  it('records the erasure on the stream of an action', () => {
    given(streamTexts, rejected(1), rejected(2))
      .when((state) => eraseTexts({ reason }, state))
      .then({ type: 'ActionTextsErased', data: { ...whose, texts: [uuid(1), uuid(2)], reason } });
  });

  it('records the notes of one college on the stream of a challenge', () => {
    given(streamTexts, adjusted('teniz', 1), adjusted('dala', 2))
      .when((state) => eraseTexts({ reason, collegeId: 'dala' }, state))
      .then({
        type: 'ChallengeTextsErased',
        data: { challengeId: 'green-2026', collegeId: 'dala', texts: [uuid(2)], reason },
      });
    given(streamTexts, adjusted('teniz', 1), adjusted('dala', 2))
      .when((state) => eraseTexts({ reason }, state))
      .then({
        type: 'ChallengeTextsErased',
        data: { challengeId: 'green-2026', collegeId: null, texts: [uuid(1), uuid(2)], reason },
      });
  });

  it('records the notes of enrolments on the stream of a college', () => {
    given(streamTexts, counted)
      .when((state) => eraseTexts({ reason }, state))
      .then({ type: 'CollegeTextsErased', data: { collegeId: 'teniz', texts: [uuid(1)], reason } });
  });

  it('erases only the texts that are asked for and refuses others', () => {
    given(streamTexts, rejected(1), rejected(2))
      .when((state) => eraseTexts({ reason, texts: [uuid(2)] }, state))
      .then({ type: 'ActionTextsErased', data: { ...whose, texts: [uuid(2)], reason } });
    given(streamTexts, rejected(1))
      .when((state) => eraseTexts({ reason, texts: [uuid(3)] }, state))
      .refuses('not-found', 'TEXT_UNKNOWN', 'texts');
  });

  it('stays quiet about texts that were erased before', () => {
    const erased: DomainEvent = { type: 'ActionTextsErased', data: { ...whose, texts: [uuid(1)], reason } };
    given(streamTexts, rejected(1), erased)
      .when((state) => eraseTexts({ reason }, state))
      .then();
    given(streamTexts)
      .when((state) => eraseTexts({ reason }, state))
      .then();
  });

  it('splits a thousand texts and more over several events', () => {
    const { state } = given(streamTexts, ...Array.from({ length: 1_001 }, (_, n) => rejected(n)));
    const events = eraseTexts({ reason }, state);
    expect(events.map(({ data }) => 'texts' in data && data.texts.length)).toEqual([1_000, 1]);
  });
});
