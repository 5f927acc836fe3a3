import type { AccountNotice } from '../../accounts/index.js';
import type { Language } from '../../http/language.js';

const kk = {
  own: 'Құпиясөзіңіз поштаңызға сұралған сілтеме арқылы ауыстырылды ({at}).',
  organiser: 'Құпиясөзіңіз ұйымдастырушы берген сілтеме арқылы ауыстырылды ({at}).',
  operator: 'Құпиясөзіңіз сервер әкімшісі берген сілтеме арқылы ауыстырылды ({at}).',
  what: 'Мұны өзіңіз жасамасаңыз, құпиясөзді өзгертіп, басқа ұйымдастырушыға айтыңыз.',
  known: 'Түсіндім',
};
const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    own: 'Ваш пароль был сменён {at} по ссылке, которую запросили на вашу почту.',
    organiser: 'Ваш пароль был сменён {at} по ссылке, которую выдал организатор.',
    operator: 'Ваш пароль был сменён {at} по ссылке, которую выдал администратор сервера.',
    what: 'Если это сделали не вы, смените пароль и сообщите другому организатору.',
    known: 'Понятно',
  },
  en: {
    own: 'Your password was reset on {at} with a link that was sent to your mail address.',
    organiser: 'Your password was reset on {at} with a link that an organiser issued.',
    operator: 'Your password was reset on {at} with a link that the operator of the server issued.',
    what: 'If that was not you, change the password and tell another organiser.',
    known: 'I understand',
  },
};

const ZONE_MS = 5 * 3_600_000;

/** Day and time in Aqtau, written in digits for every language. */
function instant(at: string): string {
  const local = new Date(Date.parse(at) + ZONE_MS).toISOString();
  const [year, month, day] = local.slice(0, 10).split('-');
  return `${day}.${month}.${year} ${local.slice(11, 16)}`;
}

/** Notices about the account of a person, with the button that acknowledges them; empty = none. */
export function noticesOf(notices: readonly AccountNotice[], accountId: string, language: Language): string {
  if (notices.length === 0) return '';
  const say = words[language];
  const lines = notices.map(({ at, by }) =>
    (by === 'system' ? say.operator : by === accountId ? say.own : say.organiser).replace('{at}', instant(at)),
  );
  return `<section class="notice" role="status">${lines.map((line) => `<p>${line}</p>`).join('')}<p>${say.what}</p>
<form method="post" action="/acknowledge?lang=${language}"><button class="button">${say.known}</button></form></section>
`;
}
