import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { until } from '../support/browser.js';
import { violations } from '../support/page-checks.js';
import { Phone } from '../support/phone.js';
import { expectOneAction, photo, plain, usePhone, waiting } from '../support/phone-world.js';
import { WeakNetwork } from '../support/weak-network.js';

/** Bytes a second, so that a photo takes a few seconds. */
const SLOW = 300_000;
const world = usePhone();
const photos = (count: number) => Promise.all(Array.from({ length: count }, () => photo()));
const tryNow = (page: Page) => page.getByRole('button', { name: 'Қазір байқап көру' });
const headingOf = async (page: Page) => plain(await page.textContent('h1'));

describe('a report on a phone', () => {
  it('continues in the middle of a photo after a cut', async () => {
    const { browser, server, who } = world;
    const id = randomUUID();
    const network = await WeakNetwork.to(Number(new URL(server.url).port), { bytesPerSecond: SLOW });
    const far = await Phone.open(browser, server, who, { url: network.url });
    const page = await far.tab();
    await far.keep(page, id, waiting(), await Promise.all(Array.from({ length: 5 }, () => photo(1_400, 1_100))));
    await page.goto(`${network.url}/portal/drafts/${id}`);
    await until(async () => {
      const bands = await page.locator('.tile__band').allTextContents();
      return (
        bands.filter((band) => /жетті|тексерілуде/.test(band)).length === 2 && /^([4-9]\d|100)%/.test(bands[2]!.trim())
      );
    }, 'the third photo is in the middle');
    network.goAway();
    await far.context.setOffline(true);
    await until(async () => (await headingOf(page)) === 'Жіберілуін күтуде', 'it waits');
    expect(plain(await page.textContent('main'))).toMatch(/3-фото \d+%-дан әрі жалғасады, басынан басталмайды/);
    expect(await violations(page)).toEqual([]);
    await page.close();

    network.comeBack();
    await far.context.setOffline(false);
    const again = await far.context.newPage();
    const offsets: number[] = [];
    again.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    });
    await again.goto(`${network.url}/portal/drafts/${id}`);
    const receipt = await far.receiptOf(again, id);
    expect(offsets.some((offset) => offset > 0)).toBe(true);
    await until(async () => (await headingOf(again)) === `Қабылданды № ${receipt}`, 'it is said');
    expect(await violations(again)).toEqual([]);
    await expectOneAction(world, id, 5);
    expect(far.faults).toEqual([]);
    await far.close();
    await network.close();
  });

  it('becomes one action from two tabs and many taps', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const [page, other] = [await phone.tab(), await phone.tab()];
    await phone.context.setOffline(true);
    await phone.keep(page, id, waiting(), await photos(2));
    await Promise.all([page, other].map((tab) => tab.goto(`${server.url}/portal/drafts/${id}`)));
    let requests = 0;
    phone.context.on('request', (request) => (requests += Number(request.method() === 'PUT')));
    await phone.context.setOffline(false);
    const tap = (tab: Page) => tab.evaluate("document.querySelectorAll('.foot button')[1]?.click()");
    for (let taps = 0; taps < 4; taps += 1) await Promise.all([page, other].map((tab) => tap(tab)));
    const receipt = await phone.receiptOf(page, id);
    for (const tab of [page, other])
      await until(async () => (await headingOf(tab)) === `Қабылданды № ${receipt}`, 'both tabs say it');
    expect(requests).toBe(1);
    await expectOneAction(world, id, 2);
  });

  it('gets its receipt by the same request after a lost answer', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const page = await phone.tab();
    let lost = 0;
    await phone.context.route(`**/api/actions/${id}`, async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await phone.keep(page, id, waiting(), []);
    await page.goto(`${server.url}/portal/drafts/${id}`);
    await until(() => lost === 1, 'an answer is lost');
    expect(await phone.receiptOf(page, id)).toMatch(/^\d+-\d$/);
    await expectOneAction(world, id, 0);
  });

  it('cannot be changed while its arrival is not known', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.context.route(`**/api/actions/${id}`, (route) => route.abort('connectionreset'));
    await phone.keep(page, id, waiting(), []);
    await page.goto(`${server.url}/portal/drafts/${id}`);
    await until(async () => (await phone.stored(page, id)).mayHaveArrived, 'it left');
    await until(() => page.getByRole('button', { name: 'Өзгерту' }).isDisabled(), 'it cannot be changed');
    await phone.context.unroute(`**/api/actions/${id}`);
    await tryNow(page).click();
    await phone.receiptOf(page, id);
  });

  it('is one action from two phones with the same draft', async () => {
    const { browser, phone, server, who } = world;
    const id = randomUUID();
    const second = await Phone.open(browser, server, who);
    const pages = await Promise.all([phone, second].map((one) => one.tab()));
    const same = waiting();
    await Promise.all([phone, second].map((one, index) => one.keep(pages[index]!, id, same, [])));
    const receipts = await Promise.all([phone, second].map((one, index) => one.receiptOf(pages[index]!, id)));
    expect(new Set(receipts).size).toBe(1);
    await expectOneAction(world, id, 0);
    await second.close();
  });

  it('waits for a sign-in when the session ended meanwhile', async () => {
    const { phone, server, who } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.context.setOffline(true);
    await phone.keep(page, id, waiting(), []);
    await page.goto(`${server.url}/portal/drafts/${id}`);
    await tryNow(page).waitFor();
    await server.request('DELETE', '/api/session', { cookie: who.cookie });
    await phone.context.setOffline(false);
    await page.getByText('Кірсеңіз, есеп өзі жіберіледі').waitFor();
    expect((await phone.stored(page, id)).state).toBe('waiting');
    await phone.signIn(await server.cookieOf(who.accountId));
    await page.reload();
    await phone.receiptOf(page, id);
    await expectOneAction(world, id, 0);
  });

  it('comes back with the reason when the server refuses it', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.keep(page, id, { ...waiting(), kind: 'A9' }, []);
    await page.goto(`${server.url}/portal/drafts/${id}`);
    await page.getByText('Сервер есепті қабылдамады').waitFor();
    const { state, refusal } = await phone.stored(page, id);
    expect([state, refusal?.code]).toEqual(['refused', 'KIND_UNKNOWN']);
    expect(plain(await page.textContent('main'))).toContain(refusal!.message);
    expect(await violations(page)).toEqual([]);
    expect(await server.events(`action-${id}`)).toEqual([]);
  });

  it('says which photo was refused, and goes without it', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.keep(page, id, waiting(), [await photo(), Buffer.from('not a photo at all')]);
    await page.goto(`${server.url}/portal/drafts/${id}`);
    await page.getByText(/«photo-\u2060?2\.jpg» қабылданбады/).waitFor();
    expect((await phone.stored(page, id)).state).toBe('refused');
    await page.getByRole('button', { name: 'Алып тастау' }).click();
    await until(async () => (await page.locator('.tile').count()) === 1, 'it is taken out');
  });

  it('is not seen by another person on the same phone', async () => {
    const { phone, server, who } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.keep(page, id, {}, []);
    const other = await server.signedIn('coordinator', 'c2');
    await phone.signIn(other.cookie);
    await page.goto(`${server.url}/portal/drafts`);
    await page.getByText('Телефонда есеп жоқ').waitFor();
    await phone.signIn(await server.cookieOf(who.accountId));
    await page.goto(`${server.url}/portal/drafts`);
    await page.locator(`a[href="/portal/report?draft=${id}"]`).waitFor();
  });

  it('says when the phone is full, and loses nothing', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.context.setOffline(true);
    await phone.keep(page, id, waiting(), []);
    await page.goto(`${server.url}/portal/drafts/${id}`);
    await page.evaluate(
      "IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); }",
    );
    await page.getByRole('button', { name: 'Өзгерту' }).click();
    await page.getByText('Телефонда бос орын жоқ').waitFor();
    expect(await phone.stored(page, id)).toMatchObject({ state: 'waiting', place: 'Құрық ауылы' });
    await phone.context.setOffline(false);
    await page.reload();
    await phone.receiptOf(page, id);
  });
});

