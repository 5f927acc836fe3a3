import { CalendarScheduler } from '../../../src/challenges/keep-calendar/calendar-scheduler.js';
import { LapseScheduler } from '../../../src/actions/lapse-action/lapse-scheduler.js';
import type { Audience, Board, StandingsRow } from '../../../projections/standings/standings.contract.js';
import { ExportedStandings } from '../../../src/cli/export/exported-standings.js';
import type { Role } from '../../../src/events/values.js';
import { dayOf } from '../../../src/events/day.js';
import { verifyFinals } from '../../../src/leaderboard/verify-finals.js';
import { Projector } from '../../../src/projector/projector.js';
import { ReadModel } from '../../../src/projector/read-model.js';
import { rebuildAll } from '../../../src/projector/rebuild.js';
import { ProjectionRegistry } from '../../../src/projector/runner.js';
import { type Difference, verify } from '../../../src/projector/verify.js';
import { startTestApp, TestClock, type TestApp } from '../../support/app.js';
import type { LoggedEvent } from '../../support/shadow-scorer.js';
import { MemoryEventStore } from '../../support/memory-event-store.js';
import { type College, type Person, RightsModel } from './rights-model.js';
import type { Answer, Asked } from './walk.js';

const START = '2026-09-01T06:00:00.000Z';
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const COLLEGES = 5;
const ENROLMENT_DAY = '2026-08-20';
/** Beside the first organiser. */
const PEOPLE = [
  ['organiser', null],
  ['auditor', null],
  ...[0, 1, 2, 3, 4].map((college) => ['coordinator', college] as const),
  ['reviewer', 0],
  ['reviewer', 1],
  ['reviewer', null],
  ['reviewer', null],
  ['reviewer', null],
] as const;

/** A server with people and colleges. The history is in memory: the walk is about rights, and each command waits for its events. */
export class World {
  private seen = 0;
  private walk = '';
  private reader = '';
  private readonly cookies = new Map<string, string>();

  private constructor(
    readonly server: TestApp,
    readonly store: MemoryEventStore,
    private readonly clock: TestClock,
    readonly model: RightsModel,
  ) {}

  static async start(): Promise<World> {
    const store = new MemoryEventStore();
    const clock = new TestClock(new Date(START));
    const env = {
      QORZHYN_WRITES_PER_MINUTE: '1000000',
      QORZHYN_READS_PER_MINUTE: '1000000',
      QORZHYN_SESSION_HOURS: '8760',
      QORZHYN_SESSION_IDLE_HOURS: '8760',
    };
    const server = await startTestApp({ clock, store, env });
    const model = new RightsModel(dayOf(clock.now()), [], []);
    const world = new World(server, store, clock, model);
    world.add('organiser', null, { accountId: server.adminId, cookie: server.adminCookie });
    for (let n = 0; n < COLLEGES; n += 1) model.colleges.push(await world.college(n));
    for (const [role, college] of PEOPLE) {
      const collegeId = college === null ? null : model.colleges[college]!.id;
      world.add(role, collegeId, await server.signedIn(role, collegeId));
    }
    world.reader = (await server.signedIn('auditor')).cookie;
    for (const organiser of model.people.filter(({ role }) => role === 'organiser')) await world.giveLogin(organiser);
    return world;
  }

  private add(role: Role, collegeId: string | null, { accountId: id, cookie }: { accountId: string; cookie: string }) {
    const { people } = this.model;
    const held = new Set(collegeId ? [collegeId] : []);
    people.push({
      name: `${role}-${people.length}`,
      id,
      role,
      collegeId,
      held,
      closed: false,
      hasLogin: false,
      outsideBy: null,
    });
    this.cookies.set(id, cookie);
  }

  /** From then on this organiser can confirm others, so it comes last. */
  private async giveLogin(person: Person): Promise<void> {
    const { server } = this;
    person.hasLogin = true;
    if (person.id === server.adminId) return;
    const as = { cookie: server.adminCookie, body: {} };
    const { body } = await server.request('POST', `/api/accounts/${person.id}/invite-again`, as);
    const choice = { login: person.name, password: 'дала желі 2026 ақтау' };
    const { status } = await server.request('POST', `/api/invitations/${body.token}/accept`, { body: choice });
    if (status !== 200) throw new Error(`${person.name} got no login: ${status}`);
    this.cookies.delete(person.id);
  }

