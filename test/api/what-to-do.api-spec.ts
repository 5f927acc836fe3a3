import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTestApp, type TestApp } from '../support/app.js';
import { whatToDoMarkdown } from '../support/what-to-do-markdown.js';
import { accessTable } from './access-table.js';

const languages = ['kk', 'ru'] as const;
const documentOf = (language: string) => path.join(__dirname, `../../docs/what-to-do/${language}.md`);
if (process.env['UPDATE_DOCS'] === 'yes')
  for (const language of languages) {
    mkdirSync(path.dirname(documentOf(language)), { recursive: true });
    writeFileSync(documentOf(language), whatToDoMarkdown(language));
  }

/** Routes in backticks, written as in the access table. */
const routesIn = (text: string) =>
  [...text.matchAll(/`((?:GET|POST|PUT|DELETE) [^`?]+)[^`]*`/g)].map(([, route]) =>
    route!.replace(/\{(\w+)\}/g, ':$1'),
  );

/** Commands of a season that goes as planned, and commands with another way to send them. */
const everyday: Readonly<Record<string, string>> = {
  'POST /api/challenges': 'announces a challenge',
  'POST /api/colleges': 'registers a college',
  'PUT /api/colleges/:id/aliases': 'helps imports to find a college',
  'PUT /api/actions/:id': 'submits an action',
  'POST /api/actions/:id/evidence': 'completes a claim',
  'POST /api/challenges/:id/freeze': 'is a planned curtain',
  'POST /api/challenges/:id/reveal': 'ends the planned curtain',
  'DELETE /api/challenges/:id/colleges/:collegeId': 'is the older form of leave',
};

/** Commands of organisers and reviewers that change or end something. */
const commands = Object.entries(accessTable)
  .filter(([route]) =>
    /^(POST|PUT|DELETE) \/api\/(challenges|actions|colleges|accounts|objections|erasures)/.test(route),
  )
  .filter(([, allowed]) => allowed.includes('organiser') || allowed.includes('reviewer'))
  .map(([route]) => route);
const missingIn = (text: string) => commands.filter((route) => !routesIn(text).includes(route) && !(route in everyday));

describe('Documents of what to do', () => {
  const texts = languages.map((language) => readFileSync(documentOf(language), 'utf8'));

  it('have the text of the page', () => {
    expect(texts).toEqual(languages.map(whatToDoMarkdown));
  });

  it('name only existing routes, the same in both languages', () => {
    const [kk, ru] = texts.map(routesIn);
    expect(kk!.filter((route) => !(route in accessTable))).toEqual([]);
    expect(kk!.length).toBeGreaterThan(50);
    expect(ru).toEqual(kk);
  });

  it('name every command that changes or ends something', () => {
    expect(commands.length).toBeGreaterThan(40);
    for (const text of texts) expect(missingIn(text)).toEqual([]);
    expect(Object.keys(everyday).filter((route) => !commands.includes(route))).toEqual([]);
    const cancel = 'POST /api/challenges/{id}/cancel';
    expect(missingIn(texts[0]!.replaceAll(cancel, ''))).toEqual([cancel.replace('{id}', ':id')]);
  });

  it.each(['after-final', 'finals', 'adjustments', 'objections', 'news'])('name the list of %s', (list) => {
    for (const text of texts) expect(routesIn(text)).toContain(`GET /api/challenges/:id/${list}`);
  });

  it('mix no sentence of the other language in', () => {
    const [kk, ru] = texts.map((text) => text.split('\n').filter((line) => /^[^#]*[А-Яа-я]{4}/.test(line)));
    expect(kk!.filter((line) => !/[ӘәҒғҚқҢңӨөҰұҮүҺһІі]/.test(line))).toEqual([]);
    expect(ru!.filter((line) => /[ӘәҒғҚқҢңӨөҰұҮүҺһІі]/.test(line))).toEqual([]);
  });
});

describe('Page of what to do', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp();
  }, 120_000);
  afterAll(() => server?.close());

  const page = async (address: string, cookie?: string): Promise<string> =>
    (await server.request('GET', address, { cookie, headers: { accept: 'text/html' } })).body;
  const linksIn = (body: string) => [...body.matchAll(/href="([^"]*#[^"]*)"/g)].map(([, link]) => link!);

  it.each([
    ['kk', 'Күні қате көрсетілсе'],
    ['ru', 'Указана не та дата'],
    ['en', 'Указана не та дата'],
  ])('is served to a reader of %s', async (language, first) => {
    const body = await page(`/help/what-to-do?lang=${language}`);
    expect(body).toContain(`<html lang="${language === 'en' ? 'ru' : language}">`);
    expect(body).toContain(first);
    expect(body.includes('This page is in Kazakh and Russian.')).toBe(language === 'en');
    expect(body).not.toContain('hreflang="en"');
    expect(body).not.toContain('<script');
  });

  it('links each request to its form and each case from the contents', async () => {
    const [body, docs] = [await page('/help/what-to-do'), await page('/api/docs')];
    const lost = linksIn(body).filter((link) => {
      const [target, id] = link.split('#');
      return !(target === '/api/docs' ? docs : body).includes(`id="${id}"`);
    });
    expect(linksIn(body).length).toBeGreaterThan(80);
    expect(lost).toEqual([]);
  });

  it.each(languages)('is linked from the console in %s', async (language) => {
    const link = `href="/help/what-to-do?lang=${language}"`;
    expect(await page(`/console?lang=${language}`, server.adminCookie)).toContain(link);
    const reviewer = await server.signedIn('reviewer');
    expect(await page(`/console?lang=${language}`, reviewer.cookie)).toContain(link);
  });
});
