const ALPHABET = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const OTHER_LETTER = '\u0100';

const ranks = new Map<string, string>();
for (const [index, sign] of [...' 0123456789', ...ALPHABET, ...'abcdefghijklmnopqrstuvwxyz'].entries()) {
  ranks.set(sign, String.fromCharCode(index + 1));
}

function rankOf(sign: string): string {
  const known = ranks.get(sign);
  if (known !== undefined) return known;
  if (/\s/u.test(sign)) return ranks.get(' ')!;
  const bare = sign.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare !== sign) return [...bare].map(rankOf).join('');
  return /[\p{L}\p{N}]/u.test(sign) ? OTHER_LETTER + sign : '';
}

/**
 * A sort key whose code-unit order is Kazakh alphabetical order: space, digits, the 42 letters, Latin letters, other scripts. It ignores
 * case and all other characters.
 */
export function kazakhKey(text: string): string {
  return [...text.normalize('NFC').toLowerCase().normalize('NFC')].map(rankOf).join('');
}

/** Compares in Kazakh alphabetical order, equally on every machine. 0 for texts that differ only in case or marks. */
export function kazakhOrder(a: string, b: string): number {
  const left = kazakhKey(a);
  const right = kazakhKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
