import type { RefusalPage } from '../http/problem.filter.js';
import { problemPage } from './problem-page.js';

const refusal: RefusalPage = {
  status: 404,
  sentence: 'Мұндай мекенжай жоқ.',
  language: 'kk',
  url: '/nowhere',
  isRepeatable: true,
};
const page = (more: Partial<RefusalPage>) => problemPage.render({ ...refusal, ...more });
const refresh = (html: string) => /<meta http-equiv="refresh" content="(\d+)">/.exec(html)?.[1];

describe('Problem page', () => {
  it.each([
    [404, undefined, '30'],
    [429, 12, '30'],
    [429, 47, '47'],
    [500, undefined, '30'],
    [503, 2, '30'],
  ])('reloads itself on a hall screen after a %i', (status, retryAfterSeconds, seconds) => {
    for (const url of ['/screen/lead-26', '/screen/lead-26?board=per-100', '/screen/'])
      expect(refresh(page({ status, retryAfterSeconds, url }))).toBe(seconds);
  });

  it.each(['/', '/?challenge=lead-26', '/screening', '/invite/x'])('stays as it is at %s', (url) => {
    expect(refresh(page({ status: 503, retryAfterSeconds: 2, url }))).toBeUndefined();
  });

  it('offers what helps: the boards, another try, or the sign-in', () => {
    expect(page({})).toContain('<a class="button" href="/">Орындар кестесі</a>');
    expect(page({ status: 503, url: '/?lang=kk' })).toContain('href="/?lang=kk">Қайталау</a>');
    expect(page({ status: 401, url: '/console' })).toContain('href="/sign-in?next=%2Fconsole">Кіру</a>');
  });

  it('offers no link that would repeat a form', () => {
    for (const status of [429, 503])
      expect(page({ status, url: '/sign-out', isRepeatable: false })).not.toContain('/sign-out');
    expect(page({ status: 401, url: '/acknowledge', isRepeatable: false })).toContain('href="/sign-in">Кіру</a>');
  });

  it('escapes the sentence and the address', () => {
    const html = page({ status: 503, sentence: '<b>', url: '/"><script>' });
    expect(html).not.toMatch(/<script>|<b>/);
  });
});
