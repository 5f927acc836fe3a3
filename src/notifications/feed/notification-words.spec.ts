import { notificationWords, type FeedKind, headingOf, type Told } from './notification-words.js';
import { untilWords } from './day-words.js';

const text = (kk: string, ru: string, en: string) => ({ kk, ru, en });
const told = (kind: FeedKind, more: Partial<Told> = {}): Told => ({
  kind,
  action: { title: text('Ағаш отырғызу', 'Посадка деревьев', 'Tree planting'), receipt: '2271-9' },
  challenge: text('Жасыл белдеу', 'Зелёный пояс', 'Green belt'),
  college: null,
  reason: null,
  outcome: null,
  points: null,
  until: null,
  ...more,
});
const words = (kind: FeedKind, more?: Partial<Told>) => notificationWords(told(kind, more));

describe('Notification words', () => {
  it('say what an approval brought, with the plural of each language', () => {
    expect(words('approved', { points: 24 })).toEqual({
      kk: '«Ағаш отырғызу» акциясы (№ 2271-9) бекітілді, 24 ұпай.',
      ru: 'Акция «Посадка деревьев» (№ 2271-9) утверждена, 24 балла.',
      en: 'The action “Tree planting” (№ 2271-9) was approved, 24 points.',
    });
    const ru = (points: number) => words('approved', { points }).ru.match(/, (\d+ \S+)\.$/)?.[1];
    expect([1, 2, 5, 11, 21, 22, 112].map(ru)).toEqual([
      ...['1 балл', '2 балла', '5 баллов', '11 баллов'],
      ...['21 балл', '22 балла', '112 баллов'],
    ]);
    expect(words('approved', { points: 1 })).toMatchObject({
      kk: expect.stringMatching(/1 ұпай\.$/),
      en: expect.stringMatching(/1 point\.$/),
    });
  });

  it('say no points where they are unknown or none', () => {
    for (const points of [null, 0])
      expect(words('approved', { points }).ru).toBe('Акция «Посадка деревьев» (№ 2271-9) утверждена.');
  });

  it('give the reason as a sentence of its own', () => {
    const reason = text('Фото анық емес', 'Фото нечёткое', 'The photo is unclear');
    expect(words('question', { reason })).toEqual({
      kk: '«Ағаш отырғызу» акциясы (№ 2271-9) бойынша сұрақ қойылды. Себебі: фото анық емес.',
      ru: 'Акция «Посадка деревьев» (№ 2271-9): есть вопрос. Причина: фото нечёткое.',
      en: 'The action “Tree planting” (№ 2271-9): there is a question. Reason: the photo is unclear.',
    });
  });

  it('name an action without a title or a receipt', () => {
    expect(words('rejected', { action: { title: null, receipt: null } })).toEqual({
      kk: 'Акция қабылданбады.',
      ru: 'Акция отклонена.',
      en: 'The action was rejected.',
    });
  });

  it.each([
    ['upheld', 'шешім күшінде қалды', 'решение осталось в силе'],
    ['approved', 'акция бекітілді', 'акция утверждена'],
    ['rejected', 'акция қабылданбады', 'акция отклонена'],
  ])('say how a dispute ended: %s', (outcome, kk, ru) => {
    expect(words('dispute-resolved', { outcome }).kk).toContain(`дау қаралды: ${kk}.`);
    expect(words('dispute-resolved', { outcome }).ru).toContain(`спор рассмотрен, ${ru}.`);
  });

  it('agree the outcome of an objection with its noun', () => {
    expect(words('objection-settled', { outcome: 'dismissed' })).toEqual({
      kk: '«Жасыл белдеу»: колледжіңіздің қарсылығы негізсіз деп танылды.',
      ru: '«Зелёный пояс»: возражение вашего колледжа признано необоснованным.',
      en: '“Green belt”: the objection of your college was dismissed.',
    });
  });

  it('give a last day in the case that each language needs', () => {
    expect(words('submissions-close-soon', { until: untilWords('2026-10-04') })).toEqual({
      kk: '«Жасыл белдеу»: өтінімдер 4 қазанға дейін (қоса алғанда) қабылданады.',
      ru: '«Зелёный пояс»: заявки принимаются до 4 октября включительно.',
      en: '“Green belt”: submissions are open until the end of 4 October.',
    });
    const months = Array.from({ length: 12 }, (_, n) => untilWords(`2026-${String(n + 1).padStart(2, '0')}-01`).kk);
    for (const month of months) expect(month).toMatch(/^1 \S+(ға|ге|қа|ке) дейін/);
    expect(months[6]).toContain('шілдеге');
    expect(months[8]).toContain('қыркүйекке');
  });

  it('leave no sentence empty and no name unfilled', () => {
    const kinds: FeedKind[] = [
      ...(['question', 'approved', 'corrected', 'reclassified', 'rejected', 'lapsed', 'revoked', 'reopened'] as const),
      ...(['dispute-resolved', 'dispute-dismissed', 'evidence-taken-down', 'points-adjusted'] as const),
      ...(['objection-settled', 'final', 'final-reopened', 'revealed', 'rescheduled', 'submissions-reopened'] as const),
      ...(['cancelled', 'dispute-raised', 'objection-raised', 'adjustment-proposed'] as const),
      ...(['lapse-soon', 'dispute-ends-soon', 'submissions-close-soon'] as const),
    ];
    for (const kind of kinds) {
      const full = words(kind, {
        outcome: 'upheld',
        until: untilWords('2026-10-04'),
        college: text('Теңіз', 'Тениз', 'Teniz'),
      });
      for (const sentence of Object.values(full)) {
        expect(sentence).toMatch(/^\S.*\.$/);
        expect(sentence).not.toMatch(/[{}]|undefined|\s\s|: \.|: ,/);
      }
      expect(headingOf(kind, true).kk).not.toBe('');
    }
  });

  it('tell less in a heading than in the words', () => {
    expect(headingOf('rejected', true).ru).toBe('Новости по акции');
    expect(headingOf('final', false).ru).toBe('Новости челленджа');
  });
});