describe('the portal on a phone without a network', () => {
  it('opens with the reports that are on the phone', async () => {
    const { phone } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.keep(page, id, {}, await photos(1));
    await page.close();
    await phone.context.setOffline(true);
    const offline = await phone.tab(`/portal/drafts/${id}`);
    await offline.getByText('Құрық ауылы').waitFor();
    expect(await offline.textContent('h1')).toBe('Жоба нұсқа');
    await offline.getByText('Желі жоқ').waitFor();
    await phone.context.setOffline(false);
  });

  it('sends from the service worker when no tab is open', async () => {
    const { phone, server } = world;
    const id = randomUUID();
    const page = await phone.tab();
    await phone.context.setOffline(true);
    await phone.keep(page, id, waiting(), await photos(2));
    await page.close();
    await phone.context.setOffline(false);
    const outside = await phone.context.newPage();
    await outside.goto(`${server.url}/rules/green-2026`);
    const worker = await phone.network(outside);
    const registered = new Promise<string>((done) => {
      worker.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/portal'));
        if (own) done(own.registrationId);
      });
    });
    await worker.send('ServiceWorker.enable');
    await worker.send('ServiceWorker.dispatchSyncEvent', {
      origin: server.url,
      registrationId: await registered,
      tag: 'qorzhyn-outbox',
      lastChance: false,
    });
    await phone.receiptOf(outside, id);
    await expectOneAction(world, id, 2);
  });
});
