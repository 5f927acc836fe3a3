const ALPHABET = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const OTHER_LETTER = '\u0100';

const places = new Map<string, string>();
for (const [index, sign] of [...' 0123456789', ...ALPHABET, ...'abcdefghijklmnopqrstuvwxyz'].entries()) {
  places.set(sign, String.fromCharCode(index + 1));
}

function placeOf(sign: string): string {
  const known = places.get(sign);
  if (known !== undefined) return known;
  if (/\s/u.test(sign)) return places.get(' ')!;
  const bare = sign.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare !== sign) return [...bare].map(placeOf).join('');
  return /[\p{L}\p{N}]/u.test(sign) ? OTHER_LETTER + sign : '';
}

/**
 * A text whose plain code-unit order is Kazakh alphabetical order: space, digits, the 42 letters, Latin letters, letters of other
 * scripts; case and all other marks are ignored. Equal keys = equal in this order.
 */
export function kazakhKey(text: string): string {
  return [...text.normalize('NFC').toLowerCase().normalize('NFC')].map(placeOf).join('');
}

/** Compares two texts in Kazakh alphabetical order, the same on every machine; 0 for texts that differ in case or marks only. */
export function kazakhOrder(a: string, b: string): number {
  const left = kazakhKey(a);
  const right = kazakhKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
