import { common } from './common.ru.js';
import type { HallDictionary } from './hall.kk.js';

export const ru: HallDictionary = {
  ...common,
  live: 'Прямой эфир',
  updated: 'обновлено',
  dataOf: 'данные на',
  lastShown: 'Показано последнее состояние таблицы. Связь восстановится сама.',
  days14: '14 дней',
  sinceYesterday: 'со вчера',
  points: 'баллы',
  per100: 'В расчёте на 100 студентов',
  gap: 'разница',
  nowPlace: 'теперь {place}-е место',
  noChange: 'баллы не изменились',
  revealed: '{place}-е место',
  startsOn: 'Начало {day}',
  phonePage: 'Открыть на телефоне',
};
