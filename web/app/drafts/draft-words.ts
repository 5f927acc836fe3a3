import { dayWords, number, timeOf } from '../../shared/format.js';
import type { Locale } from '../../../src/pages/page.contract.js';
import { draftWords } from '../words/drafts.js';
import { megabytes, progressOf } from './draft-progress.js';
import type { ShownDraft } from './drafts-api.js';

/** The state in the one word that stands for it everywhere. */
export function stateWords(draft: ShownDraft): string {
  const { done, all } = progressOf(draft.files);
  if (draft.shown === 'received')
    return draft.receipt === null ? draftWords.t('received') : draftWords.t('receivedNo', { receipt: draft.receipt });
  if (draft.shown === 'sending' && all > 0) return draftWords.t('sendingPart', { done, all });
  return draftWords.t(draft.shown);
}

export function sizeWords(bytes: number, locale: Locale): string {
  const tenths = Math.round(megabytes(bytes) * 10);
  const whole = number(Math.floor(tenths / 10), locale);
  const n = tenths % 10 === 0 ? whole : `${whole}${locale === 'en' ? '.' : ','}${tenths % 10}`;
  return draftWords.t('megabytes', { n });
}

export const timeWords = (at: number): string => timeOf(new Date(at).toISOString());

/** `22 қараша, Құрық ауылы` */
export function whereAndWhen({ doneFrom, doneOn, place }: ShownDraft, locale: Locale): string {
  const days = [doneFrom, doneOn].flatMap((day) => (day ? dayWords(day, locale) : []));
  return [[...new Set(days)].join(' – '), place.trim()].filter(Boolean).join(', ');
}
