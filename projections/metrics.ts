import type { LocalisedText } from '../src/events/values.js';

export interface Metric {
  labels: LocalisedText;
  /** The displayed unit; null = a plain count. */
  unit: LocalisedText | null;
  /** Stored smallest units per displayed unit. */
  scale: number;
}

const same = (text: string): LocalisedText => ({ kk: text, ru: text, en: text });
const of = (kk: string, ru: string, en: string, unit: Metric['unit'] = null, scale = 1): Metric => ({
  labels: { kk, ru, en },
  unit,
  scale,
});

/** Labels of the metrics in events. Events store smallest units, and no rule depends on this table. */
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

/** Falls back to the code and the stored unit for a metric without a label. */
export function metricOf(code: string): Metric {
  return Object.hasOwn(METRICS, code) ? METRICS[code]! : { labels: same(code), unit: null, scale: 1 };
}
