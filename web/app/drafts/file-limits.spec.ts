import { fileOf } from './draft.fixture.js';
import { MOST_BYTES, refusalOf, sizeRefusal } from './file-limits.js';

const file = (name: string, type: string, size = 1_000) => ({ name, type, size });

describe('Limits of files', () => {
  it.each([
    [file('a.jpg', 'image/jpeg'), null],
    [file('a.heic', 'image/heic'), null],
    [file('a.HEIC', ''), null],
    [file('a.pdf', 'application/pdf'), null],
    [file('a.svg', 'image/svg+xml'), 'wrong-type'],
    [file('a.docx', ''), 'wrong-type'],
    [file('a.jpg', 'image/jpeg', 0), 'empty'],
    [file('a.pdf', 'application/pdf', MOST_BYTES + 1), 'too-large'],
  ])('answers %j with %s', (chosen, refusal) => {
    expect(refusalOf(chosen, [])).toBe(refusal);
  });

  it('judges a photo after it was made smaller', () => {
    expect(refusalOf(file('a.jpg', 'image/jpeg', MOST_BYTES * 2), [])).toBeNull();
    expect(sizeRefusal(MOST_BYTES + 1)).toBe('too-large');
    expect(sizeRefusal(MOST_BYTES)).toBeNull();
  });

  it('takes ten files and no more', () => {
    const present = Array.from({ length: 9 }, () => fileOf());
    expect(refusalOf(file('a.jpg', 'image/jpeg'), present)).toBeNull();
    expect(refusalOf(file('a.jpg', 'image/jpeg'), [...present, fileOf()])).toBe('too-many');
  });
});
