import { startOfDay } from '../../src/events/day.js';
import type { Rulebook, RulebookKind } from '../../src/events/rulebook.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { scoringCases, type ScoringCase, type ScoringStep } from '../support/scoring-cases.js';

const NOTE = { kk: 'Ереже', ru: 'Правила' };
const text = (kk: string) => ({ kk, ru: kk, en: kk });
const cases = scoringCases();
const clock = new TestClock(startOfDay('2026-09-20'));
let server: TestApp;

beforeAll(async () => {
  server = await startTestApp({ clock });
}, 120_000);
afterAll(() => server?.close());

/** One of what the kind counts: a claim says a number, and the verified ones score. */
function claimedFor(kind: RulebookKind | undefined) {
  const [part] = kind?.parts ?? [];
  const measure = part && ('oneOf' in part ? part.oneOf[0] : part);
  return measure ? { [measure.metric]: { value: 1, precision: 'exact' } } : {};
}

/** Plays one case through the front door, each step as the person who would do it. */
class Play {
  position = '';
  private organiser = '';
  private reviewer = '';
  private rules: Rulebook | null = null;

  constructor(
    private readonly challenge: string,
    private readonly reviewerId: string,
  ) {}

  /** Sessions end with time, so a new day starts with signing in. */
  async on(day: string): Promise<void> {
    clock.time = startOfDay(day);
    this.organiser = await server.cookieOf(server.adminId);
    this.reviewer = await server.cookieOf(this.reviewerId);
  }

  private readonly own = (name: string) => `${this.challenge}-${name}`;

  private async ask(method: string, path: string, body: unknown, cookie = this.organiser): Promise<void> {
    const answer = await server.request(method, path, { body, cookie });
    if (answer.status >= 300)
      throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
    this.position = answer.body.position;
  }

  private of = (step: string, body: unknown = {}) =>
    this.ask('POST', `/api/challenges/${this.challenge}/${step}`, body);
  private decide = (action: string, step: string, body: unknown = {}, cookie = this.reviewer) =>
    this.ask('POST', `/api/actions/${this.own(action)}/${step}`, body, cookie);

  async begin(colleges: ScoringCase['colleges']): Promise<void> {
    for (const { id, nameKk, students } of colleges) {
      const names = { names: text(`${nameKk} ${this.challenge}`), shortNames: text(nameKk.slice(0, 60)) };
      await this.ask('POST', '/api/colleges', { id: this.own(id), ...names, district: 'aktau' });
      const enrolment = { students, asOf: '2026-09-01', source: 'department-order' };
      await this.ask('POST', `/api/colleges/${this.own(id)}/enrolments`, enrolment);
    }
    const dates = { opensOn: '2026-09-25', closesOn: '2026-12-31' };
    const titles = { titles: text('Сынақ'), season: text('2026') };
    await this.ask('POST', '/api/challenges', { id: this.challenge, track: 'green', ...titles, ...dates });
  }

  async step(step: ScoringStep, colleges: ScoringCase['colleges']): Promise<void> {
    switch (step.do) {
      case 'publish':
        this.rules = step.rules;
        return this.of('rulebooks', { rules: step.rules, retroactive: step.retroactive, note: NOTE });
      case 'open':
        return this.of('open', { colleges: colleges.map(({ id }) => this.own(id)) });
      case 'freeze':
      case 'reveal':
        return this.of(step.do);
      case 'submit': {
        await this.on(step.on);
        const { kind, doneOn } = step;
        const claimed = claimedFor(this.rules?.kinds[kind]);
        const body = { challengeId: this.challenge, collegeId: this.own(step.college), kind, doneOn, claimed };
        return this.ask('PUT', `/api/actions/${this.own(step.action)}`, body);
      }
      case 'approve':
        return this.decide(step.action, 'approve', { verified: step.verified });
      case 'correct':
        return this.decide(step.action, 'correct', { verified: step.verified, reason: 'recount' });
      case 'reject':
      case 'revoke':
        return this.decide(step.action, step.do, { reason: 'evidence-unusable' });
      case 'withdraw':
        return this.decide(step.action, 'withdraw', {}, this.organiser);
      case 'adjust':
        return this.of('adjust', { collegeId: this.own(step.college), points: step.points, reason: 'jury' });
      case 'withdrawCollege':
        return this.ask('DELETE', `/api/challenges/${this.challenge}/colleges/${this.own(step.college)}`, undefined);
    }
  }

  async boards(audience: 'true' | 'public') {
    const cookie = audience === 'true' ? this.organiser : undefined;
    const rows = async (board: string) => {
      const path = `/api/challenges/${this.challenge}/standings?board=${board}&atLeast=${this.position}`;
      const { status, body } = await server.request('GET', path, { cookie });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.rows.map((row: { collegeId: string; rank: number; points: number; per100?: unknown }) => ({
        college: row.collegeId.slice(this.challenge.length + 1),
        rank: row.rank,
        points: row.points,
        ...(row.per100 ? { per100: row.per100 } : {}),
      }));
    };
    return { total: await rows('total'), 'per-100': await rows('per-100') };
  }
}

describe('the boards, from commands to answers', () => {
  test.each(cases.map((one, index) => [one.name, one, index] as const))(
    '%s',
    async (_, one, index) => {
      const { accountId } = await server.signedIn('reviewer', 'no-contestant');
      const play = new Play(`case${index}`, accountId);
      await play.on('2026-09-20');
      await play.begin(one.colleges);
      for (const step of one.steps) await play.step(step, one.colleges);
      expect(await play.boards('true')).toEqual(one.expected.true);
      expect(await play.boards('public')).toEqual(one.expected.public);
    },
    60_000,
  );
});
