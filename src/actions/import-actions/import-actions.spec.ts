import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tableOf } from '../../sheets/read-table.js';
import { readTable } from '../../sheets/table-reader.js';
import { NameIndex } from '../../colleges/index.js';
import { planRoster, type RosterCollege } from '../../colleges/import-roster/import-roster.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { defaultRulebook } from '../../challenges/index.js';
import { type Cells, textCell } from '../../sheets/cell.js';
import { ACTIONS_SHAPE } from './columns.js';
import { type ImportedAction, planActions, type ImportFacts, type PlannedRow } from './import-actions.js';

const samples = path.join(__dirname, '../../../test/samples');

async function collegesOf(file: string): Promise<RosterCollege[]> {
  const { rows } = await readTable(path.join(samples, file), ROSTER_SHAPE);
  return planRoster(rows, [], '2026-11-23').map((row) => {
    if ('college' in row) return row.college;
    throw new Error(JSON.stringify(row));
  });
}

const factsOf = (track: 'amal' | 'green', colleges: readonly RosterCollege[], opensOn: string): ImportFacts => ({
  challenge: { id: `${track}-sample`, track, opensOn, closesOn: '2026-12-31', titles: ['Жасыл күз', 'Зелёная осень'] },
  rules: defaultRulebook(track),
  names: new NameIndex(colleges),
  entrants: new Set(colleges.map(({ collegeId }) => collegeId).filter((id) => id !== 'atyrau-agrarian')),
  today: '2026-11-28',
});
const facts = async (track: 'amal' | 'green') =>
  factsOf(track, await collegesOf('rosters/reported-colleges.csv'), '2019-01-01');

const told = (answer: PlannedRow) =>
  'action' in answer
    ? `would import ${answer.action.collegeId} ${answer.action.claim.kind} ${answer.action.claim.doneOn} ${JSON.stringify(answer.action.claim.claimed)}`
    : answer.reasons.map(({ code, column }) => `${code} ${column}`).join(', ');
const actionOf = (row: PlannedRow): ImportedAction => {
  if ('action' in row) return row.action;
  throw new Error(told(row));
};
const cellsOf = (texts: Record<string, string>): Cells =>
  Object.fromEntries(Object.entries({ done_on: '', ...texts }).map(([column, text]) => [column, textCell(text)]));
const row = { college_ru: 'Костанайский медицинский колледж', action_kind: 'blood_donation', done_on: '2026-10-05' };
const plan = async (rows: readonly Record<string, string>[], track: 'amal' | 'green' = 'amal') =>
  planActions(
    rows.map((texts, index) => ({ sheet: null, row: index + 2, cells: cellsOf(texts) })),
    await facts(track),
  );
const answer = async (texts: Record<string, string>) => (await plan([texts]))[0]!;

