import { sentence } from './import-messages.js';

export interface Answer {
  row: number;
  reference: string;
  outcome: 'would import' | 'imported' | 'unchanged' | 'refused';
  /** What is or would be written, in codes. */
  what?: readonly string[];
  reasons?: readonly { code: string; column: string; cell: string }[];
}

export type ReportLanguage = 'kk' | 'ru' | 'en';

/** One line a row: its number, its own mark, and what becomes of it or why not. */
export function reportLine(
  { row, reference, outcome, what = [], reasons = [] }: Answer,
  languages: readonly ReportLanguage[],
): string {
  const mark = reference === '' ? '' : ` ${reference}`;
  if (outcome !== 'refused') return `row ${row}${mark}: ${outcome}${what.length > 0 ? ` (${what.join(', ')})` : ''}`;
  const told = reasons.map((reason) => {
    const where = reason.column === '' ? '' : ` ${reason.column}`;
    return `${reason.code}${where} — ${languages.map((language) => sentence(language, reason)).join(' / ')}`;
  });
  return `row ${row}${mark}: ${told.join('; ')}`;
}

/** The last line. */
export function summary(answers: readonly Answer[], applied: boolean): string {
  const count = (outcome: Answer['outcome']) => answers.filter((answer) => answer.outcome === outcome).length;
  const rows = new Set(answers.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row)).size;
  const done = applied ? `${count('imported')} imported` : `${count('would import')} would import`;
  const again = applied ? '' : '; nothing was written, add --apply to write';
  return `${done}, ${count('unchanged')} there already, ${rows} refused${again}`;
}
