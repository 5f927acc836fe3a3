import { z } from 'zod';
import { dayOf } from '../events/day.js';
import { namedSchema } from '../http/openapi/api-response-schema.js';
import type { Lookup } from './vault.js';

const erasedOnSchema = z.object({
  at: z.iso.datetime(),
  kk: z.string(),
  ru: z.string(),
  en: z.string(),
});
export const erasedText = namedSchema('ErasedText', erasedOnSchema).nullable().describe('null = not erased');

/** The fields by which a response shows a note. */
export const noteFields = {
  note: z.string().nullable().describe('the words; null = none, or erased since'),
  noteId: z.uuid().nullable().describe('names the note in an erasure'),
  noteErased: erasedText,
};

const MONTHS = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  en: 'January February March April May June July August September October November December',
};

/** The words in the place of an erased text; null = it was not erased. `at` is an ISO instant. */
export function erasedOn(at: string | undefined): z.infer<typeof erasedOnSchema> | null {
  if (at === undefined) return null;
  const [year = '', month = '', day = ''] = dayOf(new Date(at)).split('-');
  const name = (language: keyof typeof MONTHS) => MONTHS[language].split(' ')[Number(month) - 1];
  return {
    at,
    kk: `${year} ж. ${Number(day)} ${name('kk')} күні өшірілді`,
    ru: `Удалено ${Number(day)} ${name('ru')} ${year} г.`,
    en: `Erased on ${Number(day)} ${name('en')} ${year}`,
  };
}

/** A note as a response shows it; `id` null = there is none. */
export function noteOf(id: string | null, { values, erased }: Lookup) {
  const words = id === null ? undefined : (values.get(id) as { text?: string } | undefined);
  return { note: words?.text ?? null, noteId: id, noteErased: erasedOn(id === null ? undefined : erased.get(id)) };
}
