/** Digits of a receipt number at most. */
const MOST_DIGITS = 9;
export const MOST_RECEIPTS = 10 ** MOST_DIGITS - 1;

/** The quasigroup of Damm: every wrong digit and every exchange of two neighbours changes the last row. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** The check digit of decimal digits; 0 when the last of them is their right check digit. */
function check(digits: string): number {
  let row = 0;
  for (let place = 0; place < digits.length; place += 1) row = DAMM[row]![Number(digits[place])]!;
  return row;
}

/** A receipt number with its check digit, such as `2271-9`. */
export const formatReceipt = (number: number): string => `${number}-${check(String(number))}`;

/** Reads `2271-9` as people write it: with «№», spaces or a dash, or as pages copy it. Null = no such receipt can exist. */
export function parseReceipt(text: string): number | null {
  const [, digits = '', digit] =
    /^(?:№|no\.?|n)?([1-9]\d*)[-‐‑‒–—−](\d)$/i.exec(text.replace(/[\s\u2060]+/g, '')) ?? [];
  if (digits === '' || digits.length > MOST_DIGITS || check(digits + digit) !== 0) return null;
  return Number(digits);
}