  /** The last one has no known enrolment. */
  private async college(n: number): Promise<College> {
    const id = `c${n}`;
    const text = { kk: `${id} 0`, ru: `${id} 0`, en: `${id} 0` };
    const as = { cookie: this.server.adminCookie };
    const body = { id, names: text, shortNames: text, district: 'aktau' };
    await this.server.request('POST', '/api/colleges', { ...as, body });
    const students = n === COLLEGES - 1 ? null : 250 + 50 * n;
    const enrolment = { students, asOf: ENROLMENT_DAY, source: 'nobd' };
    if (students !== null)
      await this.server.request('POST', `/api/colleges/${id}/enrolments`, { ...as, body: enrolment });
    const recorders = new Set(students === null ? [] : [this.model.people[0]!]);
    return {
      id,
      students,
      enrolmentAsOf: ENROLMENT_DAY,
      name: 0,
      district: 0,
      aliases: null,
      state: 'active',
      into: [],
      recorders,
    };
  }

  async ask({ id, closed }: Person, { method = 'POST', path, body = {} }: Asked): Promise<Answer> {
    this.clock.advance(SECOND_MS);
    // A closed account has the session that it had.
    const cookie = this.cookies.get(id) ?? (closed ? '' : await this.server.cookieOf(id));
    this.cookies.set(id, cookie);
    const answer = await this.server.app.inject({
      method,
      url: path,
      headers: { cookie, ...(method === 'DELETE' ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'DELETE' ? {} : { payload: JSON.stringify(body) }),
    });
    // A change of role ends the sessions of the account.
    if (path.startsWith('/api/accounts/') && !path.endsWith('/close')) this.cookies.delete(path.split('/')[3]!);
    return { status: answer.statusCode, body: answer.payload === '' ? {} : JSON.parse(answer.payload) };
  }

  /** Begins a walk over new challenges. */
  begin(walk: string, challenges: number): void {
    this.walk = `${walk}-`;
    this.seen = this.store.events.length;
    this.model.begin(Array.from({ length: challenges }, (_, n) => `${this.walk}${n}`));
  }

  /** Events stored since the last call: by the calendar, and by others. Earlier walks are over. */
  news(): { calendar: string[]; others: string[] } {
    const events = this.store.events.slice(this.seen);
    this.seen = this.store.events.length;
    const byCalendar = events.filter(({ metadata }) => metadata.includes('"actor":"system"'));
    const own = byCalendar.filter(({ stream }) => stream.includes(`-${this.walk}`));
    return {
      calendar: own.map(({ type, stream }) => `${type} ${stream}`).sort(),
      others: events.filter((one) => !byCalendar.includes(one)).map(({ type }) => type),
    };
  }

  /** Days pass. */
  pass(days: number): void {
    this.clock.advance(days * DAY_MS);
    this.model.today = dayOf(this.clock.now());
  }

  async keepCalendar(): Promise<void> {
    await this.caughtUp();
    await this.server.app.get(CalendarScheduler).keep();
    await this.server.app.get(LapseScheduler).keep();
  }

  async caughtUp(): Promise<void> {
    await this.server.app.get(Projector).caughtUp((await this.store.head())!, 60_000);
  }

  /** A read by staff or a stranger. JSON is parsed. */
  async read<Body>(url: string, audience: Audience): Promise<{ status: number; body: Body; raw: Buffer }> {
    const headers = audience === 'staff' ? { cookie: this.reader } : {};
    const { statusCode: status, rawPayload: raw, headers: sent } = await this.server.app.inject({ url, headers });
    const isJson = String(sent['content-type']).includes('json');
    return { status, raw, body: (isJson ? JSON.parse(raw.toString()) : raw.toString()) as Body };
  }

  /** Every event of a challenge and its actions. */
  logOf(challengeId: string): LoggedEvent[] {
    return this.store.events
      .filter(({ data }) => data.includes(`"challengeId":"${challengeId}"`))
      .map(({ id, type, data }) => ({ id, type, data: JSON.parse(data) as unknown }));
  }

  /** Boards of `npm run export`. */
  exported(challengeId: string, audience: Audience, board: Board): StandingsRow[] {
    const standings = new ExportedStandings();
    for (const event of this.store.events) if (event.data.includes(`"${challengeId}"`)) standings.fold(event);
    const [found] = standings.boards();
    return found![1][audience]![board]?.rows ?? [];
  }

  /** Builds every read model from the history once more. */
  async rebuild(): Promise<void> {
    const requests = this.server.app
      .get(ProjectionRegistry)
      .all()
      .map((definition) => ({ definition }));
    await rebuildAll(requests, this.store, this.server.app.get(ReadModel));
    await this.caughtUp();
  }

  /** Differences between the read models, or the hashes of finals, and the history. */
  async verify(): Promise<string[]> {
    const readModel = this.server.app.get(ReadModel);
    const differences: (Difference | null)[] = [];
    for (const definition of this.server.app.get(ProjectionRegistry).all())
      differences.push((await verify(definition, this.store, readModel)).difference);
    differences.push((await verifyFinals(this.store, readModel)).difference);
    return differences.flatMap((one) => (one ? `verify: ${JSON.stringify(one)}` : []));
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
