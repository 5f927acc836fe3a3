import type { Language } from '../http/language.js';

/** One mail in one language. `{name}` is replaced by a value of the mail. */
export interface MailTemplate {
  subject: string;
  paragraphs: readonly string[];
  /** The words of the link to `link`; absent = no link. */
  button?: string;
  /** After the link. */
  closing?: readonly string[];
}

/** Template name → mail, for each language. */
export type MailTemplates<Name extends string = string> = Readonly<
  Record<Name, Readonly<Record<Language, MailTemplate>>>
>;

const templates = new Map<string, Readonly<Record<Language, MailTemplate>>>();

/** Features add theirs when the server is assembled. */
export function addMailTemplates(added: MailTemplates): void {
  for (const [name, languages] of Object.entries(added)) templates.set(name, languages);
}

/** Undefined = no feature has added it, or a newer program did. */
export const mailTemplate = (name: string, language: Language): MailTemplate | undefined =>
  templates.get(name)?.[language];
