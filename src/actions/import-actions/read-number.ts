export type Precision = 'exact' | 'about' | 'at-least';

/** What a number cell says, in the smallest unit; a string is the code of the reason why it says nothing certain. */
export type ReadNumber =
  { value: number; precision: Precision } | 'NUMBER_UNCLEAR' | 'UNIT_UNCLEAR' | 'NUMBER_TOO_FINE';

export interface CellUnit {
  /** Smallest units in one unit of the column: 1000 for kilograms kept as grams. */
  per: number;
  /** What may stand behind the number, and how many of the column's unit it is. */
  words: Readonly<Record<string, number>>;
}

const AT_LEAST =
  /^(?:более(?: чем)?|больше|свыше|не менее|не меньше|от|кемінде|more than|over|at least|>|≥)\s*|\s*(?:-?(?:тан|тен|дан|ден|нан|нен)\s+(?:астам|артық|көп)|астам|артық)(?=\s|$)/iu;
const ABOUT =
  /^(?:около|порядка|примерно|приблизительно|почти|шамамен|about|around|~|≈)\s*|\s*-?(?:ға|ге|қа|ке)?\s+жуық(?=\s|$)/iu;
const WRITTEN: readonly [RegExp, number][] = [
  [/^(?:жүз|сто|ста)(?=\s|$)/iu, 100],
  [/^(?:мың|тысяча|тысячи)(?=\s|$)/iu, 1000],
  [/^двух тысяч(?=\s|$)/iu, 2000],
  [/^тр[её]х тысяч(?=\s|$)/iu, 3000],
  [/^четыр[её]х тысяч(?=\s|$)/iu, 4000],
  [/^пяти тысяч(?=\s|$)/iu, 5000],
];
const DIGITS = /^(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?(?![\d.,])\s*/u;
/** «1.200» is one and a fifth to one clerk and twelve hundred to another. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}(?!\d)/u;
const THOUSANDS = /^(?:тыс|тысяч[аи]?|мың|thousand)\.?(?=\s|$)\s*/iu;

const LARGEST = 100_000_000_000n;

/** Reads «1 200», «362,5», «более 100», «50-ге жуық», «жүзден астам», «12 кг». Nothing is guessed: what is not certain is a reason. */
export function readNumber(cell: string, unit: CellUnit): ReadNumber {
  let text = cell.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();
  let precision: Precision = 'exact';
  for (const [hedge, meaning] of [
    [AT_LEAST, 'at-least'],
    [ABOUT, 'about'],
  ] as const) {
    if (!hedge.test(text)) continue;
    if (precision !== 'exact') return 'NUMBER_UNCLEAR';
    precision = meaning;
    text = text.replace(hedge, ' ').trim();
  }
  if (AMBIGUOUS.test(text)) return 'NUMBER_UNCLEAR';
  const number = leadingNumber(text);
  if (!number) return 'NUMBER_UNCLEAR';
  const rest = number.rest.replace(THOUSANDS, '').toLowerCase().replace(/\.$/, '');
  const times = rest === '' ? 1 : unit.words[rest];
  if (times === undefined) return /^\p{L}[^\d]*$/u.test(rest) ? 'UNIT_UNCLEAR' : 'NUMBER_UNCLEAR';
  const thousands = THOUSANDS.test(number.rest) ? 1000n : 1n;
  const scaled = BigInt(number.whole + number.fraction) * BigInt(unit.per) * BigInt(times) * thousands;
  const divisor = 10n ** BigInt(number.fraction.length);
  if (scaled % divisor !== 0n) return 'NUMBER_TOO_FINE';
  const value = scaled / divisor;
  return value > LARGEST ? 'NUMBER_UNCLEAR' : { value: Number(value), precision };
}

function leadingNumber(text: string): { whole: string; fraction: string; rest: string } | null {
  const digits = DIGITS.exec(text);
  if (digits) {
    const [all, whole = '', fraction = ''] = digits;
    return { whole: whole.replaceAll(' ', ''), fraction: fraction.replace(/0+$/, ''), rest: text.slice(all.length) };
  }
  for (const [pattern, value] of WRITTEN) {
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) return { whole: String(value), fraction: '', rest: text.slice(word.length).trim() };
  }
  return null;
}
