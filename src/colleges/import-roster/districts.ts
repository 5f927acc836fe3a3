import { readsTheSame, spelling } from '../../names/name-keys.js';

/** Districts of the region by code: the names people give them, without words such as «район». */
export const DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  aqtau: ['ақтау', 'актау', 'aqtau', 'aktau'],
  zhanaozen: ['жаңаөзен', 'жанаозен', 'жанаөзен', 'zhanaozen', 'janaozen'],
  beineu: ['бейнеу', 'бейнеуский', 'beineu', 'beyneu'],
  mangystau: ['маңғыстау', 'мангистау', 'мангистауский', 'мангыстауский', 'mangystau', 'mangistau'],
  qaraqiya: ['қарақия', 'каракия', 'каракиянский', 'qaraqiya', 'karakiya'],
  munaily: ['мұнайлы', 'мунайлы', 'мунайлинский', 'munaily', 'munayly'],
  tupqaragan: ['түпқараған', 'тупкараган', 'тупкараганский', 'tupqaragan', 'tupkaragan'],
};

/** How a list shows the districts to people. */
export const DISTRICT_TITLES = [
  'Ақтау қаласы',
  'Жаңаөзен қаласы',
  'Бейнеу ауданы',
  'Маңғыстау ауданы',
  'Қарақия ауданы',
  'Мұнайлы ауданы',
  'Түпқараған ауданы',
] as const;

const CITY = ['г', 'гор', 'город', 'қ', 'қаласы', 'қала', 'сы', 'city', 'town'];
const DISTRICT = ['р', 'н', 'район', 'ауд', 'ауданы', 'аудан', 'district', 'rayon', 'raion'];

/** The code of a district named in words or by its code; null = unknown. */
export function districtOf(cell: string): string | null {
  if (Object.hasOwn(DISTRICTS, cell)) return cell;
  const tokens = spelling(cell)
    .split(/[\s.,-]+/u)
    .filter(Boolean);
  const name = tokens.filter((token) => !CITY.includes(token) && !DISTRICT.includes(token)).join(' ');
  const [code] = Object.entries(DISTRICTS).find(([, words]) => words.some((word) => readsTheSame(word, name))) ?? [];
  // «Маңғыстау» alone may be the whole region.
  return code === 'mangystau' && !tokens.some((token) => DISTRICT.includes(token)) ? null : (code ?? null);
}
