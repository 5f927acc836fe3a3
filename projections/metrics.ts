import type { LocalisedText } from '../src/events/values.js';

export interface Metric {
  labels: LocalisedText;
  /** The unit people read; null = plain things, one by one. */
  unit: LocalisedText | null;
  /** How many of the stored smallest unit make one of it. */
  scale: number;
}

const same = (text: string): LocalisedText => ({ kk: text, ru: text, en: text });
const of = (kk: string, ru: string, en: string, unit: Metric['unit'] = null, scale = 1): Metric => ({
  labels: { kk, ru, en },
  unit,
  scale,
});

/** What verified numbers count, for people; the history stores smallest units and rules know nothing of this table. */
export const METRICS: Readonly<Record<string, Metric>> = {
  participants: of('қатысушылар', 'участники', 'participants'),
  families: of('отбасылар', 'семьи', 'families'),
  beneficiaries: of('көмек алушылар', 'благополучатели', 'people helped'),
  served: of('қызмет көрсетілген адамдар', 'обслуженные люди', 'people served'),
  donors: of('донорлар', 'доноры', 'donors'),
  sets: of('жинақтар', 'наборы', 'sets'),
  tiyn: of('жиналған қаржы', 'собранные средства', 'funds raised', same('₸'), 100),
  minutes: of('волонтерлік сағат', 'волонтёрские часы', 'volunteer hours', { kk: 'сағ', ru: 'ч', en: 'h' }, 60),
  bags: of('қап', 'мешки', 'bags'),
  plasticBags: of('пластик қаптары', 'мешки пластика', 'bags of plastic'),
  glassBags: of('шыны қаптары', 'мешки стекла', 'bags of glass'),
  metalBags: of('металл қаптары', 'мешки металла', 'bags of metal'),
  grams: of('жиналған салмақ', 'собранный вес', 'weight collected', { kk: 'кг', ru: 'кг', en: 'kg' }, 1000),
  trees: of('отырғызылған ағаш', 'посаженные деревья', 'trees planted'),
  livingTrees: of('көгеріп кеткен ағаш', 'прижившиеся деревья', 'living trees'),
  batteries: of('батарейка', 'батарейки', 'batteries'),
};

/** How a metric is shown; one without a label is shown under its code, in the unit it is stored in. */
export function metricOf(code: string): Metric {
  return Object.hasOwn(METRICS, code) ? METRICS[code]! : { labels: same(code), unit: null, scale: 1 };
}
