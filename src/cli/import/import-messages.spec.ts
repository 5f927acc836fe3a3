import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actionMessages } from '../../actions/actions.messages.js';
import { challengeMessages } from '../../challenges/challenges.messages.js';
import { addMessages } from '../../http/messages/catalogue.js';
import { sentence } from './import.messages.js';
import { type Answer, reasonLine, reportLine, summary } from './report.js';

addMessages(actionMessages, challengeMessages);
const source = path.join(__dirname, '../..');
const texts = ['actions/import-actions', 'colleges/import-roster', 'sheets', 'cli/import'].flatMap((folder) =>
  readdirSync(path.join(source, folder))
    .filter((file) => file.endsWith('.ts') && !/\.(spec|messages)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(source, folder, file), 'utf8')),
);
const codes = new Set(
  texts.flatMap((text) => [...text.matchAll(/'([A-Z]+(?:_[A-Z0-9]+)+)'/g)].map(([, code]) => code!)),
);
const NO_CODES = ['LOG_LEVEL', 'ERR_WORKER_OUT_OF_MEMORY'];
const languages = ['kk', 'ru', 'en'] as const;

describe('sentence', () => {
  it('has every reason in Kazakh, Russian and English', () => {
    expect(codes.size).toBeGreaterThan(50);
    const reason = (code: string) => ({ code, column: 'x', cell: 'x' });
    const missing = [...codes].filter(
      (code) => !NO_CODES.includes(code) && languages.some((language) => sentence(language, reason(code)) === code),
    );
    expect(missing).toEqual([]);
    expect(sentence('ru', reason('NOBODY_WROTE_THIS'))).toBe('NOBODY_WROTE_THIS');
  });

  it('shortens a long cell and shows it as it is', () => {
    const reason = { code: 'KIND_UNKNOWN', column: 'action_kind', cell: 'ө'.repeat(80) };
    expect(sentence('kk', reason)).toBe(`«${'ө'.repeat(59)}…» деген акция түрі ережеде жоқ.`);
    expect(sentence('ru', { ...reason, cell: '$& $1' })).toBe('Вида акции «$& $1» нет в правилах.');
  });
});

describe('reportLine', () => {
  const base = { sheet: null, row: 2, reference: 'N-1' };
  const answers: Answer[] = [
    { ...base, outcome: 'would import', what: ['register', 'rename', 'district', 'aliases', 'enrolment'] },
    {
      ...base,
      outcome: 'imported',
      what: ['G1'],
      unchanged: ['rename', 'district'],
      notes: [{ code: 'ENROLMENT_NEWER_COUNTS', column: 'students', cell: '5' }],
    },
    { ...base, outcome: 'unchanged' },
    { ...base, outcome: 'changed', reasons: [{ code: 'ROW_CHANGED', column: 'bags', cell: 'a1' }] },
    { ...base, sheet: 'Қараша', outcome: 'refused', reasons: [{ code: 'NUMBER_UNCLEAR', column: 'bags', cell: '?' }] },
  ];

  it.each(['kk', 'ru'] as const)('has no English word in %s but codes and addresses', (language) => {
    const lines = [
      ...answers.map((answer) => reportLine(answer, [language])),
      summary(answers, true, [language]),
      summary(answers, false, [language]),
      reasonLine({ code: 'SHEET_HIDDEN', column: '', cell: 'А' }, [language]),
    ];
    const words = lines
      .join('\n')
      .replaceAll(/[A-Z]+(?:_[A-Z]+)+(?: \w+)?|POST \S+|--\w+|N-1|G1|a1|bags/g, '')
      .match(/[A-Za-z]{2,}/g);
    expect(words).toBeNull();
  });

  it('names sheet, code and column in all three languages by default', () => {
    const line = reportLine(answers[4]!, languages);
    expect(line).toMatch(/^row 2 «Қараша» N-1: NUMBER_UNCLEAR bags — .* \/ .* \/ “\?” is not a clear number/);
  });

  it("shows the clerk's own heading beside the column", () => {
    const line = reportLine(answers[4]!, ['ru'], { bags: 'Кол-во мешков' });
    expect(line).toContain('NUMBER_UNCLEAR bags («Кол-во мешков») — ');
  });

  it('counts the outcomes in the last line', () => {
    expect(summary(answers, true, languages)).toBe('1 imported, 1 there already, 1 changed, 1 refused');
    expect(summary([], false, languages)).toBe(
      '0 would import, 0 there already, 0 refused; nothing was written, add --apply to write',
    );
  });
});
