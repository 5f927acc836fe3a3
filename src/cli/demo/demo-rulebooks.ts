import type { Rulebook, RulebookKind, RulebookPart } from '../../events/rulebook.js';

type Words = readonly [kk: string, ru: string, en: string];

const per = (metric: string, step: number, weight: number, max: number | null = null): RulebookPart => ({
  metric,
  step,
  weight,
  max,
});
const kind = (base: number, cap: number, [kk, ru, en]: Words, ...parts: RulebookPart[]): RulebookKind => ({
  base,
  cap,
  parts,
  perDay: 1,
  seasonCap: null,
  titles: { kk, ru, en },
});

const litter: RulebookPart = {
  oneOf: [
    { metric: 'bags', step: 5, weight: 1 },
    { metric: 'grams', step: 50_000, weight: 1 },
  ],
  max: null,
};
const helpers = per('participants', 10, 1, 10);

const fairness: Omit<Rulebook, 'kinds'> = {
  lateAfterDays: 14,
  shareCap: { percent: 35, from: 100 },
  diversity: { points: 10, kinds: 5 },
  per100: { minimumStudents: 200 },
  leagues: [
    { code: 'S', from: 0 },
    { code: 'M', from: 300 },
    { code: 'L', from: 801 },
  ],
};

/** Rulebooks of the two challenges as proposed to the organisers; points are theirs to change. */
export const DEMO_RULEBOOKS: Readonly<Record<'amal' | 'green', Rulebook>> = {
  amal: {
    ...fairness,
    kinds: {
      A1: kind(10, 50, ['Азық-түлік себеті', 'Продуктовая корзина', 'Food baskets'], per('families', 1, 2)),
      A2: kind(
        10,
        30,
        ['Қарттар мен ардагерлерге көмек', 'Помощь пожилым и ветеранам', 'Help for the elderly and veterans'],
        per('beneficiaries', 2, 1),
      ),
      A3: kind(10, 40, ['Балаларға қолдау', 'Поддержка детей', 'Support for children'], per('beneficiaries', 2, 1)),
      A4: kind(
        15,
        40,
        ['Қайырымдылық жәрмеңкесі', 'Благотворительная ярмарка', 'Charity fair'],
        per('tiyn', 1_000_000, 1),
      ),
      A5: kind(
        8,
        30,
        ['Киім, кітап, мектеп жинағы', 'Сбор вещей, книг и школьных наборов', 'Clothes, books and school kits'],
        per('sets', 5, 1),
      ),
      A6: kind(10, 45, ['Қан тапсыру', 'Донорство крови', 'Blood donation'], per('donors', 1, 3)),
      A7: kind(
        12,
        40,
        ['Кәсіби тегін қызмет', 'Бесплатные услуги по профессии', 'Free skilled services'],
        per('beneficiaries', 2, 1),
      ),
      A8: kind(5, 10, ['Ағарту іс-шарасы', 'Просветительская акция', 'Awareness event'], per('participants', 20, 1)),
    },
  },
  green: {
    ...fairness,
    kinds: {
      G1: kind(10, 40, ['Сенбілік', 'Субботник', 'Clean-up'], litter, helpers),
      G2: kind(14, 50, ['Каспий жағалауын тазалау', 'Уборка берега Каспия', 'Caspian shore clean-up'], litter, helpers),
      G3: kind(
        8,
        50,
        ['Қалдықты бөлек жинау', 'Раздельный сбор', 'Sorted recyclables'],
        per('plasticBags', 5, 7),
        per('glassBags', 5, 8),
        per('metalBags', 5, 10),
      ),
      G4: kind(8, 40, ['Ағаш отырғызу', 'Посадка деревьев', 'Tree planting'], per('trees', 1, 1)),
      G4b: kind(
        0,
        40,
        ['Көгеріп кеткен ағаш', 'Приживаемость деревьев', 'Trees that took root'],
        per('livingTrees', 1, 1),
      ),
      G5: kind(5, 50, ['Макулатура жинау', 'Сбор макулатуры', 'Waste paper'], per('grams', 20_000, 1)),
      G6: kind(8, 30, ['Плоггинг', 'Плоггинг', 'Plogging'], per('grams', 10_000, 1)),
      G7: kind(3, 10, ['Батарейка жинау', 'Сбор батареек', 'Batteries'], per('pieces', 10, 1)),
      G8: kind(5, 10, ['Эко сабақ, квиз', 'Эко-урок, квиз', 'Eco lesson or quiz'], per('participants', 20, 1)),
    },
  },
};
