import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { contentSecurityPolicy } from '../../src/http/security-headers.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { buildWeb } from '../support/web-build.js';
import { type Drill, NotRun, until } from './drill.js';
import { foreignHosts, foreignOrigins, sqlInQueries } from './hostile-requests.js';
import { CHALLENGE, claimOf, DAY, LAST_DAY, rules } from '../support/world.js';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { chromiumPath } = require('../support/need-chromium.js') as { chromiumPath: () => string | null };

/** Each says its own number, so that one knows which one ran. All fit into a short name. */
const XSS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><script>alert(2)</script>',
  "'><img src=x onerror=alert(3)>",
  '</title><svg onload=alert(4)>',
  '</script><script>alert(5)</script>',
  '<img src=//evil.example/6>',
  '<iframe srcdoc="<script>alert(7)</script>">',
  '"autofocus onfocus=alert(8) x="',
  '<a href=javascript:alert(9)>x</a>',
  '<!--<img src="--><img src=x onerror=alert(10)>',
  '{{constructor.constructor("alert(11)")()}}',
  '<details open ontoggle=alert(12)>',
  '<style>@import"//evil.example/13"</style>',
  '\\u003cscript>alert(14)</script>',
  '<base href=//evil.example/15>',
  '<meta http-equiv=refresh content="0;//evil.example">',
];
const LINKS = [
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
  'blob:http://127.0.0.1/x',
];

interface Seen {
  dialogs: string[];
  reports: string[];
  foreign: string[];
}

/** Writes the corpus wherever people can write. */
async function plant(server: TestApp): Promise<{ token: string; written: number; refusedLinks: number }> {
  let written = 0;
  const ask = async (method: string, to: string, body: object) => {
    const answer = await server.request(method, to, { cookie: server.adminCookie, body });
    if (answer.status >= 300) throw new Error(`${to}: ${answer.status} ${JSON.stringify(answer.body)}`);
    written += JSON.stringify(body).split('alert').length - 1;
    return answer.body;
  };
  const words = (n: number) => ({ kk: XSS[n]!, ru: XSS[(n + 1) % XSS.length]!, en: XSS[(n + 2) % XSS.length]! });
  for (const n of XSS.keys()) {
    const names = { ...words(n), kk: `${XSS[n]} ${n}`, ru: `${XSS[n]} ${n}` };
    await ask('POST', '/api/colleges', { id: `c-${n}`, names, shortNames: words(n), district: 'aktau' });
    await ask('POST', `/api/colleges/c-${n}/enrolments`, { students: 500, asOf: DAY, source: 'other' });
    await ask('PUT', `/api/colleges/c-${n}/aliases`, { aliases: [`${XSS[n]} ${n}`] });
  }
  const dates = { opensOn: DAY, closesOn: LAST_DAY };
  await ask('POST', '/api/challenges', { id: CHALLENGE, track: 'amal', titles: words(0), season: words(4), ...dates });
  const at = `/api/challenges/${CHALLENGE}`;
  const kinds = { A1: { ...rules.kinds.A1, titles: words(2), evidence: words(3) } };
  const note = { kk: XSS.join(' '), ru: XSS.join(' ') };
  await ask('POST', `${at}/rulebooks`, { rules: { ...rules, kinds }, retroactive: false, note });
  await ask('POST', `${at}/open`, {});
  const { cookie } = await server.signedIn('reviewer');
  let refusedLinks = 0;
  for (const n of XSS.keys()) {
    const claim = {
      challengeId: CHALLENGE,
      collegeId: `c-${n}`,
      kind: 'A1',
      doneOn: DAY,
      claimed: claimOf('').claimed,
    };
    const text = { place: XSS[n], description: XSS.join('\n') };
    await ask('PUT', `/api/actions/action-${n}`, { ...claim, ...text, links: [`https://example.kz/?${XSS[n]}`] });
    const body = { verified: { beneficiaries: n + 1 } };
    const approved = await server.request('POST', `/api/actions/action-${n}/approve`, { cookie, body });
    if (approved.status !== 200) throw new Error(`approve: ${approved.status}`);
  }
  for (const url of LINKS) {
    const body = { url };
    const { status } = await server.request('POST', '/api/actions/action-0/evidence', {
      cookie: server.adminCookie,
      body,
    });
    if (status >= 400) refusedLinks += 1;
  }
  const invited = await ask('POST', '/api/invitations', { role: 'auditor', name: XSS.join(' ').slice(0, 120) });
  return { token: (invited as { token: string }).token, written, refusedLinks };
}

/** A page of which everything is noted that it does and should not; nothing leaves for another host. */
async function watched(context: BrowserContext, own: string): Promise<{ page: Page; seen: Seen }> {
  const seen: Seen = { dialogs: [], reports: [], foreign: [] };
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy|violates/i.test(message.text())) seen.reports.push(message.text());
  });
  await context.route(
    (url) => !url.href.startsWith(own) && !/^(data|blob|about):/.test(url.protocol),
    (route) => {
      seen.foreign.push(route.request().url());
      return route.abort();
    },
  );
  return { page, seen };
}

const addresses = (token: string) => {
  const odd = encodeURIComponent(XSS[1]!);
  return [
    '/',
    '/?lang=ru',
    '/?lang=en',
    `/?challenge=${CHALLENGE}`,
    `/?challenge=${CHALLENGE}&board=per-100`,
    `/?challenge=${CHALLENGE}&college=c-1`,
    `/?challenge=${CHALLENGE}&college=c-5&lang=en`,
    `/?challenge=${odd}&board=${odd}&league=${odd}&college=${odd}&lang=${odd}#${odd}`,
    `/screen/${CHALLENGE}`,
    `/screen/${CHALLENGE}?board=${odd}`,
    `/screen/${odd}`,
    `/invite/${token}`,
    `/invite/${odd}`,
    '/invite/done',
    `/nowhere/${odd}?${odd}`,
    '/api/docs',
    `/api/nowhere/${odd}`,
    `/api/challenges/${CHALLENGE}/standings?board=${odd}`,
  ];
};

