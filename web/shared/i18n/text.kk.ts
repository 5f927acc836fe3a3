import { kk } from './kk.js';
import './months.kk.js';
import { metricsKk } from './metrics.kk.js';

const districts = {
  aqtau: 'Ақтау қаласы',
  zhanaozen: 'Жаңаөзен қаласы',
  beineu: 'Бейнеу ауданы',
  mangystau: 'Маңғыстау ауданы',
  qaraqiya: 'Қарақия ауданы',
  munaily: 'Мұнайлы ауданы',
  tupqaragan: 'Түпқараған ауданы',
};

export const text = { words: kk, metrics: metricsKk, districts };
