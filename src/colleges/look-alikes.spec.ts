import { nameKey } from './import-roster/college-names.js';
import { withoutLookAlikes } from './look-alikes.js';

describe('names that look alike', () => {
  it.each([
    ['Aқтау', 'Ақтау'],
    ['Шаhар', 'Шаһар'],
    ['Мaңғыстay', 'Маңғыстау'],
    ['PTC', 'РТС'],
    ['Жiгер', 'Жігер'],
  ])('are one: %s', (latin, cyrillic) => {
    expect(withoutLookAlikes(latin)).toBe(cyrillic);
    expect(nameKey(latin)).toBe(nameKey(cyrillic));
  });

  it.each([
    ['Қарағанды', 'Караганды'],
    ['Өнер', 'Онер'],
    ['Caspian', 'Каспий'],
    ['Ұлы', 'Улы'],
    ['Үміт', 'Уміт'],
  ])('and those that do not are two: %s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it.each([
    'Ақтау  колледжі',
    'АҚТАУ КОЛЛЕДЖІ',
    'Ақтау\u00a0колледжі',
    'Ақ\u200bтау колледжі',
    'Ақ\u00adтау колледжі',
    '«Ақтау» колледжі',
    'Ақтау колледжі'.normalize('NFD'),
  ])('are one however they are typed: %s', (typed) => {
    expect(nameKey(typed)).toBe(nameKey('Ақтау колледжі'));
  });

  it('are one in either case', () => {
    expect(nameKey('mktk')).toBe(nameKey('MKTK'));
  });
});
