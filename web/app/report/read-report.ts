import type { z } from 'zod';
import { claimWords, link } from '../../../src/actions/claim-fields.contract.js';
import type { Rulebook } from '../../../src/events/rulebook.js';
import type { DraftContent } from '../drafts/draft.js';
import type { DraftFile } from '../drafts/draft-file.js';
import { type Amount, type AmountFault, readAmount } from './amounts.js';
import { type DayFault, dayFault, type Dates } from './days.js';
import { scoringMetricsOf } from './kind-words.js';

export type FaultWord =
  | AmountFault
  | DayFault['fault']
  | 'challengeMissing'
  | 'challengeClosed'
  | 'kindMissing'
  | 'kindGone'
  | 'claimEmpty'
  | 'tooLong'
  | 'oddSigns'
  | 'linkWrong'
  | 'filesFailed'
  | 'minorsMissing'
  | 'fieldWrong';

/** A field with what is wrong with it; `path` is the server's, such as `claimed.trees`. */
export interface FormFault {
  path: string;
  word: FaultWord;
  values?: Record<string, string | number>;
}

export interface ReportFacts {
  challenge: (Dates & { rules: Rulebook | null }) | null;
  /** The challenge takes this report today. */
  isTaken: boolean;
  today: string;
  files: readonly Pick<DraftFile, 'id' | 'state'>[];
}

export const isSeveralDays = ({ doneFrom }: Pick<DraftContent, 'doneFrom'>): boolean => doneFrom !== null;

/** Everything that must be mended before sending, in the order of the page. */
export function faultsOf(content: DraftContent, { challenge, isTaken, today, files }: ReportFacts): FormFault[] {
  if (!challenge) return [{ path: 'challengeId', word: 'challengeMissing' }];
  return [
    ...(isTaken ? [] : [{ path: 'challengeId', word: 'challengeClosed' } as const]),
    ...kindFaults(content, challenge.rules),
    ...dayFaults(content, challenge, today),
    ...textFault('place', content),
    ...numberFaults(content, challenge.rules),
    ...textFault('description', content),
    ...content.links.flatMap((url, at): FormFault[] =>
      url.trim() === '' || link.safeParse(url.normalize('NFC').trim()).success
        ? []
        : [{ path: `links.${at}`, word: 'linkWrong' }],
    ),
    ...fileFaults(content, files),
  ];
}

function kindFaults({ kind }: DraftContent, rules: Rulebook | null): FormFault[] {
  if (kind === null) return [{ path: 'kind', word: 'kindMissing' }];
  return rules && Object.hasOwn(rules.kinds, kind) ? [] : [{ path: 'kind', word: 'kindGone' }];
}

function dayFaults(content: DraftContent, dates: Dates, today: string): FormFault[] {
  const days = { doneFrom: content.doneFrom ?? '', doneOn: content.doneOn ?? '' };
  const found = dayFault(days, isSeveralDays(content), dates, today);
  return found ? [{ path: found.field, word: found.fault }] : [];
}

const numberOf = ({ text }: { text: string }, metric: string): Amount => readAmount(text, metric);

function numberFaults({ claimed, kind }: DraftContent, rules: Rulebook | null): FormFault[] {
  const read = Object.entries(claimed).map(([metric, typed]) => ({ metric, amount: numberOf(typed, metric) }));
  const wrong = read.flatMap(({ metric, amount }): FormFault[] =>
    amount?.fault ? [{ path: `claimed.${metric}`, word: amount.fault }] : [],
  );
  const found = kind === null || !rules || !Object.hasOwn(rules.kinds, kind) ? undefined : rules.kinds[kind];
  const scoring = found ? scoringMetricsOf(found) : [];
  const isEmpty = !read.some(({ metric, amount }) => scoring.includes(metric) && (amount?.fault || amount?.value));
  return scoring.length > 0 && isEmpty ? [{ path: 'claimed', word: 'claimEmpty' }, ...wrong] : wrong;
}

function textFault(path: 'place' | 'description', content: DraftContent): FormFault[] {
  const text = content[path].trim();
  if (text === '') return [];
  const checked = claimWords[path].safeParse(text);
  return checked.success ? [] : [{ path, ...wordOf(checked.error.issues[0]!, text.length) }];
}

const wordOf = (issue: z.core.$ZodIssue, n: number): Omit<FormFault, 'path'> =>
  issue.code === 'too_big' ? { word: 'tooLong', values: { most: Number(issue.maximum), n } } : { word: 'oddSigns' };

function fileFaults({ attestation }: DraftContent, files: ReportFacts['files']): FormFault[] {
  return [
    ...(files.some(({ state }) => state === 'failed') ? [{ path: 'files', word: 'filesFailed' } as const] : []),
    ...(files.length > 0 && attestation === null ? [{ path: 'attestation', word: 'minorsMissing' } as const] : []),
  ];
}

/** The path on the page for a path of the server. Empty links are not sent, and a list is one field. */
export function fieldOf(path: string, { links }: Pick<DraftContent, 'links'>): string {
  const at = /^links\.(\d+)/.exec(path)?.[1];
  if (at !== undefined) {
    const sent = links.flatMap((url, index) => (url.trim() === '' ? [] : [index]));
    return `links.${sent[Number(at)] ?? 0}`;
  }
  return /^(partners|files)\b/.exec(path)?.[1] ?? path.replace(/^(claimed\.\w+).*/, '$1');
}

/** Numbers that can be read, in stored units. */
export function numbersOf({ claimed }: Pick<DraftContent, 'claimed'>): Record<string, number> {
  const read = Object.entries(claimed).map(([metric, typed]) => [metric, numberOf(typed, metric)] as const);
  return Object.fromEntries(
    read.flatMap(([metric, amount]) => (amount?.value === undefined ? [] : [[metric, amount.value]])),
  );
}
