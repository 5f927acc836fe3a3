import type { LocaleMetrics, MetricUnit } from '../metric-words.js';
import { captionsKk } from './captions.kk.js';

const m = (unit: string, dative: string): MetricUnit => ({ unit, each: `әр ${dative}/әр {n}\u00a0${dative}` });

export const metricsKk: LocaleMetrics = {
  locale: 'kk',
  captions: captionsKk,
  each: 'әр бірлікке/әр {n}\u00a0бірлікке',
  units: {
    beneficiaries: m('адам', 'адамға'),
    families: m('отбасы', 'отбасына'),
    trees: m('тал', 'талға'),
    livingTrees: m('көгерген тал', 'көгерген талға'),
    bags: m('қап', 'қапқа'),
    grams: m('кг', 'кг үшін'),
    donors: m('донор', 'донорға'),
    tiyn: m('₸', '₸ үшін'),
    sets: m('жинақ', 'жинаққа'),
    served: m('адам', 'адамға'),
    plasticBags: m('қап пластик', 'қап пластикке'),
    glassBags: m('қап шыны', 'қап шыныға'),
    metalBags: m('қап металл', 'қап металға'),
    batteries: m('батарейка', 'батарейкаға'),
    minutes: m('сағат', 'волонтерлік сағатқа'),
    participants: m('қатысушы', 'қатысушыға'),
  },
};
