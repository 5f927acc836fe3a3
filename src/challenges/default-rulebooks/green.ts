import type { RulebookKind } from '../../events/rulebook.js';

const once = { perDay: 1, seasonCap: null };
const each = (metric: string, step: number, weight = 1) => ({ metric, step, weight, max: null });
const cleaned: RulebookKind['parts'] = [
  {
    oneOf: [
      { metric: 'bags', step: 5, weight: 1 },
      { metric: 'grams', step: 50_000, weight: 1 },
    ],
    max: null,
  },
  { metric: 'participants', step: 10, weight: 1, max: 10 },
];

/** Kinds of Green Challenge. Points are a proposal which organisers change by publishing a rulebook. A bag holds 120 litres. */
export const greenKinds: Record<string, RulebookKind> = {
  G1: {
    ...once,
    base: 10,
    cap: 40,
    parts: cleaned,
    titles: { kk: 'Сенбілік', ru: 'Субботник', en: 'Clean-up' },
    evidence: {
      kk: 'Дейінгі және кейінгі фото, орны, қап саны',
      ru: 'Фото до и после, место, число мешков',
      en: 'Photos before and after, the place, the number of bags',
    },
  },
  G2: {
    ...once,
    base: 14,
    cap: 50,
    parts: cleaned,
    titles: { kk: 'Каспий жағалауын тазалау', ru: 'Уборка берега Каспия', en: 'Caspian shore clean-up' },
    evidence: {
      kk: 'Дейінгі және кейінгі фото, орны, қап саны, геобелгі',
      ru: 'Фото до и после, место, число мешков, геометка',
      en: 'Photos before and after, the place, the number of bags, a geotag',
    },
  },
  G3: {
    ...once,
    base: 8,
    cap: 50,
    parts: [each('plasticBags', 5, 7), each('glassBags', 5, 8), each('metalBags', 5, 10)],
    titles: { kk: 'Қалдықты бөлек жинау', ru: 'Раздельный сбор отходов', en: 'Sorted recyclables' },
    evidence: { kk: 'Қабылдау пунктінің түбіртегі', ru: 'Квитанция пункта приёма', en: 'The receipt of the collector' },
  },
  G4: {
    ...once,
    base: 8,
    cap: 40,
    parts: [each('trees', 1)],
    titles: { kk: 'Ағаш отырғызу', ru: 'Посадка деревьев', en: 'Tree planting' },
    evidence: {
      kk: 'Фото, орны, жер иесінің келісімі, суаруға жауапты топ',
      ru: 'Фото, место, согласие владельца земли, ответственная за полив группа',
      en: 'Photos, the place, consent of the land owner, the group that waters',
    },
  },
  G4b: {
    ...once,
    base: 0,
    cap: 40,
    parts: [each('livingTrees', 1)],
    titles: {
      kk: 'Көгеріп кеткен ағаш (60 күннен кейін)',
      ru: 'Прижившиеся деревья (через 60 дней)',
      en: 'Living trees (after 60 days)',
    },
    evidence: {
      kk: 'Күні көрсетілген жаңа фото',
      ru: 'Новые фото с датой',
      en: 'New photos with a date',
    },
  },
  G5: {
    ...once,
    base: 5,
    cap: 50,
    parts: [each('grams', 20_000)],
    titles: { kk: 'Макулатура жинау', ru: 'Сбор макулатуры', en: 'Waste paper' },
    evidence: { kk: 'Өлшеу қағазы', ru: 'Весовая накладная', en: 'Weigh bill' },
  },
  G6: {
    ...once,
    base: 8,
    cap: 30,
    parts: [each('grams', 10_000)],
    titles: { kk: 'Плоггинг', ru: 'Плоггинг', en: 'Plogging' },
    evidence: { kk: 'Фото, салмағы', ru: 'Фото, вес', en: 'Photo, weight' },
  },
  G7: {
    ...once,
    base: 3,
    cap: 10,
    parts: [each('batteries', 10)],
    titles: { kk: 'Батарейка жинау', ru: 'Сбор батареек', en: 'Batteries' },
    evidence: { kk: 'Тапсыру сәтінің фотосы', ru: 'Фото передачи', en: 'Photo of the handover' },
  },
  G8: {
    ...once,
    base: 5,
    cap: 10,
    parts: [each('participants', 20)],
    titles: { kk: 'Эко сабақ, квиз', ru: 'Эко-урок, квиз', en: 'Eco lesson, quiz' },
    evidence: { kk: 'Фото, жарияланымға сілтеме', ru: 'Фото, ссылка на публикацию', en: 'Photo, link to the post' },
  },
};
