import type { Locale } from '../../src/pages/page.contract.js';
import { number, pluralRu } from './format.js';

interface MetricWords {
  /** Stored units in one shown unit. */
  per: number;
  kk: string;
  ru: readonly [string, string, string];
  en: readonly [string, string];
}

const same = (text: string): readonly [string, string, string] => [text, text, text];

// What follows the number: «55 тал отырғызылды».
const WORDS: Record<string, MetricWords> = {
  beneficiaries: {
    per: 1,
    kk: 'адамға көмек көрсетілді',
    ru: ['человек получил помощь', 'человека получили помощь', 'человек получили помощь'],
    en: ['person helped', 'people helped'],
  },
  families: {
    per: 1,
    kk: 'отбасына көмек көрсетілді',
    ru: ['семья получила помощь', 'семьи получили помощь', 'семей получили помощь'],
    en: ['family helped', 'families helped'],
  },
  trees: {
    per: 1,
    kk: 'тал отырғызылды',
    ru: ['дерево высажено', 'дерева высажено', 'деревьев высажено'],
    en: ['tree planted', 'trees planted'],
  },
  livingTrees: {
    per: 1,
    kk: 'тал көгеріп тұр',
    ru: ['дерево прижилось', 'дерева прижились', 'деревьев прижились'],
    en: ['tree alive', 'trees alive'],
  },
  bags: {
    per: 1,
    kk: 'қап қоқыс жиналды',
    ru: ['мешок мусора собран', 'мешка мусора собрано', 'мешков мусора собрано'],
    en: ['bag of litter collected', 'bags of litter collected'],
  },
  grams: { per: 1000, kk: 'кг жиналды', ru: same('кг собрано'), en: ['kg collected', 'kg collected'] },
  donors: {
    per: 1,
    kk: 'адам қан тапсырды',
    ru: ['донор сдал кровь', 'донора сдали кровь', 'доноров сдали кровь'],
    en: ['person gave blood', 'people gave blood'],
  },
  tiyn: { per: 100, kk: '₸ жиналды', ru: same('₸ собрано'), en: ['₸ raised', '₸ raised'] },
  sets: {
    per: 1,
    kk: 'жинақ тапсырылды',
    ru: ['набор передан', 'набора передано', 'наборов передано'],
    en: ['set given', 'sets given'],
  },
  served: {
    per: 1,
    kk: 'адамға қызмет көрсетілді',
    ru: ['человек обслужен', 'человека обслужено', 'человек обслужено'],
    en: ['person served', 'people served'],
  },
  plasticBags: {
    per: 1,
    kk: 'қап пластик жиналды',
    ru: ['мешок пластика собран', 'мешка пластика собрано', 'мешков пластика собрано'],
    en: ['bag of plastic collected', 'bags of plastic collected'],
  },
  glassBags: {
    per: 1,
    kk: 'қап шыны жиналды',
    ru: ['мешок стекла собран', 'мешка стекла собрано', 'мешков стекла собрано'],
    en: ['bag of glass collected', 'bags of glass collected'],
  },
  metalBags: {
    per: 1,
    kk: 'қап металл жиналды',
    ru: ['мешок металла собран', 'мешка металла собрано', 'мешков металла собрано'],
    en: ['bag of metal collected', 'bags of metal collected'],
  },
  batteries: {
    per: 1,
    kk: 'батарейка жиналды',
    ru: ['батарейка собрана', 'батарейки собрано', 'батареек собрано'],
    en: ['battery collected', 'batteries collected'],
  },
  minutes: {
    per: 60,
    kk: 'волонтерлік сағат',
    ru: ['волонтёрский час', 'волонтёрских часа', 'волонтёрских часов'],
    en: ['volunteer hour', 'volunteer hours'],
  },
  participants: {
    per: 1,
    kk: 'адам қатысты',
    ru: ['человек участвовал', 'человека участвовали', 'человек участвовали'],
    en: ['person took part', 'people took part'],
  },
};

/** Metrics that have words, the most telling first. */
export const TOLD_METRICS: readonly string[] = Object.keys(WORDS);

/** Number and caption of a metric, apart; null when the metric has no words. `value` is in stored units. */
export function metricWords(metric: string, value: number, locale: Locale): { amount: string; caption: string } | null {
  const words = WORDS[metric];
  if (!words) return null;
  const shown = Math.floor(value / words.per);
  const caption =
    locale === 'kk' ? words.kk : locale === 'ru' ? pluralRu(shown, words.ru) : words.en[shown === 1 ? 0 : 1];
  return { amount: number(shown, locale), caption };
}

/** A number of a metric with the unit it is measured in: `50 кг`, `10 000 ₸`, `5`. `value` is in stored units. */
export function metricAmount(metric: string, value: number, locale: Locale): string {
  const amount = number(value / (WORDS[metric]?.per ?? 1), locale);
  if (metric === 'grams') return `${amount} ${locale === 'en' ? 'kg' : 'кг'}`;
  return metric === 'tiyn' ? `${amount} ₸` : amount;
}
