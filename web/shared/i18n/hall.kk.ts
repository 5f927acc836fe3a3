import { words } from './words.js';

/** What the hall screen says; `{n}`, `{place}` and the like are filled by `fill`. */
export const kk = words({
  live: 'Тікелей экран',
  updated: 'жаңартылды',
  lost: 'Байланыс үзілді',
  dataOf: 'соңғы дерек',
  lastShown: 'Кестенің соңғы күйі көрсетілген. Байланыс өздігінен қалпына келеді.',
  frozen: 'Кесте уақытша жабылды',
  frozenAsOf: 'Соңғы күйі: {moment}. Қорытынды кейін ашылады.',
  closed: 'Қабылдау аяқталды',
  final: 'Қорытынды бекітілді',
  days14: '14 күн',
  sinceYesterday: 'кешеден',
  points: 'ұпай',
  per100: '100 студентке шаққанда',
  gap: 'айырма',
  actionsApproved: 'акция бекітілді',
  nowPlace: 'енді {place}-орында',
  corrected: 'түзетілді',
  adjusted: 'ұпай түзетілді',
  revoked: 'бекіту кері қайтарылды',
  startsOn: '{day} басталады',
  noRows: 'Қатысушылар әлі енгізілмеген.',
  noRowsHint: 'Челлендж ашылған соң кесте осы жерде пайда болады.',
  firstApproved: 'Алғашқы бекітілген акциядан кейін ұпайлар осы жерде пайда болады.',
  up: '{n} орынға жоғары',
  down: '{n} орынға төмен',
  same: 'өзгеріссіз',
  phonePage: 'Телефонда ашу',
  allPlaces: 'Орындар кестесі',
});

export type HallDictionary = Record<keyof typeof kk, string>;
