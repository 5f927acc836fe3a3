import type { News, NewsItem, StandingsRow } from '../../projections/standings/standings.contract.js';
import { number } from '../shared/format.js';
import { kk } from '../shared/i18n/hall.kk.js';
import { ru } from '../shared/i18n/hall.ru.js';
import { captionsKk } from '../shared/i18n/captions.kk.js';
import { captionsRu } from '../shared/i18n/captions.ru.js';
import { form, phrase } from '../shared/i18n/phrase.js';
import { captionOf } from '../shared/metric-words.js';

type HallLocale = 'kk' | 'ru';

const WORDS = { kk, ru };
const CAPTIONS = { kk: captionsKk, ru: captionsRu };
const PREFERRED = {
  amal: ['beneficiaries', 'families', 'served', 'donors', 'sets', 'minutes', 'tiyn'],
  green: ['trees', 'bags', 'grams', 'livingTrees', 'minutes', 'batteries'],
};

export interface Total {
  key: string;
  amount: string;
  kk: string;
  ru: string;
}

/** Totals of the season for the hall: scored actions between two metrics of the track. */
export function totalsOf(news: News | null, track: 'amal' | 'green'): Total[] {
  if (!news || news.totals.actions === 0) return [];
  const { actions, metrics } = news.totals;
  const totals: Total[] = [];
  for (const metric of PREFERRED[track]) {
    const sum = metrics[metric] ?? 0;
    const inKk = captionOf(captionsKk, metric, sum, 'kk');
    const inRu = captionOf(captionsRu, metric, sum, 'ru');
    if (inKk && inRu) totals.push({ key: metric, amount: inKk.amount, kk: inKk.caption, ru: inRu.caption });
  }
  const scored: Total = {
    key: 'actions',
    amount: number(actions, 'kk'),
    kk: kk.actionsScored,
    ru: form(ru.actionsScored, actions, 'ru'),
  };
  return [...totals.slice(0, 1), scored, ...totals.slice(1, 2)];
}

/** «Таусоғар: 55 тал отырғызылды, енді 3-орында». The place is named only when points changed. */
export function newsSentence(item: NewsItem, locale: HallLocale): string {
  const words = WORDS[locale];
  const said = `${item.shortNames[locale]}: ${actionText(item, locale)}`;
  if (item.rank === null) return said;
  return `${said}, ${item.points === 0 ? words.noChange : phrase(words.nowPlace, { place: item.rank }, locale)}`;
}

/** «Таусоғар: 3-орын», while a frozen board is revealed. */
export const revealSentence = (row: StandingsRow, locale: HallLocale): string =>
  `${row.shortNames[locale]}: ${phrase(WORDS[locale].revealed, { place: row.rank }, locale)}`;

function actionText(item: NewsItem, locale: HallLocale): string {
  const kind = item.kindTitles?.[locale] ?? '';
  if (item.type !== 'approved') return (kind && `${kind} – `) + item.words[locale];
  const text = Object.keys(captionsKk)
    .map((metric) => captionOf(CAPTIONS[locale], metric, item.verified[metric] ?? 0, locale))
    .filter((one) => one !== null)[0];
  return text ? `${text.amount} ${text.caption}` : kind || form(WORDS[locale].actionsApproved, 1, locale);
}
