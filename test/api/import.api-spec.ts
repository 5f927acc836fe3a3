import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { importActions } from '../../src/cli/import/apply-actions.js';
import { importRoster } from '../../src/cli/import/apply-roster.js';
import { readTable } from '../../src/cli/import/read-table.js';
import { actorOf } from '../../src/cli/import/actor.js';
import type { Viewer } from '../../src/http/access.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';

const ROSTER = [
  ['name_kk', 'name_ru', 'short_kk', 'short_ru', 'district', 'students', 'enrolment_as_of', 'source', 'aliases'],
  [
    '«Желаяқ» спорт колледжі',
    'Спортивный колледж «Желаяк»',
    'Желаяқ',
    'Желаяк',
    'Бейнеу ауданы',
    '412',
    '01.09.2026',
    'department-list',
    'СК Желаяк',
  ],
  [
    '«Таусоғар» тау-кен колледжі',
    'Горный колледж «Таусогар»',
    'Таусоғар',
    'Таусогар',
    'г. Жанаозен',
    '1 760',
    '01.09.2026',
    'department-list',
    '',
  ],
];
const csv = (rows: readonly (readonly string[])[], separator = ';') =>
  `\ufeff${rows.map((row) => row.join(separator)).join('\r\n')}\r\n`;

describe('an import', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-import-'));
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return readTable(path.join(folder, name));
  };
  let server: TestApp;
  let organiser: Viewer;
  beforeAll(async () => {
    server = await startTestApp({ clock: new TestClock(new Date('2026-11-20T07:00:00.000Z')) });
    organiser = await actorOf(server.app, server.adminId);
  }, 120_000);
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const types = async (prefix: string) => (await server.events(prefix)).map(({ type }) => type);

  it('of a roster is dry at first: it answers every row and writes nothing', async () => {
    const answers = await importRoster(server.app, await file('roster.csv', csv(ROSTER)), organiser, false);
    expect(answers.map(({ row, outcome, what }) => [row, outcome, what])).toEqual([
      [2, 'would import', ['register', 'aliases', 'enrolment']],
      [3, 'would import', ['register', 'enrolment']],
    ]);
    expect(await types('college-')).toEqual([]);
  });

  it('of a roster writes nothing while any row is wrong', async () => {
    const wrong = [...ROSTER.slice(0, 2), ROSTER[2]!.with(4, 'Марс')];
    const answers = await importRoster(server.app, await file('wrong.csv', csv(wrong, '\t')), organiser, true);
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
      { row: 3, reasons: [{ code: 'DISTRICT_UNKNOWN', column: 'district', cell: 'Марс' }] },
    ]);
    expect(await types('college-')).toEqual([]);
  });

  it('of a roster is written once, in the name of who made it, however often it is repeated', async () => {
    const table = await file('roster.csv', csv(ROSTER));
    for (const expected of ['imported', 'unchanged']) {
      const answers = await importRoster(server.app, table, organiser, true);
      expect(answers.map(({ outcome }) => outcome)).toEqual([expected, expected]);
    }
    const events = await server.events('college-');
    expect(events.map(({ type }) => type)).toEqual([
      'CollegeRegistered',
      'CollegeAliasesSet',
      'EnrolmentRecorded',
      'CollegeRegistered',
      'EnrolmentRecorded',
    ]);
    expect(new Set(events.map(({ metadata }) => (JSON.parse(metadata.toString()) as { actor: string }).actor))).toEqual(
      new Set([organiser.accountId]),
    );
  });

  it('of a workbook knows the colleges again and writes only what is new', async () => {
    const book = path.join(folder, 'roster.xlsx');
    const newer = ROSTER.map((row, index) => (index === 2 ? row.with(5, '1775').with(6, '01.11.2026') : row));
    await writeXlsxFile(newer.map((row) => row.map((value) => ({ value, type: String })))).toFile(book);
    const answers = await importRoster(server.app, await readTable(book), organiser, true);
    expect(answers.map(({ outcome, what }) => [outcome, what])).toEqual([
      ['unchanged', []],
      ['imported', ['enrolment']],
    ]);
  });

  it('of actions imports what it said it would, leaves out what it refused, and repeats nothing', async () => {
    const cookie = server.adminCookie;
    const season = { kk: 'Күз', ru: 'Осень', en: 'Autumn' };
    const dates = { opensOn: '2026-10-01', closesOn: '2026-12-01' };
    await server.request('POST', '/api/challenges', {
      cookie,
      body: { id: 'green', track: 'green', titles: season, season, ...dates },
    });
    await server.request('POST', '/api/challenges/green/rulebooks', { cookie, body: {} });
    expect(await server.request('POST', '/api/challenges/green/open', { cookie, body: {} })).toMatchObject({
      status: 200,
    });

    const sheet = [
      ['source_id', 'college_ru', 'challenge', 'action_kind', 'done_on', 'bags', 'participants', 'url'],
      ['a', 'СК Желаяк', 'green', 'cleanup', '15.11.2026', 'более 40', '', 'https://example.org/a'],
      ['b', 'Горный колледж «Таусогар»', 'green', 'Субботник', '2026-11', '12', '', ''],
      ['c', 'Колледж «Неизвестный»', 'green', 'cleanup', '15.11.2026', '', '', ''],
      ['d', 'Горный колледж «Таусогар»', 'green', 'tree_planting', '14.11.2026', '', '12', ''],
    ];
    const table = await file('actions.csv', csv(sheet, ';'));
    const told = async (apply: boolean) =>
      (await importActions(server.app, table, 'green', organiser, apply)).map(
        ({ reference, outcome, reasons = [] }) => [reference, outcome, ...reasons.map(({ code }) => code)],
      );
    const answers = (outcome: string) => [
      ['a', outcome],
      ['b', 'refused', 'DATE_MONTH_ONLY'],
      ['c', 'refused', 'COLLEGE_UNKNOWN'],
      ['d', outcome],
    ];
    expect(await told(false)).toEqual(answers('would import'));
    expect(await types('action-')).toEqual([]);
    expect(await told(true)).toEqual(answers('imported'));
    expect(await told(true)).toEqual(answers('unchanged'));
    const submitted = (await server.events('action-')).map(
      ({ data }) => JSON.parse(data.toString()) as { claimed: object; evidence: unknown[] },
    );
    expect(submitted.map(({ claimed, evidence }) => [claimed, evidence.length])).toEqual([
      [{ bags: { value: 40, precision: 'at-least' } }, 1],
      [{ participants: { value: 12, precision: 'exact' } }, 0],
    ]);
  });

  it('is refused to somebody who is not there, and a roster to who is no organiser', async () => {
    await expect(actorOf(server.app, 'nobody')).rejects.toThrow('no open account nobody');
    const { accountId } = await server.signedIn('auditor');
    const auditor = await actorOf(server.app, accountId);
    await expect(importRoster(server.app, await file('roster.csv', csv(ROSTER)), auditor, true)).rejects.toThrow(
      'Only an organiser',
    );
  });

  it.each([
    ['not in UTF-8', 'latin.csv', Buffer.from('name_kk;name_ru\r\n\xc6\xe5;\xc6', 'latin1')],
    ['called name_kk', 'twice.csv', Buffer.from('name_kk;name_kk\r\na;b')],
    ['without a heading', 'wide.csv', Buffer.from('name_kk\r\na;b')],
    ['not a workbook', 'broken.xlsx', Buffer.from('PK\u0003\u0004 broken')],
  ])('a sheet that is %s is refused in one sentence', async (sentence, name, bytes) => {
    writeFileSync(path.join(folder, name), bytes);
    await expect(readTable(path.join(folder, name))).rejects.toThrow(sentence);
  });
});
