import type { LocaleMetrics, MetricUnit } from '../metric-words.js';
import { captionsEn } from './captions.en.js';

const m = (unit: string): MetricUnit => ({ unit, each: `for every ${unit.split('|')[0]}/for every {n}\u00a0{unit}` });

export const metricsEn: LocaleMetrics = {
  locale: 'en',
  captions: captionsEn,
  each: 'for every unit/for every {n}\u00a0units',
  units: {
    beneficiaries: m('person|people'),
    families: m('family|families'),
    trees: m('tree|trees'),
    livingTrees: m('living tree|living trees'),
    bags: m('bag|bags'),
    grams: m('kg'),
    donors: m('donor|donors'),
    tiyn: m('₸'),
    sets: m('set|sets'),
    served: m('person|people'),
    plasticBags: m('bag of plastic|bags of plastic'),
    glassBags: m('bag of glass|bags of glass'),
    metalBags: m('bag of metal|bags of metal'),
    batteries: m('battery|batteries'),
    minutes: m('hour|hours'),
    participants: m('participant|participants'),
  },
};
