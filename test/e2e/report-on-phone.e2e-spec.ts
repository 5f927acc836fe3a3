import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { until } from '../support/browser.js';
import { expectOneAction, photo, plain, usePhone } from '../support/phone-world.js';

const world = usePhone();

describe('a report written in the form', () => {
  /** As a camera stores it: lying, with a mark that it stands, with its place. */
  const camera = async (index: number) => ({
    name: `IMG_${index}.jpg`,
    mimeType: 'image/jpeg',
    buffer: await sharp({
      create: { width: 3_000, height: 2_250, channels: 3, background: { r: index * 40, g: 90, b: 120 } },
    })
      .withMetadata({ orientation: 6, exif: { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 38/1 0/1' } } })
      .jpeg()
      .toBuffer(),
  });
  const fill = async (page: Page) => {
    await page.locator('#field-kind').click();
    await page.locator('.option').first().click();
    await page.locator('label', { has: page.locator('input[value="today"]') }).click();
    await page.locator('#field-claimed-trees').fill('55');
  };

  it('arrives with its photos upright and small, and leaves an empty form', async () => {
    const { phone, server, who } = world;
    await phone.context.clock.setSystemTime(server.clock.now());
    const page = await phone.tab('/portal/report');
    await fill(page);
    await page.locator('#pick-files').setInputFiles(await Promise.all([1, 2, 3].map((index) => camera(index))));
    await page.locator('.tile').nth(2).waitFor();
    await page.locator('input[value="no-minors"]').check();
    await page.locator('form button[type="submit"]').click();
    await page.waitForURL('**/portal/drafts/*');
    const id = page.url().split('/').at(-1)!;
    await phone.receiptOf(page, id);
    const evidence = await expectOneAction(world, id, 3);
    const shown = await server.request('GET', `/api/evidence/${evidence[0]!.id}`, { cookie: who.cookie });
    expect(shown.body).toMatchObject({ state: 'ready', width: 1_536, height: 2_048 });
    await page.goto(`${server.url}/portal/report`);
    await page.locator('h1').waitFor();
    expect(await page.locator('.tile').count()).toBe(0);
    expect(await page.locator('#field-place').inputValue()).toBe('');
  });

  it('keeps every word when the tab closes without a network', async () => {
    const { phone, server } = world;
    await phone.context.clock.setSystemTime(server.clock.now());
    const page = await phone.tab('/portal/report');
    await phone.context.setOffline(true);
    await fill(page);
    await page.locator('#field-place').fill('Құрық ауылы');
    await until(() => page.url().includes('draft='), 'the draft has an address');
    const { href } = new URL(page.url());
    await page.locator('#field-description').pressSequentially('Ауа райы суық');
    await page.close({ runBeforeUnload: true });
    const again = await phone.context.newPage();
    await again.goto(href);
    await until(async () => (await again.locator('#field-place').inputValue()) === 'Құрық ауылы', 'the draft is shown');
    expect(await again.locator('#field-claimed-trees').inputValue()).toBe('55');
    await until(async () => (await again.locator('#field-description').inputValue()) === 'Ауа райы суық', 'all words');
  });

  it('says which file is refused and why, and takes ten', async () => {
    const { phone } = world;
    const page = await phone.tab('/portal/report');
    await page.locator('#field-kind').waitFor();
    const small = await photo(60, 60);
    await page
      .locator('#pick-files')
      .setInputFiles([
        { name: 'notes.docx', mimeType: 'application/msword', buffer: Buffer.from('words') },
        { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
        ...Array.from({ length: 11 }, (_, index) => ({ name: `p${index}.jpg`, mimeType: 'image/jpeg', buffer: small })),
      ]);
    await page.locator('.tile').nth(9).waitFor();
    await until(async () => plain(await page.textContent('main')).includes('p10.jpg'), 'the eleventh photo is named');
    const text = plain(await page.textContent('main'));
    expect(['notes.docx', 'empty.jpg', 'p10.jpg'].filter((name) => !text.includes(name))).toEqual([]);
    expect(await page.locator('.tile').count()).toBe(10);
  });
});
