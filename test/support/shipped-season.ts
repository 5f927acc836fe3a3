import { defaultRulebook } from '../../src/challenges/index.js';
import { ruled } from './action-history.js';
import { challengeId } from './challenge-history.js';
import { claim, GreenSeason } from './green-season.js';

export const path = `/api/challenges/${challengeId}`;
export const shipped = defaultRulebook('green');
export const trees = (value: number) => ({ claimed: { trees: { value, precision: 'exact' } } });
export const verified = (count: number) => ({ verified: { trees: count } });
/** A revision says all of the claim but its challenge. */
export const revision = ({ challengeId: _, ...body } = claim()) => body;

/** Requests under the shipped rulebook; each answers 200 or the code of its refusal. */
export class ShippedSeason {
  constructor(readonly season: GreenSeason) {}

  static async start(): Promise<ShippedSeason> {
    // The clock jumps by weeks.
    const season = await GreenSeason.start({ env: { QORZHYN_SESSION_HOURS: '8760' } });
    await season.given(`challenge-${challengeId}`, ruled(shipped));
    return new ShippedSeason(season);
  }

  get admin(): string {
    return this.season.app.adminCookie;
  }

  async ask(cookie: string, method: string, to: string, body?: object): Promise<number | string> {
    const { status, body: answer } = await this.season.as(cookie, method, to, body);
    return status < 300 ? 200 : answer.code;
  }

  /** Leaves no claim open: a former test may have filled the places of a day. */
  async withdrawAll(): Promise<void> {
    const { items } = await this.read('/api/actions?pending=true&limit=100');
    for (const { id } of items) await this.act(this.admin, id, 'withdraw');
  }

  act(cookie: string, id: string, what: string, body?: object) {
    return this.ask(cookie, 'POST', `/api/actions/${id}/${what}`, body);
  }

  manage(what: string, body: object = {}, cookie = this.admin) {
    return this.ask(cookie, 'POST', `${path}/${what}`, body);
  }

  on(day: string): void {
    this.season.clock.time = new Date(`${day}T05:00:00.000Z`);
  }

  async reviewer(collegeId: string | null = 'shagala'): Promise<string> {
    return (await this.season.app.signedIn('reviewer', collegeId)).cookie;
  }

  async last(id: string) {
    const event = (await this.season.app.events(`action-${id}`)).at(-1)!;
    return { type: event.type, ...(JSON.parse(event.data) as Record<string, unknown>) };
  }

  async read(to: string, cookie = this.admin) {
    const { position } = (await this.season.app.events()).at(-1)!;
    return (await this.season.as(cookie, 'GET', `${to}${to.includes('?') ? '&' : '?'}atLeast=${position}`)).body;
  }
}
