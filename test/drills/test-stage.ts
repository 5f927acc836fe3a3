import type { TestApp } from '../support/app.js';
import { CHALLENGE, claimOf, COLLEGES, rules, text } from './people.js';

/** The test server's clock stands on this day. */
export const DAY = '2026-03-01';
export const LAST_DAY = '2026-03-20';

/** An open challenge of three colleges on a server within this process. */
export async function openChallenge(server: TestApp): Promise<void> {
  const ask = async (path: string, body: object) => {
    const answer = await server.request('POST', path, { cookie: server.adminCookie, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  for (const id of COLLEGES) {
    await ask('/api/colleges', { id, names: text(id), shortNames: text(id), district: 'aktau' });
    await ask(`/api/colleges/${id}/enrolments`, { students: 500, asOf: DAY, source: 'other' });
  }
  const words = { titles: text('Амал'), season: text('2026') };
  await ask('/api/challenges', { id: CHALLENGE, track: 'amal', ...words, opensOn: DAY, closesOn: LAST_DAY });
  const at = `/api/challenges/${CHALLENGE}`;
  await ask(`${at}/rulebooks`, { rules, retroactive: false, note: { kk: 'Ереже', ru: 'Правила' } });
  await ask(`${at}/open`, {});
}

/** The body of a submission on the day the clock stands on. */
export const claimOfDay = (collegeId: string) => ({ ...claimOf(collegeId), doneOn: DAY });
