import { type Cell, textCell } from './cell.js';

const ACCOUNTING = (sign: string, digits: string, zero: string) =>
  `_(${sign}* ${digits}_);_(${sign}* \\(${digits}\\);_(${sign}* ${zero}_);_(@_)`;

/** Formats that a workbook names by number only. Formats of Chinese, Japanese and Korean dates are left out. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"$"#,##0',
  6: '"$"#,##0',
  7: '"$"#,##0.00',
  8: '"$"#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  41: ACCOUNTING('', '#,##0', '"-"'),
  42: ACCOUNTING('"$"', '#,##0', '"-"'),
  43: ACCOUNTING('', '#,##0.00', '"-"??'),
  44: ACCOUNTING('"$"', '#,##0.00', '"-"??'),
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};
const GENERAL = 'General';
/** Days of the calendar of spreadsheets: up to 31 December 9999. */
const LAST_DAY = 2_958_465;
const DAY_MS = 86_400_000;
const digits = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 15 });
const written = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : digits.format(value);

/** A format of cells: what it makes of a number. */
export class NumberFormat {
  private readonly isDate: boolean;
  private readonly isPercent: boolean;
  private readonly unit: string | undefined;
  private readonly zeros: number;

  constructor(private readonly format = GENERAL) {
    this.isDate = showsDate(format);
    this.isPercent = format.includes('%');
    this.unit = unitIn(format);
    this.zeros = /^0+$/.test(format) ? format.length : 0;
  }

  /** `own`: formats that the workbook defines, by number. */
  static of(id: number, own: ReadonlyMap<number, string>): NumberFormat {
    return new NumberFormat(own.get(id) ?? BUILT_IN[id] ?? GENERAL);
  }

  /** `epoch`: days to add in a workbook that counts from 1904. */
  cell(value: number, epoch: number): Cell {
    if (this.isDate) return dateOrTime(value + (value >= 1 ? epoch : 0), this.format);
    if (this.isPercent) return { text: `${digits.format(value * 100)}%`, type: 'text' };
    const text = written(value).padStart(this.zeros, '0');
    return { text, type: 'number', ...(this.unit === undefined ? {} : { unit: this.unit }) };
  }
}

/** Words of a format that are shown as they are, with colours, conditions and blanks. */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;
const DIGITS = /[0#?][0#?.,%]*(?:E[+-][0#?]+)?/gi;

function showsDate(format: string): boolean {
  const shown = format
    .replaceAll(LITERALS, '')
    .replaceAll(/general/gi, '')
    .replaceAll(DIGITS, '');
  return /[ymdhseg]|am\/pm|a\/p/i.test(shown);
}

/** Words that a format shows beside the number, such as «т»; `_₽` is a blank. Empty = in thousands, which stores whole numbers. */
function unitIn(format: string): string | undefined {
  const [positive = ''] = format.split(';');
  if (/[0#?],+(?![0#?])/.test(positive)) return '';
  const found = positive.matchAll(/[_*].|"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)|(\p{Sc})/gu);
  const words = [...found].flatMap((one) => one.slice(1));
  return words.join('').trim() || undefined;
}

/** A format with hours alone shows a time; a format without a day shows a month. */
function dateOrTime(value: number, format: string): Cell {
  const shown = format.replaceAll(/"[^"]*"|\\.|\[\$[^\]]*\]|\[(?!h+\])[^\]]*\]|;.*/gi, '').toLowerCase();
  if (!/[yd]/.test(shown) || (value < 1 && shown.includes('h'))) {
    const seconds = Math.round(value * 86_400);
    const isClock = value < 1 || /\[h/.test(shown);
    const two = (part: number) => String(part % 60).padStart(2, '0');
    const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60))}`;
    if (seconds < 0 || !Number.isSafeInteger(seconds)) return { text: digits.format(value), type: 'broken' };
    if (seconds % 60 !== 0) return { text: `${text}:${two(seconds)}`, type: 'broken' };
    return { text, type: isClock ? 'time' : 'broken' };
  }
  const day = value >= 1 && value <= LAST_DAY ? dayOf(value) : null;
  if (day === null) return { text: digits.format(value), type: 'broken' };
  return shown.includes('d') ? { text: day, type: 'day' } : textCell(day.slice(0, 7));
}

/** Spreadsheets have a 29 February 1900 as day 60. */
function dayOf(value: number): string {
  const whole = Math.floor(value + 1e-9);
  if (whole === 60) return '1900-02-29';
  const days = whole > 60 ? whole - 1 : whole;
  return new Date(Date.UTC(1899, 11, 31) + days * DAY_MS).toISOString().slice(0, 10);
}
