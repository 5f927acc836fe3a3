import { AppConfig } from '../../src/config/environment.js';
import { MailAddresses } from '../../src/mail/mail-addresses.repository.js';
import { Outbox } from '../../src/outbox/outbox.repository.js';
import type { TestApp } from './app.js';
import type { Ask } from './played-season.js';

/** The example of RFC 8291. */
const browser = {
  endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABm',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
};
const settings = '/api/account/notifications';

/** Calls every route of notifications; every answer is a success. `person` is a coordinator, `position` a write that concerns it. */
export async function playNotifications(server: TestApp, ask: Ask, person: string, position: string): Promise<void> {
  const as =
    (cookie: string) =>
    (method: string, path: string, body?: unknown, more: object = {}) =>
      ask(method, path, { cookie, ...(body === undefined ? {} : { body }), ...more });
  const [own, organiser] = [as(person), as(server.adminCookie)];
  const config = server.app.get(AppConfig);
  const { SMTP_URL: before } = config;
  config.SMTP_URL = 'smtp://127.0.0.1:1';
  const { body: list } = await own('GET', '/api/notifications', undefined, { query: `?atLeast=${position}&limit=2` });
  const [{ id = '', at = '' } = {}] = list.items;
  await own('POST', '/api/notifications/read', { upTo: at });
  await own('POST', '/api/notifications/read', { ids: [id] });
  await own('PUT', `${settings}/address`, { address: 'aigul@example.kz' });
  const { accountId } = (await server.request('GET', '/api/session', { cookie: person })).body.viewer;
  const code = (await server.app.get(MailAddresses).propose(accountId, 'aigul@example.kz')) ?? '';
  await own('POST', `${settings}/address/confirm`, { code });
  await own('PUT', settings, { language: 'ru', mail: 'daily', push: true });
  await own('GET', '/api/push/key');
  await own('POST', '/api/push/subscriptions', browser);
  await own('GET', settings);
  await own('DELETE', '/api/push/subscriptions', undefined, {
    query: `?endpoint=${encodeURIComponent(browser.endpoint)}`,
  });
  await own('DELETE', `${settings}/address`);
  config.SMTP_URL = before;

  const outbox = server.app.get(Outbox);
  const expiresAt = new Date(server.clock.now().getTime() - 1);
  const letter = { channel: 'mail', topic: 'notification', accountId, body: {}, expiresAt };
  for (const dedupKey of ['played-1', 'played-2']) await outbox.enqueue({ ...letter, dedupKey });
  await outbox.claim('mail', 1);
  const { body: dead } = await organiser('GET', '/api/dead-letters');
  await organiser('POST', '/api/dead-letters/{id}/retry', undefined, { at: { id: dead.items[0].id } });
  await organiser('POST', '/api/dead-letters/retry');
}
