import type { Cell } from './cell.js';

export type Precision = 'exact' | 'about' | 'at-least';

/** The number of a cell in the smallest unit, or the code of the reason why it is unclear. */
export type ReadNumber =
  { value: number; precision: Precision } | 'NUMBER_UNCLEAR' | 'UNIT_UNCLEAR' | 'NUMBER_TOO_FINE';

export interface CellUnit {
  /** Smallest units in one unit of the column: 1000 for kilograms stored as grams. */
  per: number;
  /** Words behind the number, each with how many of the column's unit it is. */
  words: Readonly<Record<string, number>>;
  /** A column of hours takes «2:30» too. */
  isTime?: true;
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
const TOKEN = /^\d(?:[\d.,'’ ]*\d)?/u;
/** One separator before three digits: «1.200» is one and a fifth to one clerk and twelve hundred to another. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;
/** «2.30» is two hours and a half to one clerk and 2 h 18 min to another. */
const AMBIGUOUS_HOURS = /(?<![\d.,])\d+[.,](?!00)[0-5]\d(?!\d)/;
const PLAIN = /^(?<whole>\d+)(?:[.,](?<decimals>\d+))?$/;
/** Thousands with one kind of mark, and decimals behind another. */
const GROUPED = /^(?<whole>\d{1,3}(?<mark>[ '’.,])\d{3}(?:\k<mark>\d{3})*)(?:(?!\k<mark>)[.,](?<decimals>\d+))?$/u;
const MULTIPLES: readonly [RegExp, bigint][] = [
  [/^(?:тыс|тысяч[аи]?|мың|thousand)\.?(?=\s|$)\s*/iu, 1_000n],
  [/^(?:млн|миллион(?:а|ов)?|million)\.?(?=\s|$)\s*/iu, 1_000_000n],
];
const LARGEST = 100_000_000_000n;

/** Stored units in one of the words, such as «кг» or «тыс. тенге»; null = a unit of another column. */
export function unitSize(words: string, unit: CellUnit): bigint | null {
  const [pattern, multiple] = MULTIPLES.find(([one]) => one.test(words)) ?? [/$^/, 1n];
  const name = words.replace(pattern, '').toLowerCase().replace(/\.$/, '');
  const times = name === '' ? 1 : Object.hasOwn(unit.words, name) ? unit.words[name] : undefined;
  return times === undefined ? null : BigInt(unit.per * times) * multiple;
}

/** Reads «1 200», «362,5», «более 100», «50-ге жуық», «жүзден астам», «12 кг». An unclear number is a reason, never a guess. */
export function readNumber(cell: Cell, unit: CellUnit): ReadNumber {
  if (cell.type === 'time' || unit.isTime) {
    const [, hours, minutes] = /^(\d{1,5}):([0-5]\d)(?::00)?$/.exec(cell.text) ?? [];
    const value = Number(hours) * 60 + Number(minutes);
    if (minutes) return unit.isTime ? { value, precision: 'exact' } : 'NUMBER_UNCLEAR';
    if (cell.type === 'text' && AMBIGUOUS_HOURS.test(cell.text)) return 'NUMBER_UNCLEAR';
  }
  if (cell.type === 'number') {
    const [, whole, decimals = ''] = /^(\d+)(?:\.(\d+))?$/.exec(cell.text) ?? [];
    return whole === undefined ? 'NUMBER_UNCLEAR' : scaled({ whole, decimals, rest: '' }, cell, unit, 'exact');
  }
  return cell.type !== 'text' || cell.text.includes('\n') ? 'NUMBER_UNCLEAR' : readText(cell, unit);
}

function readText(cell: Cell, unit: CellUnit): ReadNumber {
  let text = cell.text.replaceAll(/\s+/g, ' ').trim();
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
  const number = leadingNumber(text);
  return number ? scaled(number, cell, unit, precision) : 'NUMBER_UNCLEAR';
}

function scaled(
  { whole, decimals, rest }: WrittenNumber,
  cell: Cell,
  unit: CellUnit,
  precision: Precision,
): ReadNumber {
  const hasOwnUnit = MULTIPLES.every(([one]) => rest.replace(one, '') !== '');
  const size = unitSize(hasOwnUnit ? rest : `${rest} ${cell.unit ?? ''}`.trim(), unit);
  if (size === null) return rest === '' || /^\p{L}[^\d]*$/u.test(rest) ? 'UNIT_UNCLEAR' : 'NUMBER_UNCLEAR';
  const product = BigInt(whole + decimals) * size;
  const divisor = 10n ** BigInt(decimals.length);
  if (product % divisor !== 0n) return 'NUMBER_TOO_FINE';
  const value = product / divisor;
  return value > LARGEST ? 'NUMBER_UNCLEAR' : { value: Number(value), precision };
}

interface WrittenNumber {
  whole: string;
  decimals: string;
  /** Words behind the number. */
  rest: string;
}

function leadingNumber(text: string): WrittenNumber | null {
  const token = TOKEN.exec(text)?.[0];
  if (token !== undefined) {
    const { whole, decimals = '' } = (PLAIN.exec(token) ?? GROUPED.exec(token))?.groups ?? {};
    const rest = text.slice(token.length);
    if (whole === undefined || AMBIGUOUS.test(token) || /^[.,]/.test(rest)) return null;
    return { whole: whole.replaceAll(/\D/g, ''), decimals: decimals.replace(/0+$/, ''), rest: rest.trim() };
  }
  for (const [pattern, value] of WRITTEN) {
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) return { whole: String(value), decimals: '', rest: text.slice(word.length).trim() };
  }
  return null;
}
