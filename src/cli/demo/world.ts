import type { Rulebook } from '../../events/rulebook.js';
import type { LocalisedText, Role, Track } from '../../events/values.js';
import { ApiClient, Refused } from './api-client.js';

export interface CollegeSeed {
  id: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  students: number;
}

export interface ChallengeSeed {
  id: string;
  track: Track;
  titles: LocalisedText;
  season: LocalisedText;
  opensOn: string;
  closesOn: string;
  /** Absent = the default rulebook of the track. */
  rules?: Rulebook;
}

/** Creates colleges, challenges and people through the API, as their organiser. Everything that exists already stays. */
export class World {
  private logins: Set<string> | null = null;

  constructor(
    readonly url: string,
    readonly organiser: ApiClient,
    private readonly password: string,
  ) {}

  /** `token`: of the one-time link for the first organiser. */
  static async firstOrganiser(url: string, token: string, password: string): Promise<World> {
    const organiser = new ApiClient(url);
    await organiser.accept(token, 'organiser', password, 'organiser');
    return new World(url, organiser, password);
  }

  async college({ id, names, shortNames, district, students }: CollegeSeed, enrolmentAsOf: string): Promise<void> {
    const college = { id, names, shortNames, district };
    await ignoreConflict(this.organiser.call('POST', '/api/colleges', college, `college-${id}`));
    const enrolment = { students, asOf: enrolmentAsOf, source: 'demo' };
    await ignoreConflict(this.organiser.call('POST', `/api/colleges/${id}/enrolments`, enrolment, `enrolment-${id}`));
  }

  /** Announces, publishes and opens. Returns the position of the opening; null = it was open. */
  async challenge({ rules, ...challenge }: ChallengeSeed, colleges: readonly string[]): Promise<string | null> {
    const { id } = challenge;
    const at = `/api/challenges/${id}`;
    const note = { kk: 'Ереже', ru: 'Правила' };
    const rulebook = rules ? { rules, retroactive: false, note } : { version: 1 };
    await ignoreConflict(this.organiser.call('POST', '/api/challenges', challenge, `announce-${id}`));
    await ignoreConflict(this.organiser.call('POST', `${at}/rulebooks`, rulebook, `rulebook-${id}`));
    const opened = await ignoreConflict(
      this.organiser.call<{ position: string | null }>('POST', `${at}/open`, { colleges }, `open-${id}`),
    );
    return opened?.position ?? null;
  }

  /** Invites a person and accepts the invitation, or signs in a person who exists. */
  async person(login: string, role: Role, collegeId: string | null): Promise<ApiClient> {
    const client = new ApiClient(this.url);
    this.logins ??= await this.existingLogins();
    if (this.logins.has(login)) {
      await client.signIn(login, this.password);
      return client;
    }
    const invitation = { role, collegeId, name: login };
    const { token } = await this.organiser.call<{ token: string }>('POST', '/api/invitations', invitation);
    await client.accept(token, login, this.password, login);
    this.logins.add(login);
    return client;
  }

  private async existingLogins(): Promise<Set<string>> {
    const { items } = await this.organiser.call<{ items: { login: string | null }[] }>('GET', '/api/accounts');
    return new Set(items.flatMap(({ login }) => (login === null ? [] : [login])));
  }
}

/** Ignores the conflict of a command that an earlier run has carried out; null = it was. */
export async function ignoreConflict<Response>(call: Promise<Response>): Promise<Response | null> {
  return call.catch((error: unknown) => {
    if (error instanceof Refused && error.status === 409 && error.code !== 'SUBMISSIONS_CLOSED') return null;
    throw error;
  });
}
