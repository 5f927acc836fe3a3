import type { Catalogue, Language } from '../language.js';
import { httpMessages } from './http.messages.js';
import { paramText } from './param-text.js';
import { validationMessages } from './validation.messages.js';

const catalogues: Catalogue[] = [httpMessages, validationMessages];

/** Adds the messages of features, by refusal code. */
export const addMessages = (...added: readonly Catalogue[]): void => void catalogues.push(...added);

/** All catalogues added so far. */
export const allCatalogues = (): readonly Catalogue[] => catalogues;

/** The text of a code before its params are filled in; undefined when no catalogue has it. */
export const findText = (sources: readonly Catalogue[], language: Language, code: string): string | undefined =>
  sources.map((catalogue) => catalogue[language]).find((texts) => Object.hasOwn(texts, code))?.[code];

/** The message of a code with its params filled in; the code itself when no message exists. */
export function messageOf(
  code: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const text = findText(catalogues, language, code) ?? code;
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? paramText(name, params[name]!, language) : placeholder,
  );
}
