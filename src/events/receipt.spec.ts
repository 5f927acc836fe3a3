import { formatReceipt, parseReceipt } from './receipt.js';

const MOST = 100_000;

/** The digits of a receipt with the dash before the last one. */
const dashed = (digits: string) => `${digits.slice(0, -1)}-${digits.slice(-1)}`;

function* withOneWrongDigit(digits: string): Generator<string> {
  for (let place = 0; place < digits.length; place += 1)
    for (let digit = 0; digit < 10; digit += 1)
      if (digits[place] !== String(digit)) yield `${digits.slice(0, place)}${digit}${digits.slice(place + 1)}`;
}

function* withNeighboursExchanged(digits: string): Generator<string> {
  for (let place = 1; place < digits.length; place += 1)
    if (digits[place] !== digits[place - 1])
      yield `${digits.slice(0, place - 1)}${digits[place]}${digits[place - 1]}${digits.slice(place + 1)}`;
}

/** Slips in receipts up to {@link MOST} that are read as a receipt all the same. */
function accepted(slips: (digits: string) => Iterable<string>): string[] {
  const found: string[] = [];
  for (let number = 1; number <= MOST; number += 1)
    for (const slip of slips(formatReceipt(number).replace('-', '')))
      if (parseReceipt(dashed(slip)) !== null) found.push(`${number}: ${slip}`);
  return found;
}

describe('receipt numbers', () => {
  it('read back as the number that was written', () => {
    for (let number = 1; number <= MOST; number += 1)
      if (parseReceipt(formatReceipt(number)) !== number) throw new Error(String(number));
  });

  it('refuse every single wrong digit', () => {
    expect(accepted(withOneWrongDigit)).toEqual([]);
  }, 60_000);

  it('refuse every exchange of two neighbouring digits', () => {
    expect(accepted(withNeighboursExchanged)).toEqual([]);
  }, 60_000);

  it('pass two wrong digits sometimes, so the search above can find slips', () => {
    const twice = (digits: string) => [`${digits.slice(0, -2)}${[...digits.slice(-2)].reverse().join('')}`, digits];
    expect(accepted(twice).length).toBeGreaterThanOrEqual(MOST);
  }, 60_000);

  it.each(['№ 572-4', '572-4', ' 5 72 - 4', 'No. 572–4', '\u00a0572\u00a0\u2212 4', '№ 572-\u20604'])(
    'are read from «%s»',
    (text) => {
      expect(parseReceipt(text)).toBe(572);
    },
  );

  it.each(['', '-', '572', '5724', '572-5', '0572-4', '572-4-4', '5a72-4', '1234567890-1', '-572-4', '²-2'])(
    'are not read from «%s»',
    (text) => {
      expect(parseReceipt(text)).toBeNull();
    },
  );
});
