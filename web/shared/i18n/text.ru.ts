import { ru } from './ru.js';
import './months.ru.js';
import { metricsRu } from './metrics.ru.js';

const districts = {
  aqtau: 'Город Актау',
  zhanaozen: 'Город Жанаозен',
  beineu: 'Бейнеуский район',
  mangystau: 'Мангистауский район',
  qaraqiya: 'Каракиянский район',
  munaily: 'Мунайлинский район',
  tupqaragan: 'Тупкараганский район',
};

export const text = { words: ru, metrics: metricsRu, districts };
