import { matchKeyOf, plainLink } from './match-key.js';

const key = (kind: 'link' | 'details' | 'note', value: object) => matchKeyOf(kind, value).toString('hex');

describe('plainLink', () => {
  it.each([
    ['http://www.example.kz/foto/1/', 'https://example.kz/foto/1'],
    ['https://m.example.kz/p?id=7&utm_source=wa&fbclid=x', 'https://example.kz/p?id=7'],
    ['https://example.kz/p?b=2&a=1#top', 'https://EXAMPLE.kz/p?a=1&b=2'],
    ['https://drive.example.kz/file/d/Ab1/view?usp=sharing', 'https://drive.example.kz/file/d/Ab1/view'],
  ])('takes %s for %s', (one, other) => {
    expect(plainLink(one)).toBe(plainLink(other));
  });

  it.each([
    ['https://example.kz/p/Ab1', 'https://example.kz/p/ab1'],
    ['https://example.kz/p?id=7', 'https://example.kz/p?id=8'],
    ['https://example.kz/#/album/1', 'https://example.kz/#/album/2'],
    ['https://example.kz:8443/p', 'https://example.kz/p'],
  ])('tells %s from %s', (one, other) => {
    expect(plainLink(one)).not.toBe(plainLink(other));
  });
});

describe('matchKeyOf', () => {
  it('is equal for spellings of one place', () => {
    const place = key('details', { place: 'Ақтау, 7-шағын аудан', description: 'Көшет' });
    expect(key('details', { place: ' АҚТАУ,  7–шағын аудан' })).toBe(place);
    expect(key('details', { place: 'Ақтау, 8-шағын аудан' })).not.toBe(place);
  });

  it('is empty for notes and for details without a place', () => {
    expect([key('note', { text: 'Ақтау' }), key('details', { description: 'Көшет' })]).toEqual(['', '']);
  });
});
