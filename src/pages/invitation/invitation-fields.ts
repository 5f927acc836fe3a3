import type { Language } from '../../http/language.js';
import type { FieldName } from './invitation-page.js';
import { words } from './invitation-words.js';

/** The fields of the form; malformed ones count as empty. */
export function textsOf(form: unknown): Record<FieldName, string> {
  const given = (form ?? {}) as Partial<Record<FieldName, unknown>>;
  const text = (name: FieldName) => (typeof given[name] === 'string' ? given[name].slice(0, 1000) : '');
  return { name: text('name'), login: text('login'), password: text('password') };
}

/** Field → the sentence that says what the field needs. */
export function wrongFields(
  issues: readonly { path: readonly PropertyKey[] }[],
  language: Language,
): Partial<Record<FieldName, string>> {
  const say = words[language];
  const hints: Record<FieldName, string> = { name: say.nameHint, login: say.loginHint, password: say.passwordHint };
  return Object.fromEntries(issues.map(({ path }) => [String(path[0]), hints[path[0] as FieldName]]));
}
