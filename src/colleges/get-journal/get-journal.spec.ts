import fc from 'fast-check';
import { challengesProjection } from '../../../projections/challenges/challenges.projection.js';
import { collegeJournalProjection } from '../../../projections/college-journal/college-journal.projection.js';
import { collegesProjection } from '../../../projections/colleges/colleges.projection.js';
import { fold, recorded } from '../../../projections/document-folds.fixture.js';
import type { Projection } from '../../../projections/projection.js';
import { photo } from '../../../test/support/action-history.js';
import { entrantOf } from '../../../test/support/challenge-history.js';
import { MemoryReadModel } from '../../../test/support/memory-read-model.js';
import type { DomainEvent } from '../../events/schemas.js';
import { GetJournal } from './get-journal.js';
import { GetJournalHandler } from './get-journal.handler.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200);
const SEED = Number(process.env.PROPERTY_SEED ?? 20261204);
const COLLEGES = ['aktau', 'beineu', 'kuryk', 'munaily'];
const CHALLENGES = ['amal', 'green'];

const texts = (word: string) => ({ kk: word, ru: word, en: word });
const begin: DomainEvent[] = [
  ...COLLEGES.map((collegeId): DomainEvent => {
    const names = { names: texts(collegeId), shortNames: texts(collegeId) };
    return { type: 'CollegeRegistered', data: { collegeId, ...names, district: 'aktau' } };
  }),
  ...CHALLENGES.map((challengeId): DomainEvent => {
    const entrants = COLLEGES.map((id) => entrantOf(id, 300, 'M'));
    return { type: 'ChallengeOpened', data: { challengeId, entrants } };
  }),
];

const WHAT = ['attach', 'reject', 'merge', 'undo', 'merge', 'end in', 'reopen', 'split'] as const;
const anyStep = fc.record({
  what: fc.constantFrom(...WHAT),
  one: fc.constantFrom(...COLLEGES),
  other: fc.constantFrom(...COLLEGES),
  challengeId: fc.constantFrom(...CHALLENGES),
});
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

/** Mergers by their place: each challenge, and the roster under an empty name. */
class Model {
  readonly events = [...begin];
  /** For each event the colleges that it names, and its challenge. */
  readonly about: { colleges: string[]; where: string }[] = begin.map(({ data }) =>
    'collegeId' in data ? { colleges: [data.collegeId as string], where: '' } : { colleges: [], where: '' },
  );
  readonly follows = new Map(['', ...CHALLENGES].map((where) => [where, new Map<string, string>()]));
  readonly parts = new Map<string, string[]>();

  constructor(private readonly neverUndone = false) {}

  take({ what, one, other, challengeId }: Step): void {
    const [roster, challenge] = [this.follows.get('')!, this.follows.get(challengeId)!];
    const actionId = `${challengeId}-${one}`;
    const why = { reason: 'test', note: null };
    const action = { actionId, challengeId, collegeId: one };
    if (what === 'attach')
      this.add([one], challengeId, { type: 'EvidenceAttached', data: { ...action, evidence: photo } });
    if (what === 'reject')
      this.add([one], challengeId, { type: 'ActionRejected', data: { ...action, ...why, reviewer: 'nurlan' } });
    if (what === 'merge' && one !== other && ![one, other].some((id) => challenge.has(id))) {
      challenge.set(one, other);
      this.add([one, other], challengeId, {
        type: 'EntrantMerged',
        data: { challengeId, from: one, into: other, reason: 'merged' },
      });
    }
    if (what === 'undo' && challenge.has(one)) {
      const into = challenge.get(one)!;
      const { collegeId: from, ...entrant } = entrantOf(one, 300, 'M');
      if (!this.neverUndone) challenge.delete(one);
      this.add([one, into], challengeId, {
        type: 'EntrantMergerUndone',
        data: { challengeId, from, into, entrant, reason: 'mistake' },
      });
    }
    const isActive = (id: string) => !roster.has(id);
    if (what === 'end in' && one !== other && isActive(one) && isActive(other)) {
      roster.set(one, other);
      this.parts.delete(one);
      this.add([one, other], '', { type: 'CollegeMerged', data: { collegeId: one, into: other, ...why } });
    }
    if (what === 'split' && one !== other && isActive(one)) {
      this.parts.set(one, [...new Set([...(this.parts.get(one) ?? []), other])]);
      this.add([one, other], '', {
        type: 'CollegeSplit',
        data: { collegeId: one, into: [other], ends: false, ...why },
      });
    }
    if (what === 'reopen' && (roster.has(one) || this.parts.has(one))) {
      const into = roster.has(one) ? [roster.get(one)!] : this.parts.get(one)!;
      roster.delete(one);
      this.parts.delete(one);
      this.add([one, ...into], '', { type: 'CollegeReopened', data: { collegeId: one, into, ...why } });
    }
  }

