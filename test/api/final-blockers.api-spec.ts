import { randomUUID } from 'node:crypto';
import { LapseScheduler } from '../../src/actions/lapse-action/lapse-scheduler.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import type { Role } from '../../src/events/values.js';
import type { Answer } from '../support/app.js';
import { announced, opened, published, rules } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

const DAY_MS = 86_400_000;

let season: GreenSeason;
let secondOrganiser: string;
beforeAll(async () => {
  season = await GreenSeason.start();
  await signIn();
}, 120_000);
afterAll(() => season?.app.close());

/** A challenge of its own for each case, with one thing in the way of its final. */
class Case {
  readonly challengeId = `case-${randomUUID()}`;

  static async begin(options: Partial<Rulebook>): Promise<Case> {
    const one = new Case();
    const own = (event: ChallengeEvent) =>
      ({ ...event, data: { ...event.data, challengeId: one.challengeId } }) as DomainEvent;
    const book = { ...published, data: { ...published.data, rules: { ...rules, ...options } } } as ChallengeEvent;
    await season.given(`challenge-${one.challengeId}`, ...[announced, book, opened].map(own));
    return one;
  }

  organiser(what: string, body?: object, cookie = season.app.adminCookie): Promise<Answer> {
    return season.as(cookie, 'POST', `/api/challenges/${this.challengeId}/${what}`, body);
  }

  async submit(): Promise<string> {
    const id = randomUUID();
    const sent = await season.as(season.teniz, 'PUT', `/api/actions/${id}`, claim({ challengeId: this.challengeId }));
    expect(sent.status).toBe(201);
    return id;
  }
}

const act = async (cookie: string, id: string, what: string, body?: object): Promise<void> => {
  const answer = await season.as(cookie, 'POST', `/api/actions/${id}/${what}`, body);
  expect([what, answer.status, answer.body.code]).toEqual([what, 200, undefined]);
};
const approve = (id: string, cookie = season.nurlan) => act(cookie, id, 'approve', { verified: { trees: 28 } });
const ok = async (sent: Promise<Answer>) => expect((await sent).status).toBeLessThan(300);
/** Sessions end while a test waits. */
async function signIn(): Promise<void> {
  const { app } = season;
  const cookies = async (...roles: [Role, string | null][]) =>
    Promise.all(roles.map(async ([role, collegeId]) => (await app.signedIn(role, collegeId)).cookie));
  app.adminCookie = await app.cookieOf(app.adminId);
  [secondOrganiser = ''] = await cookies(['organiser', null]);
  [season.teniz = '', season.dala = ''] = await cookies(['coordinator', 'teniz'], ['coordinator', 'dala']);
  [season.aigul = '', season.nurlan = ''] = await cookies(['reviewer', 'dala'], ['reviewer', 'shagala']);
}
const wait = async (days: number) => {
  season.clock.advance(days * DAY_MS);
  await signIn();
};

const undecided = (one: Case) => one.submit();
const question = async (one: Case) => {
  const id = await one.submit();
  await act(season.nurlan, id, 'request-information', { reason: 'photo-missing' });
  return id;
};
const dispute = async (one: Case) => {
  const id = await one.submit();
  await approve(id);
  await act(season.teniz, id, 'dispute', {});
  return id;
};
const adjustment = async (one: Case) => {
  const large = { adjustmentId: 'penalty-1', collegeId: 'dala', points: -40, reason: 'reused-photo' };
  await ok(one.organiser('adjust', large));
  return large.adjustmentId;
};
const objection = async (one: Case) => {
  const actionId = await one.submit();
  await approve(actionId);
  const id = randomUUID();
  const body = { target: { kind: 'action', actionId }, reason: 'reused-photo', note: 'Ескі сурет' };
  await ok(season.as(season.dala, 'PUT', `/api/objections/${id}`, { challengeId: one.challengeId, ...body }));
  return id;
};
const decision = async (one: Case) => {
  const id = await one.submit();
  await approve(id);
  return id;
};

interface WayOut {
  kind: string;
  by: string;
  options?: Partial<Rulebook>;
  /** Puts something in the way and returns its id. */
  block: (one: Case) => Promise<string>;
  follow: (id: string, one: Case) => Promise<unknown>;
}

