import type { Language } from '../language.js';
import { httpMessages } from './http.messages.js';
import type { Catalogue } from './message.js';
import { validationMessages } from './validation.messages.js';

const catalogues: Catalogue[] = [];
const messages = Object.create(null) as Catalogue;

/** Adds the messages of a feature, by refusal code. */
export function addMessages(...added: readonly Catalogue[]): void {
  catalogues.push(...added);
  Object.assign(messages, ...added);
}

addMessages(httpMessages, validationMessages);

/** All catalogues added so far. */
export const allCatalogues = (): readonly Catalogue[] => catalogues;

/** The message of a code with its params filled in; the code itself when no message exists. */
export function messageOf(
  code: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const text = messages[code]?.[language] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
