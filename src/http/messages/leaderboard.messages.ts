import type { Catalogue } from './message.js';

export const leaderboardMessages: Catalogue = {
  TOO_MANY_BOARDS: {
    kk: 'Бір қосылым 20 кестеден артық бақылай алмайды.',
    ru: 'Одно соединение может следить не более чем за 20 таблицами.',
    en: 'One connection may watch 20 boards at most.',
  },
};
