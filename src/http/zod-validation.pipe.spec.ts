import { z } from 'zod';
import { claimed, day, id, publicText } from '../events/values.js';
import { type Issue, validationMessageOf } from './zod-validation.pipe.js';
import { messageOf } from './messages/catalogue.js';

const schema = z.strictObject({
  id,
  kind: z.enum(['amal', 'green']),
  day,
  name: publicText(5),
  count: z.int().min(1).max(10),
  size: z.coerce.number(),
  yes: z.boolean(),
  links: z.array(z.url()).min(1).max(2),
  long: z.string().min(3),
  claimed,
  token: z.string().regex(/^\d+$/),
});
const good = {
  id: 'a-1',
  kind: 'amal',
  day: '2026-11-23',
  name: 'Ақтау',
  count: 3,
  size: '4',
  yes: true,
  links: ['https://example.kz'],
  long: 'long',
  claimed: { trees: { value: 1, precision: 'exact' } },
  token: '12',
};
const of = (changes: object) => (schema.safeParse({ ...good, ...changes }).error?.issues ?? []) as Issue[];

describe('validation messages', () => {
  test.each<[string, object, string, object]>([
    ['is missing', { id: undefined }, 'FIELD_MISSING', {}],
    ['is a code with other letters', { id: 'Ақтау' }, 'FIELD_CODE', {}],
    ['is none of the choices', { kind: 'chess' }, 'FIELD_CHOICE', { allowed: 'amal, green' }],
    ['is no day', { day: '2026-02-30' }, 'FIELD_DAY', {}],
    ['is empty', { name: '' }, 'FIELD_EMPTY', {}],
    ['is too short', { long: 'ab' }, 'FIELD_SHORT', { least: 3 }],
    ['is too long', { name: 'Маңғыстау' }, 'FIELD_LONG', { most: 5 }],
    ['has invisible signs', { name: 'a\u200bb' }, 'FIELD_SIGNS', {}],
    ['is an empty Braille cell', { name: '\u2800' }, 'FIELD_SIGNS', {}],
    ['is a mark without a letter', { name: '\u0301' }, 'FIELD_BLANK', {}],
    ['has neither letter nor digit', { name: '«—»' }, 'FIELD_BLANK', {}],
    ['is too small', { count: 0 }, 'FIELD_SMALL', { least: 1 }],
    ['is too big', { count: 11 }, 'FIELD_BIG', { most: 10 }],
    ['is no whole number', { count: 1.5 }, 'FIELD_WHOLE', {}],
    ['is no number', { size: 'көп' }, 'FIELD_NUMBER', {}],
    ['is no text', { name: 5 }, 'FIELD_TEXT', {}],
    ['is neither yes nor no', { yes: 'иә' }, 'FIELD_YES_NO', {}],
    ['is no list', { links: 'https://example.kz' }, 'FIELD_LIST', {}],
    ['is a list with too little', { links: [] }, 'FIELD_FEW', { least: 1 }],
    ['is a list with too much', { links: Array(3).fill('https://example.kz') }, 'FIELD_MANY', { most: 2 }],
    ['is no link', { links: ['example'] }, 'FIELD_LINK', {}],
    ['is not made of fields', { claimed: 5 }, 'FIELD_OBJECT', {}],
    ['has a name that cannot be', { claimed: { '1': good.claimed.trees } }, 'FIELD_NAME', {}],
    ['is not known', { colour: 'red', shape: 'round' }, 'FIELD_UNKNOWN', { keys: 'colour, shape' }],
    ['is written in another form', { token: 'x' }, 'FIELD_FORMAT', {}],
  ])('that %s', (_, changes, key, params) => {
    expect(of(changes).map(validationMessageOf)).toContainEqual({ key, params });
  });

  test('is empty for valid input and present for every zod issue', () => {
    expect(of({})).toEqual([]);
    expect(validationMessageOf({ message: 'x', code: 'invalid_union' } as Issue)).toEqual({
      key: 'FIELD_WRONG',
      params: {},
    });
  });

  test('has a sentence in every language, with the field in it', () => {
    for (const key of [
      'FIELD_WRONG',
      'FIELD_EITHER',
      ...of({ id: 1, day: '', links: 5 }).map((issue) => validationMessageOf(issue).key),
    ])
      for (const language of ['kk', 'ru', 'en'] as const)
        expect(messageOf(key, language, { field: 'titles.kk' })).toContain('titles.kk');
  });
});
