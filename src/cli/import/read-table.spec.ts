import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { actionsTemplate } from '../../actions/import-actions/actions-template.controller.js';
import { rosterTemplate } from '../../colleges/import-roster/roster-template.controller.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { tableOf } from '../../sheets/read-table.js';
import { readTable } from '../../sheets/table-reader.js';
import { templateFile } from '../../sheets/template.js';
import { reasonsOf } from './workbooks.fixture.js';

const samples = path.join(__dirname, '../../../test/samples/imports');
const sample = (name: string) => tableOf(readFileSync(path.join(samples, name)), ACTIONS_SHAPE);

describe('docs/imports.md', () => {
  const page = readFileSync(path.join(__dirname, '../../../docs/imports.md'), 'utf8');

  it.each([ACTIONS_SHAPE, ROSTER_SHAPE])('lists every column with all its headings: %#', ({ columns }) => {
    const rows = Object.entries(columns).map(([column, words]) => [
      `| \`${column}\` |`,
      `| ${[words.kk, words.ru, words.en].map((list) => list.join('; ')).join(' | ')} |`,
    ]);
    expect(
      rows.filter((parts) => !page.split('\n').some((line) => parts.every((part) => line.includes(part)))),
    ).toEqual([]);
  });
});

describe('tableOf, given files that clerks sent', () => {
  it.each<[string, unknown]>([
    ['hidden-first-sheet.xlsx', [['s1', '2026-11-15', '25']]],
    [
      'two-sheets.xlsx',
      [
        ['s1', '2026-11-24', '21'],
        ['s2', '2026-11-24', '22'],
        ['s3', '2026-11-23', '23'],
      ],
    ],
    ['chart-sheet-first.xlsx', [['s1', '2026-11-15', '']]],
    ['title-above-heading.xlsx', [['s1', '2026-11-15', '']]],
    ['blank-first-row.xlsx', [['s1', '2026-11-15', '']]],
    ['no-cell-references.xlsx', [['s1', '2026-11-15', '']]],
    ['sep-line.csv', [['s1', '15.11.2026', '']]],
    [
      'error-and-uncalculated.xlsx',
      [
        ['s1', '2026-11-15', '#N/A'],
        ['s2', '2026-11-14', '=5+7'],
        ['s3', '2026-11-13', '13'],
      ],
    ],
  ])('reads %s', async (name, rows) => {
    const text = (column: string) => (one: { cells: Record<string, { text: string }> }) => one.cells[column]!.text;
    const found = (await sample(`workbooks/${name}`)).rows;
    expect(found.map((one) => ['source_id', 'done_on', 'participants'].map((column) => text(column)(one)))).toEqual(
      rows,
    );
  });

  it.each(['xls-renamed.xlsx', 'password-protected-header.xlsx'])('refuses %s in one sentence', async (name) => {
    expect(await reasonsOf(sample(`workbooks/${name}`))).toEqual(['FILE_OLD_OR_LOCKED']);
  });

  it('refuses a file that is not there', async () => {
    await expect(readTable('/nowhere/at/all.xlsx', ACTIONS_SHAPE)).rejects.toThrow('FILE_MISSING');
  });
});

describe('templateFile', () => {
  const languages = ['kk', 'ru', 'en'] as const;

  it.each(languages)('writes templates in %s whose examples and lists are not imported', async (language) => {
    for (const template of [rosterTemplate(language), actionsTemplate(language)]) {
      const bytes = await templateFile(template, language);
      const { rows, notes } = await tableOf(bytes, template.shape);
      expect(rows).toEqual([]);
      expect(notes.map(({ code }) => code)).toEqual(['SHEET_OF_TEMPLATE', 'SHEET_OF_TEMPLATE']);
    }
  });

  it('offers the lists as drop-downs of the first sheet', async () => {
    const { read: parse } = await import('@e965/xlsx');
    const files = parse(await templateFile(rosterTemplate('ru'), 'ru'), {
      type: 'buffer',
      bookFiles: true,
    }) as unknown as {
      files: Record<string, { content: Uint8Array }>;
    };
    const xml = Buffer.from(files.files['xl/worksheets/sheet1.xml']!.content).toString();
    expect(xml).toContain(`<formula1>'Списки'!$A$2:$A$8</formula1>`);
    expect(xml.match(/<dataValidation /g)).toHaveLength(2);
  });
});