  /** Ids of the events of a journal, newest first. */
  journalOf(collegeId: string): string[] {
    const counts = (where: string, id: string): boolean => {
      const next = this.follows.get(where)!.get(id);
      return next === undefined ? id === collegeId : counts(where, next);
    };
    return recorded(this.events)
      .filter((_, index) => {
        const { colleges, where } = this.about[index]!;
        return colleges.some((id) => id === collegeId || counts('', id) || (where !== '' && counts(where, id)));
      })
      .map(({ id }) => id)
      .reverse();
  }

  private add(colleges: string[], where: string, event: DomainEvent): void {
    this.events.push(event);
    this.about.push({ colleges, where });
  }
}

async function journalsAfter(events: readonly DomainEvent[]) {
  const documents = new MemoryReadModel();
  const write = async <Body extends object>(projection: Projection<Body>) => {
    const generation = await documents.begin(projection.name, projection.version);
    const upserts = [...fold(projection, events)].map(([key, body]) => ({ key, body }));
    const changes = { upserts, deletes: [], parked: [] };
    await documents.commit([{ projection: projection.name, generation, from: null, to: '1', ...changes }]);
    await documents.activate(projection.name, generation, () => true);
  };
  await write(collegesProjection);
  await write(challengesProjection);
  await write(collegeJournalProjection);
  const handler = new GetJournalHandler(documents);
  return (collegeId: string, page: { limit: number; offset: number }) =>
    handler.execute(new GetJournal(collegeId, page, { role: 'auditor', collegeId: null }));
}

describe(`the journal of a college (seed ${SEED}, ${RUNS} runs)`, () => {
  const property = (neverUndone: boolean) =>
    fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (steps, limit) => {
      const model = new Model(neverUndone);
      for (const step of steps) model.take(step);
      const journal = await journalsAfter(model.events);
      for (const collegeId of COLLEGES) {
        const shown: string[] = [];
        for (let offset: number | null = 0; offset !== null;) {
          const { entries, next } = await journal(collegeId, { limit, offset });
          expect(entries).toHaveLength(next === null ? entries.length : limit);
          shown.push(...entries.map(({ eventId }) => eventId));
          offset = next;
        }
        expect(shown).toEqual(model.journalOf(collegeId));
      }
    });

  it('shows each event once to every college for which it counts', async () => {
    await fc.assert(property(false), { seed: SEED, numRuns: RUNS });
    expect((await fc.check(property(true), { seed: SEED, numRuns: 2_000, endOnFailure: true })).failed).toBe(true);
  });

  it('is unknown for a college that is not registered', async () => {
    const journal = await journalsAfter(begin);
    await expect(journal('nobody', { limit: 1, offset: 0 })).rejects.toMatchObject({ code: 'COLLEGE_UNKNOWN' });
    expect(await journal('aktau', { limit: 1, offset: 0 })).toMatchObject({ entries: [{}], next: null });
    expect(await journal('aktau', { limit: 1, offset: 1 })).toMatchObject({ entries: [], next: null });
  });
});
