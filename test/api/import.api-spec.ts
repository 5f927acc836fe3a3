import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { ACTIONS_SHAPE } from '../../src/actions/import-actions/columns.js';
import { accountOf } from '../../src/cli/import/import.js';
import { importActions } from '../../src/cli/import/import-actions.js';
import { importRoster } from '../../src/cli/import/import-roster.js';
import { type Answer, reasonLine } from '../../src/cli/import/report.js';
import { ROSTER_SHAPE } from '../../src/colleges/import-roster/roster-columns.js';
import { textCell } from '../../src/sheets/cell.js';
import type { Viewer } from '../../src/http/access.js';
import { tableOf } from '../../src/sheets/read-table.js';
import { readTable } from '../../src/sheets/table-reader.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';

const samples = path.join(__dirname, '../samples/imports');
const ROSTER: readonly (readonly string[])[] = [
  [
    'id',
    'name_kk',
    'name_ru',
    'name_en',
    'short_kk',
    'short_ru',
    'short_en',
    'district',
    'students',
    'enrolment_as_of',
    'source',
    'aliases',
  ],
  [
    'tengiz',
    '«Теңіз» политехникалық колледжі',
    'Политехнический колледж «Тениз»',
    'Tengiz Polytechnic College',
    'Теңіз',
    'Тениз',
    'Tengiz',
    'Ақтау',
    '640',
    '01.10.2026',
    'department-list',
    '',
  ],
  [
    'akzhar',
    'Ақжар медицина колледжі',
    'Акжарский медицинский колледж',
    'Akzhar Medical College',
    'Ақжар',
    'Акжар',
    'Akzhar',
    'Ақтау',
    '520',
    '01.10.2026',
    'department-list',
    'АМК',
  ],
  [
    'mangilik',
    '«Мәңгілік» гуманитарлық колледжі',
    'Гуманитарный колледж «Мангилик»',
    'Mangilik College',
    'Мәңгілік',
    'Мангилик',
    'Mangilik',
    'Жаңаөзен',
    '410',
    '01.10.2026',
    'department-list',
    '',
  ],
  [
    'tekno',
    'Технико-экономикалық колледж',
    'Технико-экономический колледж',
    'Technical-Economic College',
    'ТЭК',
    'ТЭК',
    'TEC',
    'Ақтау',
    '585',
    '01.10.2026',
    'department-list',
    '',
  ],
  [
    'samal',
    '«Самал» педагогикалық колледжі',
    'Педагогический колледж «Самал»',
    'Samal Pedagogical College',
    'Самал',
    'Самал',
    'Samal',
    'Мұнайлы ауданы',
    '700',
    '01.10.2026',
    'department-list',
    '',
  ],
];
const csv = (rows: readonly (readonly string[])[]) =>
  Buffer.from(`\ufeff${rows.map((row) => row.join(';')).join('\r\n')}\r\n`);
const roster = (bytes: Buffer) => tableOf(bytes, ROSTER_SHAPE);
const outcomes = (answers: readonly Answer[]) => answers.map(({ row, outcome }) => `${row} ${outcome}`);
const codes = (answers: readonly Answer[]) =>
  answers.flatMap(({ row, reasons = [] }) => reasons.map(({ code, column }) => `${row} ${code} ${column}`.trim()));

