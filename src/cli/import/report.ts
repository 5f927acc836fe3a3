import { DomainError } from '../../event-store/domain-error.js';
import type { Language } from '../../http/language.js';
import type { Reason } from '../../sheets/cell.js';
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
  readonly reasons: readonly (Reason & { params: DomainError['params'] })[];

  constructor(code: string, cell = '', params: DomainError['params'] = {}) {
    super(`${code} ${cell}`.trimEnd());
    this.reasons = [{ code, column: '', cell, params }];
  }
}

/** The reason of a refusal by a rule. Anything but a refusal is thrown on. */
export function refusedBy(error: unknown): Reason & { params: DomainError['params'] } {
  if (!(error instanceof DomainError)) throw error;
  return {
    code: error.code,
    column: error.field ?? '',
    cell: String(Object.values(error.params)[0] ?? ''),
    params: error.params,
  };
}

const WORDS: Readonly<Record<Language, Readonly<Record<Outcome | 'row' | 'dry' | 'there', string>>>> = {
  kk: {
    row: 'жол',
    'would import': 'енгізіледі',
    imported: 'енгізілді',
    unchanged: 'бұрыннан бар, өзгермеді',
    changed: 'бұрыннан бар, деректері басқа; өзгермеді',
    refused: 'бас тартылды',
    there: 'бұрыннан бар',
    dry: 'ештеңе жазылған жоқ, жазу үшін --apply қосыңыз',
  },
  ru: {
    row: 'строка',
    'would import': 'будет внесено',
    imported: 'внесено',
    unchanged: 'уже есть, без изменений',
    changed: 'уже есть с другими данными; не изменено',
    refused: 'отклонено',
    there: 'уже есть',
    dry: 'ничего не записано, для записи добавьте --apply',
  },
  en: {
    row: 'row',
    'would import': 'would import',
    imported: 'imported',
    unchanged: 'unchanged',
    changed: 'changed',
    refused: 'refused',
    there: 'there already',
    dry: 'nothing was written, add --apply to write',
  },
};

const PARTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  register: { kk: 'жаңа колледж', ru: 'новый колледж', en: 'register' },
  rename: { kk: 'атауы', ru: 'название', en: 'rename' },
  district: { kk: 'ауданы', ru: 'район', en: 'district' },
  aliases: { kk: 'басқа атаулары', ru: 'другие названия', en: 'aliases' },
  enrolment: { kk: 'студенттер саны', ru: 'число студентов', en: 'enrolment' },
};
const SAME = { kk: 'өзгермейді', ru: 'без изменений', en: 'unchanged' };
const named = (codes: readonly string[], language: Language) =>
  codes.map((code) => PARTS[code]?.[language] ?? code).join(', ');

/** One line a row: its number, its mark, its outcome, its reasons and its notes. */
export function reportLine(
  { sheet, row, reference, outcome, what = [], unchanged = [], reasons = [], notes = [] }: Answer,
  languages: readonly Language[],
  headings: Headings = {},
): string {
  const [first = 'kk'] = languages.length === 1 ? languages : (['en'] as const);
  const words = WORDS[first];
  const place = [words.row, row, sheet === null ? '' : `«${sheet}»`, reference].filter((part) => part !== '').join(' ');
  const told = [...reasons, ...notes].map((reason) => reasonLine(reason, languages, headings));
  const result = outcome === 'refused' ? '' : `${words[outcome]}${what.length > 0 ? ` (${named(what, first)})` : ''}`;
  const same = unchanged.length > 0 ? `${SAME[first]}: ${named(unchanged, first)}` : '';
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
  const [first = 'kk'] = languages.length === 1 ? languages : (['en'] as const);
  const words = WORDS[first];
  const count = (outcome: Outcome) => answers.filter((answer) => answer.outcome === outcome).length;
  const done: Outcome = applied ? 'imported' : 'would import';
  const of = (number: number, word: string) => (first === 'en' ? `${number} ${word}` : `${word}: ${number}`);
  const parts = [
    of(count(done), words[done]),
    of(count('unchanged'), words.there),
    of(count('refused'), words.refused),
  ];
  if (count('changed') > 0) parts.splice(2, 0, of(count('changed'), words.changed));
  return `${parts.join(', ')}${applied ? '' : `; ${words.dry}`}`;
}
