import type { Language } from '../language.js';
import { accountMessages } from './account.messages.js';
import { actionMessages } from './action.messages.js';
import { challengeMessages } from './challenge.messages.js';
import { collegeMessages } from './college.messages.js';
import { edgeMessages } from './edge.messages.js';
import { fieldMessages } from './field.messages.js';
import { leaderboardMessages } from './leaderboard.messages.js';
import type { Catalogue } from './message.js';

/** All sentences a refusal can come with. A feature adds its own file to this list. */
export const catalogues: readonly Catalogue[] = [
  edgeMessages,
  fieldMessages,
  accountMessages,
  collegeMessages,
  challengeMessages,
  actionMessages,
  leaderboardMessages,
];

const all: Catalogue = Object.assign(Object.create(null) as object, ...catalogues) as Catalogue;

/** The sentence of a code, with its params filled in; the code itself when no sentence was written. */
export function messageOf(
  code: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const text = all[code]?.[language] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
