import { claimed } from '../../projections/claims/claims.fixture.js';
import type { ActionFiles } from '../evidence/index.js';
import type { ClaimDocument } from '../../projections/claims/claims.contract.js';
import { claimsProjection } from '../../projections/claims/claims.projection.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import type { MatchingText, Vault } from '../vault/vault.js';
import { FlagLookup } from './flag-lookup.js';

/** All evidence of these claims is one link. */
async function lookupAmong(claims: readonly ClaimDocument[]) {
  const documents = new MemoryReadModel();
  const generation = await documents.begin(claimsProjection.name, 1);
  const upserts = claims.map((body) => ({ key: body.actionId, body }));
  const commit = { projection: claimsProjection.name, generation, from: null, to: '1', deletes: [], parked: [] };
  await documents.commit([{ ...commit, upserts }]);
  await documents.activate(claimsProjection.name, generation, () => true);
  const texts = claims.flatMap(({ actionId, evidence }) =>
    evidence.map((id): MatchingText => ({ id, key: 'link', stream: `action-${actionId}` })),
  );
  const vault: Pick<Vault, 'matchKeys' | 'matching'> = {
    matchKeys: async (ids) => new Map(texts.filter(({ id }) => ids.includes(id)).map(({ id, key }) => [id, key])),
    matching: async (keys) => texts.filter(({ key }) => keys.includes(key)),
  };
  const [list, byKey] = [jest.spyOn(documents, 'list'), jest.spyOn(documents, 'snapshot')];
  const reads = () => ({
    groups: list.mock.calls.flatMap(([name, options]) => (name === claimsProjection.name ? [options?.near] : [])),
    keys: byKey.mock.calls.flatMap(([name, keys]) => (name === claimsProjection.name ? [keys] : [])),
  });
  return {
    flags: new FlagLookup(documents, vault as Vault, { twins: async () => [] } as unknown as ActionFiles),
    reads,
  };
}

const day = (n: number) => new Date(Date.parse('2026-09-01') + n * 86_400_000).toISOString().slice(0, 10);

describe('FlagLookup', () => {
  it('looks up groups while they are few, for any number of claims', async () => {
    const claims = Array.from({ length: 700 }, (_, n) => claimed(`a-${n}`, { doneOn: day(n % 30) }));
    const { flags, reads } = await lookupAmong(claims);
    expect((await flags.of(claims)).size).toBe(700);
    expect(reads().groups).toEqual([expect.arrayContaining(['teniz 2026-09-01', 'green-2026 G1 2026-09-30'])]);
  });

  it('reads all claims once when the groups are many', async () => {
    const claims = Array.from({ length: 400 }, (_, n) => claimed(`a-${n}`, { doneOn: day(n) }));
    const { flags, reads } = await lookupAmong(claims);
    await flags.of(claims);
    expect(reads().groups).toEqual([undefined]);
  });

  it('reads only those linked claims that no group holds', async () => {
    const near = ['a-1', 'a-2'].map((id) => claimed(id, { evidence: [`photo of ${id}`] }));
    const far = claimed('b-1', { collegeId: 'dala', doneOn: '2026-11-01', evidence: ['photo of b-1'] });
    const { flags, reads } = await lookupAmong([...near, far]);
    const found = (await flags.of(near.slice(0, 1))).get('a-1')!;
    expect(found.find(({ code }) => code === 'same-link')?.actions).toEqual(['a-2', 'b-1']);
    expect(reads().keys).toEqual([['b-1']]);
    const alone = await lookupAmong(near);
    await alone.flags.of(near);
    expect(alone.reads().keys).toEqual([]);
  });
});
