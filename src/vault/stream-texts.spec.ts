import { fold, written } from '../../test/support/given.js';
import type { DomainEvent } from '../events/schemas.js';
import { needlessTexts, streamTexts } from './stream-texts.js';

const uuid = (n: number) => `0000000${n}-5c1e-4d2a-9b3f-000000000000`;
const ref = (n: number) => ({ id: uuid(n), commitment: String(n).repeat(64) });
const whose = { actionId: 'a-1', challengeId: 'green-2026', collegeId: 'teniz' };
const claim = { kind: 'planting', doneOn: '2026-03-01', claimed: {}, partners: [] };
const submitted: DomainEvent = {
  type: 'ActionSubmitted',
  data: { ...whose, ...claim, evidence: [ref(1)], details: ref(2), submittedOn: '2026-03-01', rulebookVersion: 1 },
};
const revised: DomainEvent = {
  type: 'ActionRevised',
  data: { ...whose, ...claim, evidence: [ref(1), ref(3)], details: ref(4), submittedOn: null, rulebookVersion: null },
};
const asked: DomainEvent = {
  type: 'InformationRequested',
  data: { ...whose, reason: 'photo-unclear', note: ref(5), reviewer: 'r-1' },
};
const disputed: DomainEvent = { type: 'DecisionDisputed', data: { ...whose, note: ref(6) } };
const resolved: DomainEvent = {
  type: 'DisputeResolved',
  data: { ...whose, outcome: 'upheld', verified: null, reason: 'same', note: null, reviewer: 'r-2' },
};
const withdrawn = written<DomainEvent>({ type: 'ActionWithdrawn', data: whose }, { at: '2026-03-02T08:00:00.000Z' });
const at = new Date('2026-03-02T09:00:00.000Z');
const needless = (events: readonly Parameters<typeof fold<unknown, DomainEvent>>[1][number][], now = at) =>
  needlessTexts(fold(streamTexts, events), now);

describe('needlessTexts', () => {
  it('are those of a claim that a revision replaced', () => {
    expect(needless([submitted, asked])).toEqual({ texts: [], next: null });
    expect(needless([submitted, asked, revised])).toEqual({ texts: [uuid(2)], next: null });
    const attached: DomainEvent = { type: 'EvidenceAttached', data: { ...whose, evidence: ref(7) } };
    expect(needless([submitted, attached, revised]).texts).toEqual([uuid(2), uuid(7)]);
  });

  it('wait for the end of an open dispute, checked daily', () => {
    const next = new Date('2026-03-03T09:00:00.000Z');
    expect(needless([submitted, revised, disputed])).toEqual({ texts: [], next });
    expect(needless([submitted, revised, disputed, resolved]).texts).toEqual([uuid(2)]);
  });

  it('are all texts of an action withdrawn thirty days ago', () => {
    const due = new Date('2026-04-01T08:00:00.000Z');
    expect(needless([submitted, asked, withdrawn])).toEqual({ texts: [], next: due });
    const before = new Date(due.getTime() - 1);
    expect(needless([submitted, asked, withdrawn], before).texts).toEqual([]);
    expect(needless([submitted, asked, withdrawn], due)).toEqual({ texts: [uuid(1), uuid(2), uuid(5)], next: null });
    const reopened: DomainEvent = {
      type: 'DecisionReopened',
      data: { ...whose, reason: 'mistake', note: null, reviewer: 'r-2' },
    };
    expect(needless([submitted, asked, withdrawn, reopened], due)).toEqual({ texts: [], next: null });
  });
});

describe('streamTexts', () => {
  it('names every text of every event with the college of the event', () => {
    const { texts, of } = fold(streamTexts, [submitted, revised, asked, disputed]);
    expect([...texts.keys()]).toEqual([1, 2, 3, 4, 5, 6].map(uuid));
    expect(new Set(texts.values())).toEqual(new Set(['teniz']));
    expect(of).toEqual(whose);
  });
});
