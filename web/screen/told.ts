import type { News, NewsItem } from '../../projections/standings/standings.contract.js';
import { number, pluralRu } from '../shared/format.js';
import { fill } from '../shared/i18n/fill.js';
import { kk } from '../shared/i18n/hall.kk.js';
import { ru } from '../shared/i18n/hall.ru.js';
import { metricWords, TOLD_METRICS } from '../shared/metric-words.js';

const FIRST = {
  amal: ['beneficiaries', 'families', 'served', 'donors', 'sets', 'minutes', 'tiyn'],
  green: ['trees', 'bags', 'grams', 'livingTrees', 'minutes', 'batteries'],
};

export interface Total {
  key: string;
  amount: string;
  kk: string;
  ru: string;
}

/** The sums of the season worth a hall's attention: two of the track's own, with the actions between them. */
export function totalsOf(news: News | null, track: 'amal' | 'green'): Total[] {
  if (!news || news.totals.actions === 0) return [];
  const { actions, metrics } = news.totals;
  const told: Total[] = [];
  for (const metric of FIRST[track]) {
    const inKk = metricWords(metric, metrics[metric] ?? 0, 'kk');
    const inRu = metricWords(metric, metrics[metric] ?? 0, 'ru');
    if (inKk && inRu && (metrics[metric] ?? 0) > 0)
      told.push({ key: metric, amount: inKk.amount, kk: inKk.caption, ru: inRu.caption });
  }
  const done: Total = {
    key: 'actions',
    amount: number(actions, 'kk'),
    kk: kk.actionsApproved,
    ru: pluralRu(actions, ['акция утверждена', 'акции утверждены', ru.actionsApproved]),
  };
  return [...told.slice(0, 1), done, ...told.slice(1, 2)];
}

/** «Таусоғар: 55 тал отырғызылды, енді 3-орында». */
export function newsSentence(item: NewsItem, locale: 'kk' | 'ru'): string {
  const words = locale === 'kk' ? kk : ru;
  return `${item.shortNames[locale]}: ${deed(item, locale)}, ${fill(words.nowPlace, { place: item.rank })}`;
}

function deed(item: NewsItem, locale: 'kk' | 'ru'): string {
  const words = locale === 'kk' ? kk : ru;
  if (item.type === 'adjusted') return words.adjusted;
  const kind = item.kindTitles?.[locale] ?? '';
  if (item.type === 'revoked') return kind ? `${kind} – ${words.revoked}` : words.revoked;
  if (item.type === 'corrected') return kind ? `${kind} – ${words.corrected}` : words.corrected;
  const metric = TOLD_METRICS.filter((one) => (item.verified[one] ?? 0) > 0)[0];
  const told = metric ? metricWords(metric, item.verified[metric] ?? 0, locale) : null;
  return told ? `${told.amount} ${told.caption}` : kind || words.actionsApproved;
}
