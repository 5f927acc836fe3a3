import { formatReceipt } from '../../../src/events/receipt.js';
import { addressOf, countOf, exportOf, queryOf, readFilter, stateOf } from './filter.js';

const read = (search: string) => readFilter(new URLSearchParams(search));
const NONE = { words: '', state: '', challengeId: '', kind: '' };

describe('The filter of own actions', () => {
  test('survives the way through the address', () => {
    const filter = read('?q=ағаш+15&state=approved&challenge=green-2026&kind=G4');
    expect(filter).toEqual({ words: 'ағаш 15', state: 'approved', challengeId: 'green-2026', kind: 'G4' });
    expect(readFilter(new URLSearchParams(addressOf(filter)))).toEqual(filter);
    expect(countOf(filter)).toBe(3);
  });

  test('ignores states that do not exist', () => {
    expect(read('?state=nonsense')).toEqual(NONE);
    expect(addressOf(read('?state=nonsense'))).toBe('');
  });

  test('asks for a receipt when the words are one', () => {
    const receipt = formatReceipt(227);
    expect(queryOf({ ...read(''), words: `№ ${receipt}` })).toEqual({ receipt: `№ ${receipt}` });
    expect(queryOf({ ...read(''), words: ' ағаш ' })).toEqual({ q: 'ағаш' });
    expect(queryOf(read(''))).toEqual({});
  });

  test('names the workbook with the same actions', () => {
    expect(exportOf(read('?state=pending&kind=G4'), 'ru')).toBe(
      '/api/actions.xlsx?status=submitted&disputed=false&kind=G4&lang=ru',
    );
  });

  test('asks for reports that wait, without disputes', () => {
    expect(queryOf(read('?state=pending'))).toEqual({ status: 'submitted', disputed: 'false' });
    expect(queryOf(read('?state=disputed'))).toEqual({ disputed: 'true' });
  });
});

describe('The state of a row', () => {
  test('is a dispute before the decision that it concerns', () => {
    expect(stateOf({ status: 'rejected', disputed: true })).toBe('disputed');
    expect(stateOf({ status: 'submitted', disputed: false })).toBe('pending');
    expect(stateOf({ status: 'needs-info', disputed: false })).toBe('needs-info');
  });
});
