import { LapseScheduler } from '../../src/actions/lapse-action/lapse-scheduler.js';
import { claim, type GreenSeason } from '../support/green-season.js';
import { revision, ShippedSeason, trees, verified } from '../support/shipped-season.js';

describe('a college that cheats after the close', () => {
  let played: ShippedSeason;
  let season: GreenSeason;
  /** Claims from before the close. */
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    played = await ShippedSeason.start();
    ({ season } = played);
  }, 120_000);
  afterAll(() => season?.app.close());

  it('holds no final hostage with many claims', async () => {
    const claims = Array.from({ length: 40 }, (_, n) => ({ ...trees(1), doneOn: `2026-09-${10 + Math.floor(n / 3)}` }));
    played.on('2026-09-26');
    for (const [index, name] of ['placeholder', 'disputed', 'paper', 'last-minute'].entries()) {
      const changes = { ...trees(3), collegeId: 'dala', doneOn: `2026-09-0${1 + index}` };
      ids[name] = await season.submitted(changes, name === 'paper' ? played.admin : season.dala);
    }
    const answers = await Promise.all(
      claims.map((changes, n) => season.as(season.teniz, 'PUT', `/api/actions/many-${n}`, claim(changes))),
    );
    const open = answers.flatMap(({ status }, n) => (status === 201 ? `many-${n}` : []));
    expect(open).toHaveLength(30);
    expect(await played.act(season.nurlan, open[0]!, 'request-information', { reason: 'photo-unclear' })).toBe(200);
    expect(await played.manage('close')).toBe(200);
    expect(await played.manage('finalise')).toBe('DECISIONS_PENDING');
    // The schedule reads the review queue.
    await played.read('/api/actions');
    played.on('2026-10-07');
    await season.app.app.get(LapseScheduler, { strict: false }).keep();
    expect((await played.last(open[0]!)).type).toBe('ActionLapsed');
    const bulk = { actionIds: open.slice(1), reason: 'not-eligible' };
    expect(await played.manage('reject-actions', bulk, season.nurlan)).toBe(200);
    expect((await played.read('/api/actions?pending=true&collegeId=teniz')).total).toBe(0);
  });

  it('makes no other deed of a placeholder', async () => {
    const id = ids['placeholder']!;
    const revise = (changes: object) =>
      played.act(season.dala, id, 'revise', revision(claim({ ...trees(32), doneOn: '2026-09-01', ...changes })));
    expect(await revise({})).toBe('NO_OPEN_QUESTION');
    expect(await played.act(season.nurlan, id, 'request-information', { reason: 'photo-unclear' })).toBe(200);
    expect(await revise({ doneOn: '2026-09-25' })).toBe('CLAIM_FIXED');
    expect(await revise({ doneFrom: '2026-09-01' })).toBe('CLAIM_FIXED');
    expect(await revise({ kind: 'G1', claimed: { bags: { value: 40, precision: 'exact' } } })).toBe('CLAIM_FIXED');
    expect(await revise({})).toBe(200);
    expect(await revise(trees(40))).toBe('NO_OPEN_QUESTION');
    expect(await played.act(season.nurlan, id, 'reject', { reason: 'not-eligible' })).toBe(200);
  });

  it('disputes a decision once, and bars everybody who decided', async () => {
    const id = ids['disputed']!;
    const [second, third] = [await played.reviewer(), await played.reviewer()];
    expect(await played.act(season.nurlan, id, 'approve', verified(3))).toBe(200);
    expect(await played.act(season.dala, id, 'dispute', { note: 'Көбірек еді' })).toBe(200);
    expect(await played.act(season.nurlan, id, 'correct', { ...verified(1), reason: 'recounted' })).toBe(
      'DECIDED_BEFORE',
    );
    expect(await played.act(season.nurlan, id, 'revoke', { reason: 'not-real' })).toBe('DECIDED_BEFORE');
    const outcome = { outcome: 'approved', ...verified(8), reason: 'second-look' };
    expect(await played.act(season.nurlan, id, 'resolve', outcome)).toBe('DECIDED_BEFORE');
    expect(await played.act(second, id, 'resolve', outcome)).toBe(200);
    expect(await played.act(season.dala, id, 'dispute', {})).toBe('DISPUTED_BEFORE');
    const other = { kind: 'G4', doneOn: '2026-09-01', reason: 'wrong-day' };
    for (const loser of [season.nurlan, second]) {
      const decisions = {
        correct: { ...verified(1), reason: 'recounted' },
        reclassify: other,
        reopen: { reason: 'new' },
      };
      for (const [what, body] of Object.entries(decisions))
        expect(await played.act(loser, id, what, body)).toBe('DECIDED_BEFORE');
    }
    expect(await played.act(third, id, 'correct', { ...verified(7), reason: 'recounted' })).toBe(200);
  });

  it('finds somebody to decide when no reviewer is left', async () => {
    const id = ids['paper']!;
    const organiser = (await season.app.signedIn('organiser')).cookie;
    const { items } = await played.read('/api/accounts');
    const reviewers = items.filter(({ role }: { role: string }) => role === 'reviewer');
    expect(await played.act(season.nurlan, id, 'reject', { reason: 'not-eligible' })).toBe(200);
    expect(await played.act(season.dala, id, 'dispute', {})).toBe(200);
    const dismissal = { reason: 'no-ground' };
    expect(await played.act(organiser, id, 'dismiss-dispute', dismissal)).toBe('REVIEWERS_ONLY');
    expect(reviewers.length).toBeGreaterThan(2);
    for (const { id: account } of reviewers)
      expect(await played.ask(played.admin, 'POST', `/api/accounts/${account}/revoke`)).toBe(200);
    expect(await played.act(played.admin, id, 'dismiss-dispute', dismissal)).toBe('OWN_CLAIM');
    expect(await played.act(organiser, id, 'dismiss-dispute', dismissal)).toBe(200);
  });

  it('has days to dispute a rejection, and a mistaken one is reopened', async () => {
    const id = ids['last-minute']!;
    const reviewer = await played.reviewer();
    expect(await played.act(reviewer, id, 'reject', { reason: 'not-eligible' })).toBe(200);
    expect(await played.manage('finalise')).toBe('DISPUTE_TIME_RUNNING');
    expect(await played.act(played.admin, id, 'reopen', { reason: 'mistake' })).toBe(200);
    expect(await played.act(await played.reviewer(), id, 'approve', verified(5))).toBe(200);
    played.on('2026-10-12');
    expect(await played.act(season.dala, id, 'dispute', {})).toBe(200);
    expect(await played.act(season.dala, id, 'withdraw-dispute')).toBe(200);
    expect(await played.manage('finalise')).toBe('DISPUTE_TIME_RUNNING');
    played.on('2026-10-13');
    expect(await played.act(season.dala, ids['paper']!, 'dispute', {})).toBe('DISPUTED_BEFORE');
    expect(await played.act(season.dala, ids['placeholder']!, 'dispute', {})).toBe('DISPUTE_TOO_LATE');
    expect(await played.manage('finalise')).toBe(200);
  });
});
