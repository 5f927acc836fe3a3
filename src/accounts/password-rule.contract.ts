/** The rule for new passwords, one for the server and for the page that asks for one. */
import { commonWords, keyboardRuns } from './weak-passwords.js';

const SHORTEST = 12;
/** Characters that a guesser of common words, years and keyboard rows would have to find. */
const FEWEST_OWN = 4;

export const isLongEnough = (password: string): boolean => [...password.normalize('NFC')].length >= SHORTEST;

/** Digits alone are a telephone, a birthday or the number of an identity card, which others know. */
export const hasLetter = (password: string): boolean => /\p{L}/u.test(password);

/** The code of what is wrong with a new password, or null. The login inside it adds no strength, and takes none away. */
export function passwordRefusal(password: string, login: string): 'PASSWORD_TOO_EASY' | 'PASSWORD_HAS_LOGIN' | null {
  const typed = password.normalize('NFC').toLowerCase();
  const name = login.trim().toLowerCase();
  const rest = name === '' ? typed : typed.replaceAll(name, '').trim();
  if (!isStrong(typed)) return 'PASSWORD_TOO_EASY';
  return isStrong(rest) && !name.includes(typed) ? null : 'PASSWORD_HAS_LOGIN';
}

function isStrong(text: string): boolean {
  if (!isLongEnough(text) || !hasLetter(text)) return false;
  const own = text.replaceAll(commonWords, ' ').replaceAll(/[^\p{L}\p{N}]/gu, '');
  // A repeated block counts once, and a run of neighbours on a keyboard or in an alphabet as one character.
  return own.replaceAll(/(.{2,}?)\1+/gu, '$1').replaceAll(keyboardRuns, '-').length >= FEWEST_OWN;
}
