import { en } from './en.js';
import './months.en.js';
import { metricsEn } from './metrics.en.js';

const districts = {
  aqtau: 'Aqtau city',
  zhanaozen: 'Zhanaozen city',
  beineu: 'Beineu district',
  mangystau: 'Mangystau district',
  qaraqiya: 'Qaraqiya district',
  munaily: 'Munaily district',
  tupqaragan: 'Tupqaragan district',
};

export const text = { words: en, metrics: metricsEn, districts };