describe('npm run import', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-import-'));
  const clock = new TestClock(new Date('2026-11-28T07:00:00.000Z'));
  let server: TestApp;
  let organiser: Viewer;
  let coordinator: Viewer;

  const importedRoster = async (name: string, apply = true, by = organiser) =>
    importRoster(server.app, await roster(readFileSync(path.join(samples, 'roster', name))), by, apply);
  const actions = async (name: string, { apply = true, by = organiser, challenge = 'green-26' } = {}) =>
    importActions(server.app, await readTable(path.join(samples, name), ACTIONS_SHAPE), challenge, by, apply);
  const types = async (prefix: string) => (await server.events(prefix)).map(({ type }) => type);
  const submitted = async () => (await types('action-')).filter((type) => type === 'ActionSubmitted').length;
  const college = async (id: string) => {
    const { body } = await server.request(
      'GET',
      `/api/colleges/${id}?atLeast=${(await server.events('college-')).at(-1)!.position}`,
    );
    return body;
  };

  async function announceChallenge(
    id: string,
    dates: { opensOn: string; closesOn: string },
    rulebook: object = {},
  ): Promise<void> {
    const cookie = server.adminCookie;
    const text = { kk: `Күз ${id}`, ru: `Осень ${id}`, en: `Autumn ${id}` };
    await server.request('POST', '/api/challenges', {
      cookie,
      body: { id, track: 'green', titles: text, season: text, ...dates },
    });
    await server.request('POST', `/api/challenges/${id}/rulebooks`, { cookie, body: rulebook });
  }

  async function openChallenge(id: string): Promise<void> {
    await announceChallenge(id, { opensOn: '2026-10-01', closesOn: '2026-12-31' });
    const opened = await server.request('POST', `/api/challenges/${id}/open`, { cookie: server.adminCookie, body: {} });
    expect(opened.status).toBe(200);
  }

  beforeAll(async () => {
    server = await startTestApp({ clock });
    organiser = await accountOf(server.app, server.adminId);
  }, 120_000);
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  describe('--kind roster', () => {
    it('answers every row and writes nothing in a dry run', async () => {
      const answers = await importRoster(server.app, await roster(csv(ROSTER)), organiser, false);
      expect(answers.map(({ row, outcome, what }) => [row, outcome, what]).slice(0, 2)).toEqual([
        [2, 'would import', ['register', 'enrolment']],
        [3, 'would import', ['register', 'aliases', 'enrolment']],
      ]);
      expect(await types('college-')).toEqual([]);
    });

    it('writes nothing while any row is refused', async () => {
      const wrong = [...ROSTER.slice(0, 2), ROSTER[2]!.with(7, 'Марс')];
      const answers = await importRoster(server.app, await roster(csv(wrong)), organiser, true);
      expect(outcomes(answers)).toEqual(['2 would import', '3 refused']);
      expect(codes(answers)).toEqual(['3 DISTRICT_UNKNOWN district']);
      expect(await types('college-')).toEqual([]);
    });

    it('is written once in the name of the account that imports', async () => {
      for (const expected of ['imported', 'unchanged']) {
        const answers = await importRoster(server.app, await roster(csv(ROSTER)), organiser, true);
        expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set([expected]));
      }
      const events = await server.events('college-');
      expect(events).toHaveLength(11);
      const actors = events.map(({ metadata }) => (JSON.parse(metadata.toString()) as { actor: string }).actor);
      expect(new Set(actors)).toEqual(new Set([organiser.accountId]));
    });

    it('recognises colleges in a workbook and writes only what is new', async () => {
      const book = path.join(folder, 'roster.xlsx');
      const newer = ROSTER.map((row, index) => (index === 5 ? row.with(8, '710').with(9, '01.11.2026') : row));
      await writeXlsxFile(newer.map((row) => row.map((value) => ({ value, type: String })))).toFile(book);
      const answers = await importRoster(server.app, await readTable(book, ROSTER_SHAPE), organiser, true);
      expect(answers.map(({ outcome, what }) => [outcome, what]).slice(-2)).toEqual([
        ['unchanged', []],
        ['imported', ['enrolment']],
      ]);
    });

    it('refuses thousands marks instead of taking them for decimals', async () => {
      expect(codes(await importedRoster('students-thousands.csv'))).toEqual([
        '2 STUDENTS_UNCLEAR students',
        '3 STUDENTS_UNCLEAR students',
      ]);
    });

    it('leaves English names alone where the sheet has no column for them', async () => {
      expect((await importedRoster('no-english-columns.csv'))[0]).toMatchObject({
        outcome: 'imported',
        what: ['enrolment'],
      });
      expect(await college('akzhar')).toMatchObject({
        names: { en: 'Akzhar Medical College' },
        shortNames: { en: 'Akzhar' },
        enrolment: { students: 640, asOf: '2026-11-01' },
      });
    });

    it('corrects a district', async () => {
      expect((await importedRoster('district-corrected.csv'))[0]).toMatchObject({
        outcome: 'imported',
        what: ['district'],
      });
      expect(await college('tekno')).toMatchObject({ district: 'beineu' });
      expect((await importedRoster('district-corrected.csv'))[0]).toMatchObject({ outcome: 'unchanged' });
    });

    it('reads several aliases from the lines of one cell', async () => {
      const [answer] = await importedRoster('aliases-on-lines.xlsx');
      expect(answer).toMatchObject({ outcome: 'imported' });
      expect((await college(answer!.reference)).aliases).toEqual(['БК-1', 'Бірінші кәсіптік колледж']);
    });

    it('reads districts by their usual spellings', async () => {
      const answers = await importedRoster('district-words.csv');
      const districts = await Promise.all(answers.map(async ({ reference }) => (await college(reference)).district));
      expect(districts).toEqual(['aqtau', 'qaraqiya']);
    });

    it('takes an older enrolment once and tells which number counts', async () => {
      const older = await roster(readFileSync(path.join(samples, 'repeated/roster-older-enrolment.csv')));
      const [first] = await importRoster(server.app, older, organiser, true);
      expect(first).toMatchObject({ outcome: 'imported', what: ['enrolment'] });
      expect(first!.notes).toMatchObject([{ code: 'ENROLMENT_NEWER_COUNTS', cell: '640 (2026-10-01)' }]);
      expect(await importRoster(server.app, older, organiser, true)).toMatchObject([{ outcome: 'unchanged' }]);
      expect(await college('tengiz')).toMatchObject({ enrolment: { students: 640, asOf: '2026-10-01' } });
    });

    it('is refused to other roles and to accounts that are not there', async () => {
      await expect(accountOf(server.app, 'nobody')).rejects.toThrow('ACCOUNT_NOT_OPEN nobody');
      const { accountId } = await server.signedIn('auditor');
      const auditor = await accountOf(server.app, accountId);
      for (const apply of [false, true])
        await expect(importRoster(server.app, await roster(csv(ROSTER)), auditor, apply)).rejects.toThrow(
          'ORGANISERS_ONLY',
        );
    });
  });

  describe('names of colleges', () => {
    const post = (method: 'POST' | 'PUT', to: string, body: unknown) =>
      server.request(method, to, { cookie: server.adminCookie, body });

    it('refuses an alias that reads as the name of another college', async () => {
      const body = JSON.parse(readFileSync(path.join(samples, 'names/alias-latin-schwa.json'), 'utf8')) as object;
      expect(await post('PUT', '/api/colleges/tengiz/aliases', body)).toMatchObject({
        status: 409,
        body: { code: 'ALIAS_TAKEN' },
      });
    });

    it('refuses names that show nothing', async () => {
      const blank = JSON.parse(readFileSync(path.join(samples, 'names/blank-name.json'), 'utf8')) as { names: object };
      expect((await post('POST', '/api/colleges', blank)).status).toBe(400);
      for (const sign of [
        '\u3164',
        '\u115f',
        '\u200b',
        '\u00ad',
        '\u0301',
        '\u{e0041}',
        '«»',
        '\u2003',
        '\u{1d159}',
        '\ue000',
      ]) {
        const names = { kk: sign, ru: sign, en: sign };
        const { status } = await post('POST', '/api/colleges', { ...blank, id: 'blank-two', names });
        expect([sign, status]).toEqual([sign, 400]);
      }
    });

    it('refuses a second college of one name and takes rows by id', async () => {
      const { names, shortNames, district } = await college('mangilik');
      const twin = { id: 'mangilik-2', names, shortNames, district };
      expect(await post('POST', '/api/colleges', twin)).toMatchObject({
        status: 409,
        body: { code: 'COLLEGE_NAME_TAKEN' },
      });
      const alike = { ...twin, names: { ...names, kk: names.kk.replace('ә', 'ə'), ru: 'Другой колледж' } };
      expect((await post('POST', '/api/colleges', alike)).status).toBe(409);
      expect((await post('POST', '/api/colleges', { ...twin, id: 'mangilik' })).status).toBeLessThan(300);
      const answers = await importRoster(server.app, await roster(csv([ROSTER[0]!, ROSTER[3]!])), organiser, true);
      expect(outcomes(answers)).toEqual(['2 unchanged']);
    });

    it('registers one of two colleges of one name that come at once', async () => {
      const text = (kk: string) => ({ kk, ru: kk, en: kk });
      const one = (id: string) => ({
        id,
        names: text('Бір мезгілдегі колледж'),
        shortNames: text(id),
        district: 'aqtau',
      });
      const both = await Promise.all(['at-once-1', 'at-once-2'].map((id) => post('POST', '/api/colleges', one(id))));
      expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    });
  });

  describe('--kind actions', () => {
    beforeAll(async () => {
      await openChallenge('green-26');
      await openChallenge('green-27');
      coordinator = await accountOf(server.app, (await server.signedIn('coordinator', 'tengiz')).accountId);
    });

    it('imports what the dry run promises and repeats nothing', async () => {
      const expected = ['2 would import', '3 would import', '4 refused'];
      expect(outcomes(await actions('repeated/november.csv', { apply: false }))).toEqual(expected);
      expect(await submitted()).toBe(0);
      const applied = await actions('repeated/november.csv');
      expect(outcomes(applied)).toEqual(['2 imported', '3 imported', '4 refused']);
      expect(codes(applied)).toEqual(['4 DATE_UNCLEAR done_on']);
      expect(await submitted()).toBe(2);
    });

    it('adds only what a corrected sheet has new', async () => {
      const expected = ['2 unchanged', '3 unchanged', '4 imported'];
      expect(outcomes(await actions('repeated/november-corrected.csv'))).toEqual(expected);
      expect(await submitted()).toBe(3);
    });

    it('says of a changed row what differs and how to change it', async () => {
      const table = await readTable(path.join(samples, 'repeated/november.csv'), ACTIONS_SHAPE);
      const [first] = table.rows;
      const changed = { ...first!, cells: { ...first!.cells, participants: textCell('31'), bags: textCell('') } };
      for (const apply of [false, true]) {
        const [answer] = await importActions(server.app, { ...table, rows: [changed] }, 'green-26', organiser, apply);
        expect(answer).toMatchObject({
          outcome: 'changed',
          reasons: [{ code: 'ROW_CHANGED', column: 'participants, bags' }],
        });
        expect(reasonLine(answer!.reasons![0]!, ['en'])).toContain('/revise');
      }
      expect(await submitted()).toBe(3);
    });

    it('takes what has no column in the sheet as unchanged', async () => {
      const heading = ['source_id', 'college', 'action_kind', 'done_on'];
      const row = ['N-90', 'Акжар', 'cleanup', '18.11.2026'];
      const more = ['participants', 'bags', 'hours', 'title_original', 'locality', 'url'];
      const full = [...row, '30', '12', '2:30', 'Жағалау', 'Ақтау', 'https://a.kz/1'];
      const again = async (columns: string[], cells: string[], apply = false) => {
        const sheet = await tableOf(csv([columns, cells]), ACTIONS_SHAPE);
        const [answer] = await importActions(server.app, sheet, 'green-26', organiser, apply);
        return [answer!.outcome, ...(answer!.reasons ?? []).map(({ column }) => column)];
      };
      expect(await again([...heading, ...more], full, true)).toEqual(['imported']);
      expect(await again(heading, row)).toEqual(['unchanged']);
      expect(await again([...heading, 'bags', 'locality'], [...row, '12', 'Ақтау'])).toEqual(['unchanged']);
      expect(await again([...heading, 'participants'], [...row, '31'])).toEqual(['changed', 'participants']);
      expect(await again([...heading, 'bags'], [...row, ''])).toEqual(['changed', 'bags']);
      expect((await again([...heading, 'locality'], [...row, 'Бейнеу']))[0]).toBe('changed');
    });

    it('refuses a new row without a number of its kind', async () => {
      const columns = ['source_id', 'college', 'action_kind', 'done_on', 'bags'];
      for (const bags of ['', '0']) {
        const sheet = await tableOf(
          csv([columns, [`N-91${bags}`, 'Акжар', 'cleanup', '18.11.2026', bags]]),
          ACTIONS_SHAPE,
        );
        const [answer] = await importActions(server.app, sheet, 'green-26', organiser, true);
        expect(answer).toMatchObject({ outcome: 'refused', reasons: [{ code: 'CLAIM_EMPTY', column: 'claimed' }] });
        expect(reasonLine(answer!.reasons![0]!, ['en'])).toContain('above 0: bags');
      }
    });

    it('refuses in the dry run the rows that exceed the open claims', async () => {
      const { rules } = (await server.request('GET', '/api/default-rulebooks/green')).body;
      const limited = {
        rules: { ...rules, openClaims: { college: 4, kindAndDay: 2 } },
        note: { kk: 'Шек', ru: 'Предел' },
      };
      await announceChallenge('few', { opensOn: '2026-10-01', closesOn: '2026-12-31' }, limited);
      await server.request('POST', '/api/challenges/few/open', { cookie: server.adminCookie, body: {} });
      const row = (id: string, day: number, college = 'Акжар') => [id, college, 'cleanup', `${day}.11.2026`, id];
      const imported = async (rows: string[][], apply: boolean) => {
        const table = csv([['source_id', 'college', 'action_kind', 'done_on', 'bags'], ...rows]);
        return importActions(server.app, await tableOf(table, ACTIONS_SHAPE), 'few', organiser, apply);
      };
      await imported([row('1', 11)], true);
      const rows = [
        row('1', 11),
        row('2', 11),
        row('3', 11),
        row('4', 12),
        row('5', 13),
        row('6', 14),
        row('7', 11, 'Теңіз'),
      ];
      for (const apply of [false, true]) {
        const answers = await imported(rows, apply);
        const done = apply ? 'imported' : 'would import';
        expect(answers.map(({ outcome }) => outcome)).toEqual([
          'unchanged',
          done,
          'refused',
          done,
          done,
          'refused',
          done,
        ]);
        expect(codes(answers)).toEqual(['4 OPEN_CLAIMS_OF_DAY', '7 OPEN_CLAIMS_OF_COLLEGE']);
        expect(reasonLine(answers[2]!.reasons![0]!, ['en'])).toContain('2 is the limit');
      }
      expect((await imported(rows, false)).map(({ outcome }) => outcome)).toEqual(
        rows.map((_, n) => (n === 2 || n === 5 ? 'refused' : 'unchanged')),
      );
    });

    it('recognises a row with a later number, and a revised action', async () => {
      const day = '17.11.2026';
      const row = ['Акжар', 'cleanup', day, '44'];
      const heading = ['college', 'action_kind', 'done_on', 'participants'];
      const sheet = (rows: string[][]) => tableOf(csv(rows), ACTIONS_SHAPE);
      const apply = async (rows: string[][]) =>
        importActions(server.app, await sheet(rows), 'green-26', organiser, true);
      expect(outcomes(await apply([heading, row]))).toEqual(['2 imported']);
      expect(
        outcomes(
          await apply([
            ['source_id', ...heading],
            ['N-77', ...row],
          ]),
        ),
      ).toEqual(['2 unchanged']);
      expect(outcomes(await apply([heading, ['КОЛЛЕДЖ', 'x', day, ''], row]))).toEqual(['2 refused', '3 unchanged']);
      const last = (await server.events('action-')).at(-1)!;
      const { actionId } = JSON.parse(last.data.toString()) as { actionId: string };
      const claim = { kind: 'G1', doneOn: '2026-11-17', claimed: { participants: { value: 45, precision: 'exact' } } };
      const revised = await server.request('POST', `/api/actions/${actionId}/revise`, {
        cookie: server.adminCookie,
        body: claim,
      });
      expect(revised.status).toBe(200);
      expect(outcomes(await apply([heading, row]))).toEqual(['2 unchanged']);
    });

    it('says of a row that its action was withdrawn', async () => {
      const heading = ['source_id', 'college', 'action_kind', 'done_on', 'bags'];
      const sheet = await tableOf(csv([heading, ['N-92', 'Акжар', 'cleanup', '19.11.2026', '7']]), ACTIONS_SHAPE);
      const imported = async () => (await importActions(server.app, sheet, 'green-26', organiser, true))[0]!;
      expect(await imported()).toMatchObject({ outcome: 'imported' });
      const { actionId } = JSON.parse((await server.events('action-')).at(-1)!.data) as { actionId: string };
      const withdrawn = await server.request('POST', `/api/actions/${actionId}/withdraw`, {
        cookie: server.adminCookie,
      });
      expect(withdrawn.status).toBe(200);
      const again = await imported();
      expect(again).toMatchObject({ outcome: 'unchanged', notes: [{ code: 'ACTION_WITHDRAWN' }] });
      expect(reasonLine(again.notes![0]!, ['en'])).toContain('new id');
    });

    it('imports the same file into another challenge', async () => {
      expect(outcomes(await actions('repeated/no-challenge-column.csv'))).toEqual(['2 imported', '3 imported']);
      const there = await actions('repeated/no-challenge-column.csv', { challenge: 'green-27' });
      expect(outcomes(there)).toEqual(['2 imported', '3 imported']);
      const again = await actions('repeated/no-challenge-column.csv', { challenge: 'green-27' });
      expect(outcomes(again)).toEqual(['2 unchanged', '3 unchanged']);
    });

    it('refuses in the dry run what the account may not submit', async () => {
      for (const apply of [false, true]) {
        const answers = await actions('repeated/own-and-other-college.csv', { apply, by: coordinator });
        expect(outcomes(answers)).toEqual([apply ? '2 imported' : '2 would import', '3 refused']);
        expect(codes(answers)).toEqual(['3 NOT_YOUR_COLLEGE']);
        for (const language of ['kk', 'ru', 'en'] as const)
          expect(reasonLine(answers[1]!.reasons![0]!, [language])).not.toMatch(/— NOT_YOUR_COLLEGE/);
      }
      for (const [role, of] of [
        ['reviewer', 'tengiz'],
        ['auditor', undefined],
      ] as const) {
        const by = await accountOf(server.app, (await server.signedIn(role, of)).accountId);
        for (const apply of [false, true])
          expect(outcomes(await actions('repeated/own-and-other-college.csv', { apply, by }))).toEqual([
            '2 refused',
            '3 refused',
          ]);
      }
    });

    it('stores numbers of cells and evidence of links in the events', async () => {
      const before = await submitted();
      expect(outcomes(await actions('workbooks/typed-decimals.xlsx'))).toEqual(
        [2, 3, 4, 5, 6].map((row) => `${row} imported`),
      );
      const events = (await server.events('action-')).slice(before + 1);
      const grams = events.map(
        ({ data }) => (JSON.parse(data.toString()) as { claimed: { grams?: { value: number } } }).claimed.grams?.value,
      );
      expect(grams.filter((value) => value !== undefined)).toEqual([12_125, 1_525, 300, 21_500, 362_500]);
    });

    it('takes rows from the first to the last day between calendar polls', async () => {
      await announceChallenge('today', { opensOn: '2026-11-28', closesOn: '2026-11-28' });
      const sheet = csv([
        ['college', 'action_kind', 'done_on', 'bags', 'participants'],
        ['Теңіз', 'G1', '28.11.2026', '12', '30'],
      ]);
      const imported = async () =>
        outcomes(await importActions(server.app, await tableOf(sheet, ACTIONS_SHAPE), 'today', organiser, true));
      const noon = clock.time;
      clock.time = new Date('2026-11-27T18:59:59.999Z');
      await expect(imported()).rejects.toThrow('CHALLENGE_NOT_OPEN_YET');
      clock.time = new Date('2026-11-27T19:00:00.000Z');
      expect(await imported()).toEqual(['2 imported']);
      clock.time = new Date('2026-11-28T19:00:00.000Z');
      await expect(imported()).rejects.toThrow('SUBMISSIONS_CLOSED');
      clock.time = noon;
      expect((await types('challenge-today')).slice(2)).toEqual(['ChallengeOpened', 'SubmissionsClosed']);
    });

    it('names the challenge that takes no actions', async () => {
      await expect(actions('repeated/november.csv', { challenge: 'nothing' })).rejects.toThrow('CHALLENGE_UNKNOWN');
    });
  });

  it.each(['roster', 'actions'])('offers the template of %s for download in each language', async (kind) => {
    for (const lang of ['kk', 'ru', 'en']) {
      const url = `${server.url}/api/templates/${kind}.xlsx?lang=${lang}`;
      const answer = await fetch(url);
      expect(answer.headers.get('content-disposition')).toContain(`qorzhyn-${kind}.xlsx`);
      const table = await tableOf(
        Buffer.from(await answer.arrayBuffer()),
        kind === 'roster' ? ROSTER_SHAPE : ACTIONS_SHAPE,
      );
      expect(table.rows).toEqual([]);
    }
  });
});
