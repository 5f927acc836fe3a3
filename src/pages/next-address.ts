import { z } from 'zod';
import type { Language } from '../http/language.js';

const question = z.object({
  /** An address of this server: one slash, then no second slash or backslash. */
  next: z
    .string()
    .regex(/^\/(?![/\\])[\w\-./?=&%~]{0,300}$/)
    .catch('')
    .default(''),
});

/** The address to open after a sign-in; empty = none, or a foreign one. */
export const nextAddress = (query: unknown): string => question.parse(query ?? {}).next;

/** The address in the language of the sign-in page, unless it names its own. */
export const inLanguage = (address: string, language: Language): string =>
  /[?&]lang=/.test(address) ? address : `${address}${address.includes('?') ? '&' : '?'}lang=${language}`;