describe('planActions', () => {
  it.each(['amal', 'green'] as const)('answers every publicly reported action for the challenge %s', async (track) => {
    const { rows } = await readTable(path.join(samples, 'reported-actions.csv'), ACTIONS_SHAPE);
    const answers = planActions(rows, { ...(await facts(track)), today: '2026-11-23' }).map(
      (one) => `${one.row} ${one.reference}: ${told(one)}`,
    );
    const expected = readFileSync(path.join(samples, `reported-actions.${track}.txt`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(answers).toHaveLength(79);
    expect(answers).toEqual(expected);
  });

  it('names an action by its number, whatever else the row says', async () => {
    const [first, second] = await plan([
      { ...row, source_id: 'N-1', participants: '5' },
      { ...row, source_id: 'N-2' },
    ]);
    const corrected = await answer({ ...row, source_id: 'N-1', participants: '6', done_on: '06.10.2026' });
    expect(actionOf(corrected).id).toBe(actionOf(first!).id);
    expect(actionOf(second!).id).not.toBe(actionOf(first!).id);
  });

  it.each([
    ['001', '1'],
    ['N-5', 'n-5'],
    ['N-5', 'N–5'],
    ['№ 5', '№5'],
  ])('takes the number %s for %s', async (one, other) => {
    const written = await plan([{ ...row, source_id: one }]);
    const resaved = await plan([{ ...row, source_id: other }]);
    expect(actionOf(resaved[0]!).id).toBe(actionOf(written[0]!).id);
    const both = await plan([
      { ...row, source_id: one },
      { ...row, source_id: other, participants: '5' },
    ]);
    expect(told(both[1]!)).toBe('SOURCE_ID_TWICE source_id');
  });

  it.each([
    ['1', '10'],
    ['N-01', 'N-1'],
    ['1.0', '1'],
  ])('tells the number %s from %s', async (one, other) => {
    const [first, second] = await plan([
      { ...row, source_id: one },
      { ...row, source_id: other, participants: '5' },
    ]);
    expect(actionOf(second!).id).not.toBe(actionOf(first!).id);
  });

  it('identifies an action without a number by its content, in any spelling', async () => {
    const id = async (changes: Record<string, string>) => actionOf(await answer({ ...row, ...changes })).id;
    const one = await id({ participants: '5' });
    expect(await id({ participants: '5 чел.', done_on: '05.10.2026 г.' })).toBe(one);
    expect(await id({ participants: '5', college_ru: 'КОСТАНАЙСКИЙ МЕДИЦИНСКИЙ КОЛЛЕДЖ', note: 'x' })).toBe(one);
    expect(await id({ participants: '6' })).not.toBe(one);
    expect(await id({ participants: '5', done_on: '2026-10-06' })).not.toBe(one);
  });

  it('names a row without a number alike under every rulebook', async () => {
    const { rules, ...rest } = await facts('amal');
    const withSets = structuredClone(rules);
    for (const kind of Object.values(withSets.kinds)) kind.parts = [{ metric: 'sets', step: 1, weight: 1, max: null }];
    const planned = [rules, withSets].map((one) =>
      actionOf(
        planActions([{ sheet: null, row: 2, cells: cellsOf({ ...row, sets: '7' }) }], { ...rest, rules: one })[0]!,
      ),
    );
    expect(planned[0]!.claim).not.toEqual(planned[1]!.claim);
    expect(planned[0]!.id).toBe(planned[1]!.id);
  });

  it('names the same row differently in another challenge', async () => {
    const colleges = await collegesOf('rosters/reported-colleges.csv');
    const ids = ['one', 'two'].map((id) => {
      const { challenge, ...rest } = factsOf('amal', colleges, '2019-01-01');
      const rows = [{ sheet: null, row: 2, cells: cellsOf({ ...row, source_id: 'N-1' }) }];
      return actionOf(planActions(rows, { ...rest, challenge: { ...challenge, id } })[0]!).id;
    });
    expect(new Set(ids).size).toBe(2);
  });

  it('keeps a hedge only when the number cell itself says it', async () => {
    const { claim } = actionOf(await answer({ ...row, participants: 'более 60', quote: 'около 100 человек' }));
    expect(claim.claimed).toEqual({ participants: { value: 60, precision: 'at-least' } });
  });

  it('leaves a missing number out instead of counting it as 0', async () => {
    expect(actionOf(await answer({ ...row, participants: '' })).claim.claimed).toEqual({});
  });

  it('quotes a number of several lines on one line', async () => {
    expect(await answer({ ...row, participants: '5\n6' })).toMatchObject({
      reasons: [{ code: 'NUMBER_UNCLEAR', column: 'participants', cell: '5 6' }],
    });
  });

  it('names every reason of a row at once', async () => {
    const wrong = { ...row, done_on: '2026-10', participants: 'десятки', url: 'instagram' };
    expect(told(await answer(wrong))).toBe('DATE_MONTH_ONLY done_on, NUMBER_UNCLEAR participants, LINK_UNREADABLE url');
  });

  it('refuses an ambiguous name, and names of two different colleges', async () => {
    expect(told(await answer({ ...row, college_ru: 'Turan College' }))).toBe('COLLEGE_AMBIGUOUS college_ru');
    expect(told(await answer({ ...row, college_kk: 'Маңғыстау туризм колледжі' }))).toBe(
      'COLLEGE_NAMES_DIFFER college_kk',
    );
  });

  it('refuses a row that repeats another, and a number that stands twice', async () => {
    const answers = await plan([
      { ...row, source_id: '1' },
      { ...row, source_id: '2' },
      { ...row, source_id: '1', participants: '5' },
      { ...row, participants: '7' },
      { ...row, participants: '7 чел.' },
    ]);
    expect(answers.map(told).map((text) => text.replace(/^would import.*/, 'yes'))).toEqual([
      'yes',
      'ROW_TWICE source_id',
      'SOURCE_ID_TWICE source_id',
      'yes',
      'ROW_TWICE source_id',
    ]);
  });

  it('credits the last day of an action that took several', async () => {
    expect(actionOf(await answer({ ...row, done_on: '03.10.2026 – 05.10.2026' })).claim).toMatchObject({
      doneFrom: '2026-10-03',
      doneOn: '2026-10-05',
    });
  });

  it('shows the reviewer a number that the kind does not use', async () => {
    const { claim } = actionOf(await answer({ ...row, hours: '3', title_original: 'Донор күні' }));
    expect(claim).toMatchObject({ claimed: {}, description: 'Донор күні\nhours: 3' });
  });

  it('identifies an action by its amount in any unit', async () => {
    const cells = (text: string, unit?: string): Cells => ({
      ...cellsOf({ ...row, action_kind: 'cleanup' }),
      waste_kg: { text, type: 'number', ...(unit ? { unit } : {}) },
    });
    const planned = async (...sheets: Cells[]) =>
      planActions(
        sheets.map((one, index) => ({ sheet: null, row: index + 2, cells: one })),
        await facts('green'),
      );
    const [kilograms] = await planned(cells('1500'));
    const [tonnes, other] = await planned(cells('1.5', 'т'), cells('1.5'));
    expect(actionOf(tonnes!).claim.claimed).toEqual({ grams: { value: 1_500_000, precision: 'exact' } });
    expect(actionOf(tonnes!).id).toBe(actionOf(kilograms!).id);
    expect(actionOf(other!).claim.claimed).toEqual({ grams: { value: 1500, precision: 'exact' } });
    const hedged = { ...cells('', 'т'), waste_kg: { text: 'более 2', type: 'text' as const, unit: 'т' } };
    expect(actionOf((await planned(hedged))[0]!).claim.description).toBe('waste_kg: более 2 (т)');
  });

  it('takes several links on several lines', async () => {
    const { claim } = actionOf(await answer({ ...row, url: 'https://a.kz/1\nhttps://b.kz/2, https://c.kz/3' }));
    expect(claim.links).toEqual(['https://a.kz/1', 'https://b.kz/2', 'https://c.kz/3']);
  });

  it.each([
    ['TEXT_TOO_LONG quote', { quote: 'т'.repeat(4001) }],
    ['TEXT_TOO_LONG title_original', { title_original: 'т'.repeat(3000), quote: 'т'.repeat(1001) }],
    ['TEXT_TOO_LONG locality', { locality: 'т'.repeat(501) }],
    ['LINK_UNREADABLE url', { url: 'https://a.kz/1\nинстаграм' }],
    ['TEXT_TOO_LONG url', { url: `https://a.kz/1\nhttps://a.kz/${'a'.repeat(2000)}` }],
    ['COLLEGE_MISSING college_ru', { college_ru: '' }],
    ['CELL_BROKEN college_ru, COLLEGE_UNKNOWN college_ru', { college_ru: '#REF!' }],
    ['OTHER_CHALLENGE challenge', { challenge: 'green' }],
    ['DATE_IN_FUTURE done_on', { done_on: '29.11.2026' }],
    ['DATE_OUTSIDE_SEASON done_on', { done_on: '31.12.2018' }],
  ])('refuses %s', async (reasons, changes) => {
    expect(told(await answer({ ...row, ...changes }))).toBe(reasons);
  });

  it.each(['amal', 'AMAL', 'amal-sample', 'Зелёная осень', 'зеленая  осень'])(
    'takes the challenge written as %s',
    async (challenge) => expect(told(await answer({ ...row, challenge }))).toContain('would import'),
  );

  it.each(['Субботник', 'сенбілік', 'G1', 'cleanup', 'Clean up', 'Уборка территории', 'Clean-up'])(
    'takes the kind written as %s',
    async (kind) => {
      const [one] = await plan([{ ...row, action_kind: kind }], 'green');
      expect(actionOf(one!).claim.kind).toBe('G1');
    },
  );

  it('refuses a row whose cells are merged, naming them', async () => {
    const cells = {
      ...cellsOf(row),
      college_ru: { text: 'Костанайский медицинский колледж', type: 'merged' as const },
    };
    expect(told(planActions([{ sheet: null, row: 2, cells }], await facts('amal'))[0]!)).toBe('CELL_MERGED college_ru');
  });
});

describe('planActions, given files that clerks sent', () => {
  const college = (collegeId: string, kk: string, ru: string, short: string): RosterCollege => ({
    collegeId,
    names: { kk, ru, en: collegeId },
    shortNames: { kk: short, ru: short, en: short },
    district: 'aqtau',
    aliases: [],
    enrolment: null,
    sourceNote: null,
    changes: [],
    unchanged: [],
    notes: [],
  });
  const colleges = [
    college('tengiz', '«Теңіз» политехникалық колледжі', 'Политехнический колледж «Тениз»', 'Тениз'),
    college('akzhar', 'Ақжар медицина колледжі', 'Акжарский медицинский колледж', 'Акжар'),
    college('mangilik', '«Мәңгілік» гуманитарлық колледжі', 'Гуманитарный колледж «Мангилик»', 'Мәңгілік'),
    college('tekno', 'Технико-экономикалық колледж', 'Технико-экономический колледж', 'ТЭК'),
    college('samal', '«Самал» педагогикалық колледжі', 'Педагогический колледж «Самал»', 'Самал'),
  ];
  const answersTo = async (name: string) =>
    planActions(
      (await tableOf(readFileSync(path.join(samples, 'imports', name)), ACTIONS_SHAPE)).rows,
      factsOf('green', colleges, '2026-10-01'),
    );
  const claims = async (name: string, metric: string) =>
    (await answersTo(name)).map((one) =>
      'action' in one ? (one.action.claim.claimed[metric]?.value ?? null) : told(one),
    );

  it.each([
    ['workbooks/typed-decimals.xlsx', 'grams', [12_125, 1_525, 300, 21_500, 362_500]],
    [
      'workbooks/error-and-uncalculated.xlsx',
      'participants',
      ['NUMBER_UNCLEAR participants', 'NUMBER_UNCLEAR participants', 13],
    ],
    ['workbooks/plain-words.csv', 'participants', [11, 12, 12, 25, 'DATE_UNCLEAR done_on']],
    ['workbooks/two-sheets.xlsx', 'participants', [21, 22, 23]],
    ['workbooks/hidden-first-sheet.xlsx', 'participants', [25]],
    ['workbooks/merged-college.csv', 'participants', [11, 'COLLEGE_MISSING college_ru']],
    ['workbooks/long-quote.csv', 'participants', ['TEXT_TOO_LONG quote', 'TEXT_TOO_LONG locality']],
    ['repeated/november.csv', 'participants', [30, 25, 'DATE_UNCLEAR done_on']],
  ])('%s: %s', async (name, metric, expected) => {
    expect(await claims(name, metric)).toEqual(expected);
  });

  it('reads hours from time cells', async () => {
    const descriptions = (await answersTo('workbooks/hours-as-time.xlsx')).map(
      (one) => actionOf(one).claim.description,
    );
    expect(descriptions).toEqual(['hours: 2.5', 'hours: 12']);
    const { rows } = await tableOf(
      readFileSync(path.join(samples, 'imports/workbooks/hours-as-time.xlsx')),
      ACTIONS_SHAPE,
    );
    const volunteer = rows.map((one) => ({
      ...one,
      cells: { ...one.cells, action_kind: textCell('volunteer_hours'), challenge: textCell('amal') },
    }));
    expect(
      planActions(volunteer, factsOf('amal', colleges, '2026-10-01')).map(
        (one) => actionOf(one).claim.claimed['minutes']?.value,
      ),
    ).toEqual([150, 720]);
  });

  it('knows colleges whose names only look alike', async () => {
    const ids = (await answersTo('names/look-alike-names.csv')).map((one) => actionOf(one).collegeId);
    expect(ids).toEqual(['mangilik', 'mangilik', 'tekno', 'tekno']);
  });
});