const ways: WayOut[] = [
  { kind: 'undecided', by: 'a decision', block: undecided, follow: (id) => approve(id) },
  {
    kind: 'undecided',
    by: 'a bulk rejection',
    block: undecided,
    follow: async (id, one) => {
      const body = { actionIds: [id], reason: 'not-eligible' };
      const path = `/api/challenges/${one.challengeId}/reject-actions`;
      const { body: answer } = await season.as(season.aigul, 'POST', path, body);
      expect(answer.results).toEqual([{ actionId: id, code: null }]);
    },
  },
  {
    kind: 'undecided',
    by: 'a withdrawal of an organiser',
    block: undecided,
    follow: (id) => act(season.app.adminCookie, id, 'withdraw'),
  },
  {
    kind: 'question',
    by: 'an answer and a decision',
    block: question,
    follow: async (id) => {
      const { challengeId: _, ...answer } = claim();
      await act(season.teniz, id, 'revise', answer);
      await approve(id);
    },
  },
  {
    kind: 'question',
    by: 'a rejection',
    block: question,
    follow: (id) => act(season.nurlan, id, 'reject', { reason: 'unanswered' }),
  },
  {
    kind: 'question',
    by: 'its lapse',
    options: { lapseDays: 2 },
    block: question,
    follow: async () => {
      await wait(3);
      await season.app.app.get(LapseScheduler).keep();
    },
  },
  {
    kind: 'dispute',
    by: 'a resolution',
    block: dispute,
    follow: (id) => act(season.aigul, id, 'resolve', { outcome: 'upheld', reason: 'second-look' }),
  },
  {
    kind: 'dispute',
    by: 'a dismissal',
    block: dispute,
    follow: (id) => act(season.aigul, id, 'dismiss-dispute', { reason: 'no-ground' }),
  },
  { kind: 'dispute', by: 'its withdrawal', block: dispute, follow: (id) => act(season.teniz, id, 'withdraw-dispute') },
  {
    kind: 'adjustment',
    by: 'a confirmation',
    options: { secondOrganiserFrom: 20 },
    block: adjustment,
    follow: (id, one) => ok(one.organiser(`adjustments/${id}/confirm`, undefined, secondOrganiser)),
  },
  {
    kind: 'adjustment',
    by: 'a refusal',
    options: { secondOrganiserFrom: 20 },
    block: adjustment,
    follow: (id, one) => ok(one.organiser(`adjustments/${id}/decline`, { reason: 'mistake' })),
  },
  {
    kind: 'objection',
    by: 'a settlement',
    block: objection,
    follow: (id) =>
      ok(season.organiser('POST', `/api/objections/${id}/settle`, { outcome: 'dismissed', reason: 'no-ground' })),
  },
  {
    kind: 'objection',
    by: 'its withdrawal',
    block: objection,
    follow: (id) => ok(season.as(season.dala, 'POST', `/api/objections/${id}/withdraw`)),
  },
  { kind: 'dispute-time', by: 'waiting', options: { disputeDays: 2 }, block: decision, follow: () => wait(3) },
];
const hints: Readonly<Record<string, readonly string[]>> = {
  undecided: ['reject-actions', 'withdraw'],
  question: ['lapseDays'],
  dispute: ['dismiss-dispute', 'withdraw-dispute'],
  adjustment: ['confirm', 'decline'],
  objection: ['settle', 'withdraw'],
  'dispute-time': [],
};

describe('a blocker of the final', () => {
  it.each(ways)('$kind ends by $by', async ({ kind, options = {}, block, follow }) => {
    const one = await Case.begin(options);
    const id = await block(one);
    await ok(one.organiser('close'));
    const { status, body } = await one.organiser('finalise');
    expect(status).toBe(409);
    expect(body.blockers).toMatchObject([{ kind, count: 1, ids: [id] }]);
    for (const words of Object.values<string>(body.blockers[0].words))
      for (const hint of hints[kind]!) expect(words).toContain(hint);
    for (const words of Object.values<string>(body.blockers[0].words)) expect(words).not.toMatch(/[{}]/);
    if (kind === 'dispute-time') expect(body.blockers[0].words.ru).toMatch(/\d\d\.\d\d\.20\d\d/);
    await follow(id, one);
    const final = await one.organiser('finalise');
    expect(final.status).toBe(200);
    const { body: challenge } = await season.after(final, `/api/challenges/${one.challengeId}`);
    expect(challenge.state).toBe('final');
  });

  it('is listed beside all others', async () => {
    const one = await Case.begin({ secondOrganiserFrom: 20, disputeDays: 2 });
    for (const block of [undecided, question, dispute, adjustment, objection]) await block(one);
    await ok(one.organiser('close'));
    const { body } = await one.organiser('finalise');
    const kinds = body.blockers.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(Object.keys(hints));
  });
});
