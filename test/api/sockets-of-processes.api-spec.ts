import { io, type Socket } from 'socket.io-client';
import { FirstOrganiser } from '../../src/accounts/first-organiser.js';
import type { ApiClient } from '../../src/cli/demo/world.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createApp } from '../../src/main.js';
import { CHALLENGE, cookieOf, openWorld } from '../support/world.js';
import { RestartableServer } from '../support/server-process.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

describe('sockets of several processes', () => {
  let postgres: TestPostgres;
  let other: RestartableServer;
  let app: Awaited<ReturnType<typeof createApp>>;
  let here: string;
  let organiser: ApiClient;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const { appUrl, adminUrl } = await postgres.createDatabase();
    const settings = { LOG_LEVEL: 'silent', DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl };
    app = await createApp({ environment: readEnvironment(settings), databaseUrl: appUrl, adminUrl });
    await app.listen(0, '127.0.0.1');
    here = await app.getUrl();
    const token = await app.get(FirstOrganiser).token('a0000000-0000-4000-8000-000000000001');
    organiser = (await openWorld(here, token!, { reviewers: 3 })).organiser;
    other = await RestartableServer.start(settings, undefined, { isFurther: true });
  }, 120_000);
  afterAll(async () => {
    sockets.forEach((socket) => socket.disconnect());
    await other?.remove();
    await app?.close();
    await postgres?.stop();
  });

  /** Opens a watching socket at the other process, anonymous without a cookie. */
  const watch = async (cookie?: string) => {
    const socket = io(`${other.url}/live`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
    });
    sockets.push(socket);
    const board = (await socket
      .timeout(10_000)
      .emitWithAck('standings:watch', { challengeId: CHALLENGE, board: 'total' })) as { rows?: object[] };
    expect(board.rows).toHaveLength(3);
    return socket;
  };
  const ended = (socket: Socket) =>
    new Promise<void>((resolve) => (socket.connected ? socket.once('disconnect', () => resolve()) : resolve()));
  const as = (cookie: string, method: string, path: string) => fetch(here + path, { method, headers: { cookie } });

  test('disconnect when another process ends their session', async () => {
    const [mine, same] = [await cookieOf(here, 'reviewer-0'), await cookieOf(here, 'reviewer-0')];
    const [one, stays, screen] = [await watch(mine), await watch(same), await watch()];
    expect((await as(mine, 'DELETE', '/api/session')).status).toBe(204);
    await ended(one);
    expect([stays.connected, screen.connected]).toEqual([true, true]);
    expect((await fetch(`${other.url}/api/actions`, { headers: { cookie: mine } })).status).toBe(401);
  });

  test('disconnect when another process changes or closes their account', async () => {
    const [first, second] = [
      await watch(await cookieOf(here, 'reviewer-1')),
      await watch(await cookieOf(here, 'reviewer-2')),
    ];
    const cookie = await cookieOf(here, 'reviewer-1');
    const accounts = await organiser.call<{ items: { id: string; login: string }[] }>('GET', '/api/accounts');
    const idOf = (login: string) => accounts.items.find((one) => one.login === login)!.id;
    await organiser.call('POST', `/api/accounts/${idOf('reviewer-1')}/grant`, { role: 'auditor' }, 'k1');
    await ended(first);
    expect(second.connected).toBe(true);
    const who = await fetch(`${other.url}/api/session`, { headers: { cookie } });
    expect(await who.json()).toMatchObject({ viewer: null });
    const again = await cookieOf(other.url, 'reviewer-1');
    const now = await fetch(`${other.url}/api/session`, { headers: { cookie: again } });
    expect(await now.json()).toMatchObject({ viewer: { role: 'auditor' } });
    await organiser.call('POST', `/api/accounts/${idOf('reviewer-2')}/close`, undefined, 'k2');
    await ended(second);
  });

  test('are not opened by the link of an earlier role', async () => {
    for (let round = 0; round < 10; round += 1) {
      const wish = { role: 'screen' };
      const { token, accountId } = await organiser.call<Record<string, string>>('POST', '/api/invitations', wish);
      await organiser.call('POST', `/api/accounts/${accountId}/grant`, { role: 'organiser' });
      const used = await fetch(`${other.url}/invite/${token}`, { method: 'POST', redirect: 'manual' });
      const accepted = await fetch(`${other.url}/api/invitations/${token}/accept`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: `late-${round}`, password: 'steppe wind 2026 aktau' }),
      });
      expect([used.status, accepted.status]).toEqual([404, 404]);
    }
  });
});
