import type { Catalogue } from '../http/messages/message.js';

export const leaderboardMessages: Catalogue = {
  PAGES_NOT_BUILT: {
    kk: 'Беттер әлі құрастырылмаған. Серверде «npm run build» орындаңыз да, бетті қайта ашыңыз.',
    ru: 'Страницы ещё не собраны. Выполните на сервере «npm run build» и откройте страницу снова.',
    en: 'The pages have not been built. Run “npm run build” on the server and open the page again.',
  },
  TOO_MANY_BOARDS: {
    kk: 'Бір қосылым 20 кестеден артық бақылай алмайды.',
    ru: 'Одно соединение может следить не более чем за 20 таблицами.',
    en: 'One connection may watch 20 boards at most.',
  },
};
