import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { SESSION_COOKIE } from '../../src/http/access.js';
import type { Who } from '../api/access-table.js';
import type { TestApp, TestClock } from '../support/app.js';
import type { Cast } from '../support/played-season.js';

export interface Identity {
  name: string;
  /** The column of the access table that fits. */
  is: Who;
  cookie?: string;
}

/** Everybody who may stand before the door of the played season, those who are no longer let in among them. */
export async function identitiesOf(server: TestApp, clock: TestClock, cast: Cast): Promise<Identity[]> {
  const organiser = (method: string, path: string) => server.request(method, path, { cookie: cast.admin, body: {} });
  const [closed, revoked, gone] = [
    await server.signedIn('organiser'),
    await server.signedIn('organiser'),
    await server.signedIn('organiser'),
  ];
  await organiser('POST', `/api/accounts/${closed.accountId}/close`);
  await organiser('POST', `/api/accounts/${revoked.accountId}/revoke`);
  await server.request('DELETE', '/api/session', { cookie: gone.cookie });
  const expired = await server.app.get(PostgresSessions).start({ id: server.adminId, revision: 0 }, { seconds: 1 });
  clock.advance(2_000);
  return [
    { name: 'nobody', is: 'anonymous' },
    { name: 'coordinator of the college', is: 'coordinator', cookie: cast.teniz },
    { name: 'coordinator of another college', is: 'coordinator', cookie: cast.dala },
    { name: 'reviewer from outside', is: 'reviewer', cookie: cast.aigul },
    {
      name: 'reviewer of the college',
      is: 'reviewer',
      cookie: (await server.signedIn('reviewer', 'teniz')).cookie,
    },
    { name: 'organiser', is: 'organiser', cookie: cast.admin },
    { name: 'auditor', is: 'auditor', cookie: (await server.signedIn('auditor')).cookie },
    { name: 'screen', is: 'screen', cookie: (await server.signedIn('screen')).cookie },
    { name: 'closed account', is: 'anonymous', cookie: closed.cookie },
    { name: 'account without a role', is: 'anonymous', cookie: revoked.cookie },
    { name: 'signed out', is: 'anonymous', cookie: gone.cookie },
    { name: 'expired session', is: 'anonymous', cookie: `${SESSION_COOKIE}=${expired}` },
    { name: 'made-up session', is: 'anonymous', cookie: `${SESSION_COOKIE}=${'A'.repeat(43)}` },
  ];
}
