import { type Flag, FLAG_CODES } from '../../projections/claims/flag.js';
import { flagWords } from './flag-words.js';

const flag = (code: Flag['code'], figures: Record<string, number> = {}, metric: string | null = null): Flag => ({
  ...{ code, figures, metric, actions: [] },
});
const russian = (code: Flag['code'], figures: Record<string, number>) => flagWords(flag(code, figures)).ru;

describe('flagWords', () => {
  it.each(FLAG_CODES)('has a sentence in each language for %s', (code) => {
    const { kk, ru, en } = flagWords(flag(code, { participants: 1 }));
    expect(new Set([kk, ru, en]).size).toBe(3);
    for (const sentence of [kk, ru, en]) expect(sentence).toMatch(/^[^{}|]+\.$/);
  });

  it('puts figures with their units into the sentence', () => {
    expect(flagWords(flag('much-waste-a-person', { grams: 2_500_000, participants: 20 }))).toEqual({
      kk: 'Бір қатысушыға 125 кг қалдықтан келеді: 20 қатысушы 2\u00a0500 кг жинаған.',
      ru: 'Отходов на одного участника: 125 кг (всего 2\u00a0500 кг, участников 20).',
      en: 'Waste a participant: 125 kg (2,500 kg in all, 20 participants).',
    });
    expect(flagWords(flag('approved-far-above-claim', { approved: 40, claimed: 10 }, 'trees'))).toEqual({
      kk: 'Расталған сан өтінімдегіден көп артық (отырғызылған ағаш: 40, өтінімде 10).',
      ru: 'Подтверждено намного больше, чем заявлено (посаженные деревья: 40, в заявке 10).',
      en: 'Far more is verified than claimed (trees planted: 40, claimed 10).',
    });
    expect(flagWords(flag('many-trees-a-person', { trees: 31, participants: 10 })).en).toContain(': 3.1 (31');
  });

  it.each([
    [1, 'Та же ссылка есть ещё в 1 заявке.'],
    [3, 'Та же ссылка есть ещё в 3 заявках.'],
    [21, 'Та же ссылка есть ещё в 21 заявке.'],
  ])('declines the Russian noun after %d', (claims, sentence) => {
    expect(russian('same-link', { claims, colleges: 0 })).toBe(sentence);
  });

  it.each([
    [1, 'указал ещё 1 колледж '],
    [2, 'указали ещё 2 колледжа '],
    [5, 'указали ещё 5 колледжей '],
  ])('matches the Russian verb to %d colleges', (colleges, part) => {
    expect(russian('joint-action-in-full', { colleges, value: 1 })).toContain(part);
  });

  it('says in English one claim and several claims', () => {
    const english = (claims: number) => flagWords(flag('same-link', { claims, colleges: 0 })).en;
    expect([english(1), english(3)]).toEqual([
      'The same link is in 1 other claim.',
      'The same link is in 3 other claims.',
    ]);
  });

  it('has other words for other colleges and a recent reset', () => {
    expect(russian('same-link', { claims: 2, colleges: 1 })).toBe(
      'Та же ссылка есть ещё в 2 заявках, в том числе у 1 другого колледжа.',
    );
    expect(russian('approved-after-reset', { days: 0 })).toContain('меньше чем за сутки');
    expect(russian('approved-after-reset', { days: 2 })).toContain('за 2 дня до утверждения');
  });
});
