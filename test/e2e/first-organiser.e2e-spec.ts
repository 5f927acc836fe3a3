import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { startTestApp } from '../support/app.js';
import { PHONE, useJourneys } from '../support/journeys.js';
import { sidewaysScroll, smallTargets, violations } from '../support/page-checks.js';

const journeys = useJourneys();

describe('First organiser', () => {
  it('accepts the invitation, sees the next step, signs out and in again', async () => {
    const { body } = await journeys.server.request('POST', '/api/invitations', {
      cookie: journeys.server.adminCookie,
      body: { role: 'organiser', name: 'Айгүл' },
    });
    const page = await journeys.visits.open(journeys.server.url + body.path, {
      viewport: PHONE,
      javaScriptEnabled: false,
    });
    await page.fill('#login', 'aigul');
    await page.fill('#password', 'мало');
    await page.click('main .button');
    expect(await page.textContent('#password-note')).toContain('Құпиясөз тым оңай');
    await page.fill('#password', 'жағадағы жел соғады');
    await page.click('main .button');
    expect(await page.textContent('h1')).toBe('Маусымға дайындық');
    expect(await page.textContent('.step.is-todo')).toContain('Колледждер тізімі');
    await page.click('text=Шығу');
    expect(await page.textContent('.notice')).toBe('Сіз жүйеден шықтыңыз.');
    await page.fill('#login', 'aigul');
    await page.fill('#password', 'жағадағы жел соғады');
    await page.click('main .button');
    expect(new URL(page.url()).pathname).toBe('/console');
  });

  it('stays signed in through a TLS proxy that no setting names', async () => {
    const sample = (name: string) => readFileSync(join(__dirname, '../samples/tls', name));
    let inner = 0;
    const proxy = createServer({ key: sample('key.pem'), cert: sample('certificate.pem') }, (outside) => {
      const inside = connect(inner, '127.0.0.1');
      outside.pipe(inside).pipe(outside);
      for (const socket of [outside, inside]) socket.on('error', () => outside.destroy());
    });
    await once(proxy.listen(0, '127.0.0.1').unref(), 'listening');
    const PUBLIC_URL = `https://hall.test:${(proxy.address() as AddressInfo).port}`;
    const other = await startTestApp({ env: { PUBLIC_URL } });
    inner = Number(new URL(other.url).port);
    try {
      const page = await journeys.visits.open(`${PUBLIC_URL}/sign-in`, {
        ignoreHTTPSErrors: true,
        javaScriptEnabled: false,
      });
      const session = async () =>
        (await page.context().cookies()).filter(({ name }) => name.endsWith('qorzhyn_session'));
      await page.fill('#login', 'first-organiser');
      await page.fill('#password', 'құпия сөз 2026');
      await page.click('main .button');
      await page.waitForURL('**/console?*');
      expect(await page.textContent('h1')).toBe('Маусымға дайындық');
      const kept = { name: '__Host-qorzhyn_session', secure: true, httpOnly: true };
      expect(await session()).toEqual([expect.objectContaining(kept)]);
      await page.click('text=Шығу');
      await page.waitForURL('**/sign-in?*');
      expect(await session()).toEqual([]);
    } finally {
      await other.close();
      proxy.close();
    }
  });

  it('finds accessible pages without sideways scroll', async () => {
    for (const viewport of [
      { width: 320, height: 640 },
      { width: 1440, height: 900 },
    ]) {
      const page = await journeys.visits.open(`${journeys.server.url}/console?lang=ru`, {
        viewport,
        cookie: journeys.server.adminCookie,
      });
      expect(await violations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });
});
