import type { RulebookKind } from '../../events/rulebook.js';

const once = { perDay: 1, seasonCap: null };
const each = (metric: string, step: number, weight: number) => [{ metric, step, weight, max: null }];

/** Kinds of «Амал қоржыны». Points are a proposal which organisers change by publishing a rulebook. */
export const amalKinds: Record<string, RulebookKind> = {
  A1: {
    ...once,
    base: 10,
    cap: 50,
    parts: each('families', 1, 2),
    titles: { kk: 'Азық-түлік себеті', ru: 'Продуктовая корзина', en: 'Food baskets' },
    evidence: {
      kk: 'Адамдардың беті көрінбейтін кемінде екі фото, тапсыру актісі немесе қабылдаған ұйымның хаты',
      ru: 'Не менее двух фото без лиц, акт передачи или письмо принявшей организации',
      en: 'At least two photos without faces, a handover act or a letter of the host',
    },
  },
  A2: {
    ...once,
    base: 10,
    cap: 30,
    parts: each('beneficiaries', 2, 1),
    titles: {
      kk: 'Қарттар мен ардагерлерге көмек',
      ru: 'Помощь пожилым и ветеранам',
      en: 'Help to the elderly and veterans',
    },
    evidence: {
      kk: 'Фото, мекеменің немесе ардагерлер кеңесінің растауы',
      ru: 'Фото, подтверждение учреждения или совета ветеранов',
      en: 'Photo, a note of the institution or of the council of veterans',
    },
  },
  A3: {
    ...once,
    base: 10,
    cap: 40,
    parts: each('beneficiaries', 2, 1),
    titles: { kk: 'Балаларға қолдау', ru: 'Поддержка детей', en: 'Support for children' },
    evidence: {
      kk: 'Мекеменің хаты; балалардың беті ешқашан түсірілмейді',
      ru: 'Письмо учреждения; лица детей не снимать никогда',
      en: 'A letter of the institution; never the faces of children',
    },
  },
  A4: {
    ...once,
    base: 15,
    cap: 40,
    parts: each('tiyn', 1_000_000, 1),
    titles: { kk: 'Қайырымдылық жәрмеңкесі', ru: 'Благотворительная ярмарка', en: 'Charity fair' },
    evidence: {
      kk: 'Үш адам қол қойған ақша санау хаттамасы және аударым түбіртегі',
      ru: 'Протокол подсчёта с тремя подписями и квитанция о переводе',
      en: 'Counting protocol with three signatures and the receipt of the transfer',
    },
  },
  A5: {
    ...once,
    base: 8,
    cap: 30,
    parts: each('sets', 5, 1),
    titles: {
      kk: 'Киім, кітап, мектеп жинағы',
      ru: 'Одежда, книги, школьные наборы',
      en: 'Clothes, books, school kits',
    },
    evidence: { kk: 'Фото, тапсыру актісі', ru: 'Фото, акт передачи', en: 'Photo, handover act' },
  },
  A6: {
    ...once,
    base: 10,
    cap: 45,
    parts: each('donors', 1, 3),
    titles: { kk: 'Қан тапсыру (18 жастан)', ru: 'Донорство крови (с 18 лет)', en: 'Blood donation (18+)' },
    evidence: {
      kk: 'Қан орталығы растаған жалпы сан, аты-жөнсіз',
      ru: 'Общее число, подтверждённое центром крови, без имён',
      en: 'The total confirmed by the blood centre, no names',
    },
  },
  A7: {
    ...once,
    base: 12,
    cap: 40,
    parts: each('served', 2, 1),
    titles: { kk: 'Кәсіби тегін қызмет', ru: 'Бесплатные услуги по профессии', en: 'Free skilled services' },
    evidence: {
      kk: 'Фото, қабылдаған ұйым қол қойған жалпы сан',
      ru: 'Фото, общее число с подписью принявшей организации',
      en: 'Photo, the total signed by the host',
    },
  },
  A8: {
    ...once,
    base: 5,
    cap: 10,
    parts: each('participants', 20, 1),
    titles: { kk: 'Ағарту іс-шарасы', ru: 'Просветительская акция', en: 'Awareness event' },
    evidence: { kk: 'Фото, жарияланымға сілтеме', ru: 'Фото, ссылка на публикацию', en: 'Photo, link to the post' },
  },
  X1: {
    ...once,
    base: 0,
    cap: 20,
    parts: each('minutes', 600, 1),
    titles: { kk: 'Волонтерлік сағат', ru: 'Волонтёрские часы', en: 'Volunteer hours' },
    evidence: {
      kk: 'Колледжде сақталатын қатысу парағы',
      ru: 'Лист явки, который хранится в колледже',
      en: 'The attendance sheet, kept by the college',
    },
  },
};
