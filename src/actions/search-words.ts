import type { LocalisedText } from '../events/values.js';
import { formatReceipt, parseReceipt } from '../events/receipt.js';
import { spelling } from '../names/name-keys.js';

/** The parts of an action that a search compares. */
export interface Searched {
  receipt: number | null;
  kind: string;
  titles: LocalisedText | null;
  doneFrom: string | null;
  doneOn: string;
  /** Place and description. */
  texts: readonly string[];
}

/** True when every word of the search is in the action. A receipt with its check digit finds only that action. */
export function searchFor(q: string): (one: Searched) => boolean {
  const receipt = parseReceipt(q);
  if (receipt !== null) return (one) => one.receipt === receipt;
  const words = spelling(q).split(' ').filter(Boolean);
  return (one) => {
    const text = textOf(one);
    return words.every((word) => text.includes(word));
  };
}

function textOf({ receipt, kind, titles, doneFrom, doneOn, texts }: Searched): string {
  const days = [doneFrom, doneOn].flatMap((day) => (day === null ? [] : [day, day.split('-').reverse().join('.')]));
  const numbers = receipt === null ? [] : [`№${receipt}`, formatReceipt(receipt)];
  return [...numbers, ...days, ...[kind, ...Object.values(titles ?? {}), ...texts].map(spelling)].join('\n');
}
