import type { Claimed } from '../../../src/events/values.js';
import { number } from '../../shared/format.js';
import { amountOf, type LocaleMetrics } from '../../shared/metric-words.js';
import type { actionWords } from '../words/action.js';

type Say = (typeof actionWords)['t'];

/** `130 қап (шамамен), 46 адам`: the numbers of a claim in words. */
export const claimWords = (claimed: Claimed, say: Say, words: LocaleMetrics): string =>
  Object.entries(claimed)
    .map(([metric, { value, precision }]) => {
      const amount = amountWords(metric, value, words);
      if (precision === 'exact') return amount;
      return say(precision === 'about' ? 'about' : 'atLeast', { amount });
    })
    .join(', ');

/** A number with its unit; a number below one shown unit keeps its digits. */
export const amountWords = (metric: string, value: number, words: LocaleMetrics): string =>
  amountOf(words, metric, value) || `${number(value, words.locale)} ${words.captions[metric] ?? metric}`.trim();
