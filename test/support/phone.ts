import type { BrowserContext, Browser, CDPSession, Page } from 'playwright-core';
import type { Draft } from '../../web/app/drafts/draft.js';
import { newDraft } from '../../web/app/drafts/draft.js';
import type { DraftFile } from '../../web/app/drafts/draft-file.js';
import { until } from './browser.js';
import type { TestApp } from './app.js';

const PHONE = { width: 390, height: 844 };

interface StoredFile {
  file: DraftFile;
  /** Base64. */
  bytes: string;
}

/** A browser with a service worker and a database of its own, on which a coordinator is signed in. */
export class Phone {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly accountId: string,
    private readonly url: string,
  ) {}

  static async open(
    browser: Browser,
    server: TestApp,
    who: { accountId: string; cookie: string },
    { url = server.url, locale = 'kk' }: { url?: string; locale?: string } = {},
  ): Promise<Phone> {
    const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'allow', locale });
    const phone = new Phone(context, who.accountId, url);
    await phone.signIn(who.cookie);
    await context.addCookies([{ name: 'qorzhyn_lang', value: locale, url }]);
    return phone;
  }

  async signIn(cookie: string): Promise<void> {
    const [name = '', value = ''] = cookie.split('=');
    await this.context.addCookies([{ name, value, url: this.url }]);
  }

  async tab(path = '/portal/drafts'): Promise<Page> {
    const page = await this.context.newPage();
    page.on('pageerror', (error) => this.faults.push(error.message));
    await page.goto(this.url + path);
    await page.locator('h1').waitFor();
    // The first visit installs the service worker with all files.
    await page.evaluate('navigator.serviceWorker.ready');
    return page;
  }

  /** Writes a draft into the database of the page, as the report form does. */
  async keep(page: Page, id: string, changes: Partial<Draft>, photos: readonly Buffer[]): Promise<void> {
    const draft = {
      ...newDraft({ accountId: this.accountId, challengeId: 'green-2026' }, id, Date.now()),
      kind: 'trees',
      doneOn: '2026-11-22',
      place: 'Құрық ауылы',
      claimed: { trees: { text: '55', value: 55, precision: 'at-least' } },
      attestation: 'no-minors',
      forecast: 40,
      ...changes,
    };
    const files = photos.map((bytes, index): StoredFile => ({
      file: {
        id: crypto.randomUUID(),
        draftId: id,
        name: `photo-${index + 1}.jpg`,
        type: 'image/jpeg',
        bytes: bytes.length,
        width: 1,
        height: 1,
        addedAt: index,
        state: 'queued',
        uploadUrl: null,
        sentBytes: 0,
        error: null,
        errors: null,
      },
      bytes: bytes.toString('base64'),
    }));
    await page.evaluate(`(${WRITE})(${JSON.stringify({ draft, files })})`);
  }

  /** The draft as the database of the page has it. */
  stored(page: Page, id: string): Promise<Draft> {
    return page.evaluate<Draft>(`(${READ})(${JSON.stringify(id)})`);
  }

  async network(page: Page): Promise<CDPSession> {
    return this.context.newCDPSession(page);
  }

  /** Opens a tab as a person does: again when the network was away. */
  async reopen(path?: string): Promise<Page> {
    for (;;) {
      const page = await this.tab(path).catch(() => null);
      if (page) return page;
    }
  }

  /** Receipt numbers that the phone has of these drafts; waits a while for the last of them. */
  async receipts(page: Page, ids: readonly string[]): Promise<string[]> {
    const receipts: string[] = [];
    for (const id of ids) receipts.push(await this.receiptOf(page, id).catch(() => ''));
    return receipts.filter((receipt) => receipt !== '');
  }

  /** Waits for the receipt on the page of a draft. */
  async receiptOf(page: Page, id: string): Promise<string> {
    await until(async () => (await this.stored(page, id)).state === 'received', `a receipt of ${id}`);
    return (await this.stored(page, id)).receipt ?? '';
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** Functions of the page, as text: tests know no types of browsers. */
const OPEN = `const opened = new Promise((done, fail) => {
  const opening = indexedDB.open('qorzhyn-drafts');
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => done(opening.result);
});`;

const WRITE = `async ({ draft, files }) => {
  ${OPEN}
  const database = await opened;
  const writing = database.transaction(['drafts', 'files', 'bytes'], 'readwrite');
  writing.objectStore('drafts').put(draft);
  for (const { file, bytes } of files) {
    const data = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0)).buffer;
    writing.objectStore('files').put(file);
    writing.objectStore('bytes').put({ id: file.id, data, thumb: data });
  }
  await new Promise((done, fail) => ((writing.oncomplete = done), (writing.onerror = () => fail(writing.error))));
  database.close();
  const channel = new BroadcastChannel('qorzhyn-drafts');
  channel.postMessage({ kind: 'changed', draftId: draft.id });
  channel.postMessage({ kind: 'wanted' });
  channel.close();
}`;

const READ = `async (id) => {
  ${OPEN}
  const database = await opened;
  const reading = database.transaction('drafts').objectStore('drafts').get(id);
  await new Promise((done) => (reading.onsuccess = done));
  database.close();
  return reading.result;
}`;
