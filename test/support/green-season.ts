import { randomUUID } from 'node:crypto';
import { encode } from '../../src/event-store/event-store.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import { type Answer, startTestApp, type TestApp, TestClock } from './app.js';
import { announced, challengeId, dala, opened, published, teniz } from './challenge-history.js';

const registered = ({ collegeId, names, shortNames }: typeof teniz): DomainEvent => ({
  type: 'CollegeRegistered',
  data: { collegeId, names, shortNames, district: 'aktau' },
});

/** A server with two colleges in the open challenge `green-2026` on its first day, and an account of each kind. */
export class GreenSeason {
  /** Session cookies of coordinators. */
  teniz: string;
  dala: string;
  /** Session cookies of reviewers, of `dala` and of a college outside the challenge. */
  aigul: string;
  nurlan: string;

  private constructor(
    readonly app: TestApp,
    readonly clock: TestClock,
  ) {}

  static async start(options: Parameters<typeof startTestApp>[0] = {}): Promise<GreenSeason> {
    const clock = new TestClock(new Date('2026-09-01T05:00:00.000Z'));
    const season = new GreenSeason(await startTestApp({ ...options, clock }), clock);
    await season.given('college-teniz', registered(teniz));
    await season.given('college-dala', registered(dala));
    await season.given(`challenge-${challengeId}`, announced, published, opened);
    season.teniz = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    season.dala = (await season.app.signedIn('coordinator', 'dala')).cookie;
    season.aigul = (await season.app.signedIn('reviewer', 'dala')).cookie;
    season.nurlan = (await season.app.signedIn('reviewer', 'shagala')).cookie;
    return season;
  }

  /** Appends events to a stream. */
  async given(stream: string, ...events: DomainEvent[]): Promise<void> {
    const metadata = { actor: 'test', $correlationId: 'test', recordedAt: this.clock.now().toISOString() };
    const stored = await this.app.events(stream);
    const expected = stored.at(-1)?.revision ?? 'no-stream';
    await this.app.store.append(
      stream,
      expected,
      events.map((event) => encode(event, randomUUID(), metadata)),
    );
  }

  /** A new action, submitted with its texts and links. */
  async submitted(changes: object = {}, cookie = this.teniz): Promise<string> {
    const id = randomUUID();
    expect((await this.as(cookie, 'PUT', `/api/actions/${id}`, claim(changes))).status).toBe(201);
    return id;
  }

  as(cookie: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.app.request(method, path, { cookie, body, headers });
  }

  organiser(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.as(this.app.adminCookie, method, path, body, headers);
  }

  /** Reads what a write has changed. */
  after(written: Answer, path: string, cookie = this.app.adminCookie): Promise<Answer> {
    return this.as(cookie, 'GET', `${path}${path.includes('?') ? '&' : '?'}atLeast=${written.body.position}`);
  }

  async types(streamPrefix: string): Promise<string[]> {
    return (await this.app.events(streamPrefix)).map(({ type }) => type);
  }
}

/** The body of a submission. */
export const claim = (changes: object = {}) => ({
  challengeId,
  kind: 'G4',
  doneOn: '2026-09-01',
  claimed: { trees: { value: 30, precision: 'about' }, participants: { value: 12, precision: 'exact' } },
  links: ['https://example.kz/foto/1'],
  place: 'Ақтау, 7-шағын аудан',
  description: 'Көшет отырғызылды',
  ...changes,
});
