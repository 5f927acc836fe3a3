import { DomainError } from '../../event-store/domain-error.js';
import type { Language } from '../../http/language.js';
import type { Reason } from '../../sheets/cell.js';
import { headingTable } from '../../sheets/text-table.js';
import { sentence } from './import.messages.js';

export type Outcome = 'would import' | 'imported' | 'unchanged' | 'changed' | 'refused';

/** Headings as the clerk wrote them, by column. */
type Headings = Readonly<Record<string, string>>;

export interface Answer {
  sheet: string | null;
  row: number;
  /** The row's own number or the college's id. */
  reference: string;
  outcome: Outcome;
  /** Codes of the parts that are or would be written. */
  what?: readonly string[];
  /** Codes of the parts that stay as they are. */
  unchanged?: readonly string[];
  reasons?: readonly Reason[];
  /** Facts the reader should know beside the outcome. */
  notes?: readonly Reason[];
}

/** The import cannot run at all; the code is the key of the sentence. */
export class ImportRefused extends Error {
  readonly reasons: readonly Reason[];

  constructor(code: string, cell = '', params: DomainError['params'] = {}) {
    super(`${code} ${cell}`.trimEnd());
    this.reasons = [{ code, column: '', cell, params }];
  }
}

/** The reason of a refusal by a rule. Anything but a refusal is thrown on. */
export function refusedBy(error: unknown): Reason {
  if (!(error instanceof DomainError)) throw error;
  const { code, field = '', params } = error;
  return { code, column: field, cell: String(Object.values(params)[0] ?? ''), params };
}

/** Words of the report by code, in Kazakh, Russian and English. */
const WORDS = headingTable(`
  row | жол | строка | row
  would import | енгізіледі | будет внесено | would import
  imported | енгізілді | внесено | imported
  unchanged | бұрыннан бар, өзгермеді | уже есть, без изменений | unchanged
  changed | бұрыннан бар, деректері басқа; өзгермеді | уже есть с другими данными; не изменено | changed
  refused | бас тартылды | отклонено | refused
  there | бұрыннан бар | уже есть | there already
  dry | ештеңе жазылған жоқ, жазу үшін --apply қосыңыз | ничего не записано, для записи добавьте --apply | nothing was written, add --apply to write
  same | өзгермейді | без изменений | unchanged
  register | жаңа колледж | новый колледж | register
  rename | атауы | название | rename
  district | ауданы | район | district
  aliases | басқа атаулары | другие названия | aliases
  enrolment | студенттер саны | число студентов | enrolment
`);

/** The word in the language asked for, or in English among all three; codes without a word stay. */
function wordsIn(languages: readonly Language[]) {
  const language = languages.length === 1 ? languages[0]! : 'en';
  return (code: string): string => WORDS[code]?.[language]?.join('; ') ?? code;
}

/** One line a row: its number, its mark, its outcome, its reasons and its notes. */
export function reportLine(
  { sheet, row, reference, outcome, what = [], unchanged = [], reasons = [], notes = [] }: Answer,
  languages: readonly Language[],
  headings: Headings = {},
): string {
  const word = wordsIn(languages);
  const place = [word('row'), row, sheet === null ? '' : `«${sheet}»`, reference]
    .filter((part) => part !== '')
    .join(' ');
  const named = (codes: readonly string[]) => codes.map(word).join(', ');
  const told = [...reasons, ...notes].map((reason) => reasonLine(reason, languages, headings));
  const result = outcome === 'refused' ? '' : `${word(outcome)}${what.length > 0 ? ` (${named(what)})` : ''}`;
  const same = unchanged.length > 0 ? `${word('same')}: ${named(unchanged)}` : '';
  return `${place}: ${[result, same, ...told].filter(Boolean).join('; ')}`;
}

/** The code and the column for programs, then the clerk's own heading and the sentence for people. */
export function reasonLine(reason: Reason, languages: readonly Language[], headings: Headings = {}): string {
  const { code, column } = reason;
  const heading = headings[column];
  const own = heading === undefined || heading === column ? '' : ` («${heading}»)`;
  const where = column === '' || code === 'ROW_CHANGED' ? '' : ` ${column}${own}`;
  return `${code}${where} — ${languages.map((language) => sentence(language, reason)).join(' / ')}`;
}

/** The last line: how many rows came to what. */
export function summary(answers: readonly Answer[], applied: boolean, languages: readonly Language[]): string {
  const word = wordsIn(languages);
  const count = (outcome: Outcome) => answers.filter((answer) => answer.outcome === outcome).length;
  const done: Outcome = applied ? 'imported' : 'would import';
  const of = (outcome: Outcome, code: string = outcome) =>
    languages.length === 1 && languages[0] !== 'en'
      ? `${word(code)}: ${count(outcome)}`
      : `${count(outcome)} ${word(code)}`;
  const parts = [of(done), of('unchanged', 'there'), ...(count('changed') > 0 ? [of('changed')] : []), of('refused')];
  return `${parts.join(', ')}${applied ? '' : `; ${word('dry')}`}`;
}
