import { formatReceipt } from '../events/receipt.js';
import { searchFor } from './search-words.js';

const action = {
  receipt: 2271,
  kind: 'G2',
  titles: { kk: 'Каспий жағалауын тазалау', ru: 'Уборка берега Каспия', en: 'Caspian shore clean-up' },
  doneFrom: '2026-11-19',
  doneOn: '2026-11-20',
  texts: ['Түпқараған ауданы', 'Қапты басқа топ жинаған'],
};
const finds = (q: string) => searchFor(q)(action);

describe('a search of actions', () => {
  it.each([
    ['a receipt with its check digit', `№ ${formatReceipt(2271)}`],
    ['the number of a receipt', '2271'],
    ['the title of the kind in another language', 'уборка'],
    ['words of several parts in any order', 'жинаған ТҮПҚАРАҒАН 20.11.2026'],
    ['the first day as programs write it', '2026-11-19'],
    ['nothing at all', '  '],
  ])('finds by %s', (_, q) => expect(finds(q)).toBe(true));

  it.each([
    ['another receipt', formatReceipt(2272)],
    ['a word that no part has', 'ағаш'],
    ['one word of two', 'каспий ағаш'],
  ])('does not find by %s', (_, q) => expect(finds(q)).toBe(false));
});