/** Hrefs on the page that lead elsewhere or run code. */
const strayLinks = (page: Page) =>
  page.$$eval(
    'a[href], form[action]',
    (found, own) =>
      found
        .map((one) => ('href' in one ? String(one.href) : String((one as { action?: unknown }).action)))
        .filter((href) => !href.startsWith(own)),
    new URL(page.url()).origin,
  );

async function visitAll(browser: Browser, server: TestApp, token: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, seen } = await watched(context, server.url);
  const stray: string[] = [];
  let shown = 0;
  const all = addresses(token);
  for (const address of all) {
    await page.goto(server.url + address, { waitUntil: 'load' });
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    if ((await page.locator('body').innerText()).includes('alert(')) shown += 1;
    if (!address.startsWith('/api/docs')) stray.push(...(await strayLinks(page)));
  }
  await page.goto(`${server.url}/invite/${token}`);
  for (const name of ['name', 'login', 'password']) await page.fill(`#${name}`, XSS[1]!);
  await page.evaluate('document.forms[0].noValidate = true');
  await page.click('main form .button');
  await page.waitForSelector('[aria-invalid]');
  // A page of a stranger that wants to frame ours.
  await context.route('http://frame.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${server.url}/"></iframe>` }),
  );
  await page.goto('http://frame.example/');
  const framed = page.frames().some((frame) => frame !== page.mainFrame() && frame.url().startsWith(server.url));
  await context.close();
  const reports = seen.reports.filter((text) => !/frame-ancestors|Framing/.test(text));
  return { pages: all.length + 1, shown, framed, stray, seen: { ...seen, reports } };
}

/** The same corpus on a page without escaping, and on one that has only our policy. */
async function careless(browser: Browser, server: TestApp, policy: boolean): Promise<Seen> {
  const context = await browser.newContext();
  const { page, seen } = await watched(context, server.url);
  await context.route(`${server.url}/careless`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: policy ? { 'content-security-policy': contentSecurityPolicy() } : {},
      body: `<!doctype html><title>x</title><body>${XSS.slice(0, 13).join('\n')}</body>`,
    }),
  );
  await page.goto(`${server.url}/careless`);
  await until('what runs', () => seen.dialogs.length > 0 || seen.reports.length > 0);
  await context.close();
  return seen;
}

const tell = (found: readonly string[]) => (found.length > 0 ? ` (${found.slice(0, 3).join('; ')})` : '');

export const injection: Drill = {
  name: 'injection',
  promise: 'user text is shown and never executed, foreign pages neither write nor frame, and no input reaches the SQL',
  target: '0 dialogs, 0 reports of the policy, 0 foreign requests or links, 0 foreign writes, 0 queries changed',
  quick: false,
  async run() {
    if (chromiumPath() === null) throw new NotRun('no Chromium: install it or name it with CHROMIUM_PATH');
    const dist = path.join(__dirname, '../../dist');
    const isBuilt = process.env.USE_BUILD === 'yes' && existsSync(path.join(dist, 'web-ssr'));
    const build = isBuilt ? { dist, remove: () => undefined } : buildWeb();
    const server = await startTestApp();
    const browser = await startBrowser();
    try {
      Object.assign(server.app.get(WebBuild), { dist: build.dist });
      const { token, written, refusedLinks } = await plant(server);
      await until('the board', async () => {
        const { body } = await server.request('GET', `/api/challenges/${CHALLENGE}/news`);
        return JSON.stringify(body).includes('c-15');
      });
      const { pages, shown, framed, stray, seen } = await visitAll(browser, server, token);
      const sql = await sqlInQueries(server);
      const origins = await foreignOrigins(server);
      const hosts = await foreignHosts(server);
      const bare = await careless(browser, server, false);
      const guarded = await careless(browser, server, true);
      const { dialogs, reports, foreign } = seen;
      const faults = [...sql.faults, ...origins.faults, ...hosts.faults];
      return {
        figure:
          `${written} texts on ${pages} pages: ${dialogs.length} dialogs${tell(dialogs)}, ${reports.length} reports${tell(reports)}, ` +
          `${foreign.length} foreign requests${tell(foreign)}, ${stray.length} foreign links${tell(stray)}, ${framed ? 'framed' : 'not framed'}; ` +
          `${refusedLinks} of ${LINKS.length} bad links refused; ${sql.tried + origins.tried + hosts.tried} hostile requests: ${faults.length} through${tell(faults)}`,
        holds:
          dialogs.length + reports.length + foreign.length + stray.length + faults.length === 0 &&
          !framed &&
          refusedLinks === LINKS.length &&
          shown >= 5,
        control: {
          kind: 'stand-in',
          figure: `without escaping ${bare.dialogs.length} dialogs, ${bare.foreign.length} foreign requests; with our policy alone ${guarded.dialogs.length} dialogs, ${guarded.reports.length} reports; a write of our own page ${origins.ownStatus}`,
          fails:
            bare.dialogs.length > 3 &&
            guarded.dialogs.length === 0 &&
            guarded.reports.length > 0 &&
            origins.ownStatus === 201,
        },
      };
    } finally {
      await browser.close();
      await server.close();
      build.remove();
    }
  },
};
