import type { Catalogue } from '../http/language.js';

const kk = {
  PAGES_NOT_BUILT: 'Беттер әлі құрастырылмаған. Серверде «npm run build» орындаңыз да, бетті қайта ашыңыз.',
  TOO_MANY_BOARDS: 'Бір қосылым 20 кестеден артық бақылай алмайды.',
};

export const leaderboardMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    PAGES_NOT_BUILT: 'Страницы ещё не собраны. Выполните на сервере «npm run build» и откройте страницу снова.',
    TOO_MANY_BOARDS: 'Одно соединение может следить не более чем за 20 таблицами.',
  },
  en: {
    PAGES_NOT_BUILT: 'The pages have not been built. Run “npm run build” on the server and open the page again.',
    TOO_MANY_BOARDS: 'One connection may watch 20 boards at most.',
  },
};
