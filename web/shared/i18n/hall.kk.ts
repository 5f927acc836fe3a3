import { common } from './common.kk.js';
import { words } from './words.js';

/** Words of the hall screen. */
export const kk = words({
  ...common,
  live: 'Тікелей эфир',
  updated: 'жаңартылды',
  dataOf: 'соңғы дерек',
  lastShown: 'Кестенің соңғы күйі көрсетілген. Байланыс өздігінен қалпына келеді.',
  days14: '14 күн',
  sinceYesterday: 'кешеден',
  points: 'ұпай',
  per100: '100 студентке шаққанда',
  gap: 'айырма',
  nowPlace: 'енді {place}-орында',
  noChange: 'ұпай өзгерген жоқ',
  revealed: '{place}-орын',
  startsOn: '{day} басталады',
  phonePage: 'Телефонда ашу',
});

export type HallDictionary = Record<keyof typeof kk, string>;
