import type { Locale } from '../../../src/pages/page.contract.js';
import type { DraftContent, Purpose, TypedNumber } from '../drafts/draft.js';
import { writeAmount } from './amounts.js';
import type { ReportedAction } from '../data/report-answers.js';

type Claimed = ReportedAction['claimed'];

/** Text of the fields for numbers that the server has. */
const typed = (claimed: Claimed, locale: Locale, isEmpty: boolean): Record<string, TypedNumber> =>
  Object.fromEntries(
    Object.entries(claimed).map(([metric, { value, precision }]) => [
      metric,
      isEmpty ? { text: '', value: null, precision } : { text: writeAmount(value, metric, locale), value, precision },
    ]),
  );

/** A new report like an earlier one. Day, numbers, files and their attestation are of the earlier deed and stay empty. */
export function copyOf(action: ReportedAction, locale: Locale): Partial<DraftContent> {
  const { kind, place, description, partners, claimed } = action;
  return { kind, place: place ?? '', description: description ?? '', partners, claimed: typed(claimed, locale, true) };
}

/** The report as the server has it, to be changed. Evidence stays by its id, links too. */
export function revisionOf(action: ReportedAction, locale: Locale): Partial<DraftContent> {
  const { kind, doneFrom, doneOn, place, description, partners, claimed, evidence } = action;
  const keep = evidence.filter(({ erased }) => erased === null).map(({ id }) => id);
  const words = { place: place ?? '', description: description ?? '' };
  return { kind, doneFrom, doneOn, ...words, partners, claimed: typed(claimed, locale, false), keep };
}

/** An open question is answered; a report without one is revised. Null = it was decided on, or withdrawn. */
export function purposeOf({ id, status, pending }: ReportedAction): Exclude<Purpose, { kind: 'report' }> | null {
  if (!pending) return null;
  return { kind: status === 'needs-info' ? 'answer' : 'revision', actionId: id };
}
