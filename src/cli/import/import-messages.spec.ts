import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IMPORT_MESSAGES, sentence } from './import-messages.js';

const source = path.join(__dirname, '../..');
const rules = ['actions/import-actions', 'colleges/import-roster'].flatMap((folder) =>
  readdirSync(path.join(source, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(path.join(source, folder, file), 'utf8')),
);
const codes = new Set(rules.flatMap((text) => [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, code]) => code!)));

describe('what a clerk reads', () => {
  it('every reason has a sentence in Kazakh, Russian and English', () => {
    expect(codes.size).toBeGreaterThan(25);
    const untold = [...codes].filter(
      (code) => !Object.values(IMPORT_MESSAGES[code] ?? { none: '' }).every((text) => text.length > 5),
    );
    expect(untold).toEqual([]);
  });

  it('a long cell is shortened, and shown as it is', () => {
    const reason = { code: 'KIND_UNKNOWN', column: 'action_kind', cell: 'ө'.repeat(80) };
    expect(sentence('kk', reason)).toBe(`«${'ө'.repeat(59)}…» деген амал түрі ережеде жоқ.`);
    expect(sentence('ru', { ...reason, cell: '$& $1' })).toBe('Вида «$& $1» нет в правилах.');
  });
});
