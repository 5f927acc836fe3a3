import type { LocalisedText } from '../../events/values.js';

export interface DemoCollege {
  id: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  students: number;
  /** Relative number of actions; 10 = the average. */
  weight: number;
}

type Words = readonly [kk: string, ru: string, en: string];
const text = ([kk, ru, en]: Words): LocalisedText => ({ kk, ru, en });
const named = (
  id: string,
  district: string,
  students: number,
  weight: number,
  short: Words,
  full: Words,
): DemoCollege => ({
  id,
  district,
  students,
  weight,
  shortNames: text(short),
  names: text(full),
});

/** Fictional colleges, named after heroes, horses and places of folk tales. */
export const DEMO_COLLEGES: readonly DemoCollege[] = [
  named(
    'qarashash',
    'aqtau',
    964,
    13,
    ['Қарашаш', 'Карашаш', 'Qarashash'],
    ['«Қарашаш» педагогикалық колледжі', 'Педагогический колледж «Карашаш»', 'Qarashash Teacher Training College'],
  ),
  named(
    'kol-tauysar',
    'aqtau',
    1480,
    11,
    ['Көлтауысар', 'Колтауысар', 'Koltauysar'],
    [
      '«Көлтауысар» су шаруашылығы колледжі',
      'Колледж водного хозяйства «Колтауысар»',
      'Koltauysar College of Water Management',
    ],
  ),
  named(
    'zhelayaq',
    'beineu',
    412,
    9,
    ['Желаяқ', 'Желаяк', 'Zhelayaq'],
    ['«Желаяқ» спорт колледжі', 'Спортивный колледж «Желаяк»', 'Zhelayaq Sports College'],
  ),
  named(
    'tausogar',
    'zhanaozen',
    1760,
    12,
    ['Таусоғар', 'Таусогар', 'Tausoghar'],
    ['«Таусоғар» тау-кен колледжі', 'Горный колледж «Таусогар»', 'Tausoghar Mining College'],
  ),
  named(
    'ushqan-kilem',
    'munaily',
    530,
    10,
    ['Ұшқан Кілем', 'Ушкан Килем', 'Ushqan Kilem'],
    [
      '«Ұшқан Кілем» көлік және авиация колледжі',
      'Колледж транспорта и авиации «Ушкан Килем»',
      'Ushqan Kilem College of Transport and Aviation',
    ],
  ),
  named(
    'saqqulaq',
    'aqtau',
    286,
    8,
    ['Саққұлақ', 'Саккулак', 'Saqqulaq'],
    ['«Саққұлақ» байланыс колледжі', 'Колледж связи «Саккулак»', 'Saqqulaq College of Communications'],
  ),
  named(
    'kerqula',
    'qaraqiya',
    348,
    10,
    ['Керқұла', 'Керкула', 'Kerqula'],
    ['«Керқұла» ветеринария колледжі', 'Ветеринарный колледж «Керкула»', 'Kerqula Veterinary College'],
  ),
  named(
    'altyn-saqa',
    'zhanaozen',
    872,
    11,
    ['Алтын Сақа', 'Алтын Сака', 'Altyn Saqa'],
    ['«Алтын Сақа» экономика колледжі', 'Экономический колледж «Алтын Сака»', 'Altyn Saqa College of Economics'],
  ),
  named(
    'bayan-sulu',
    'mangystau',
    640,
    12,
    ['Баян Сұлу', 'Баян Сулу', 'Bayan Sulu'],
    ['«Баян Сұлу» қызмет көрсету колледжі', 'Колледж сферы обслуживания «Баян Сулу»', 'Bayan Sulu College of Services'],
  ),
  named(
    'aq-zhaiyq',
    'tupqaragan',
    215,
    9,
    ['Ақ Жайық', 'Ак Жайык', 'Aq Zhaiyq'],
    ['«Ақ Жайық» теңіз колледжі', 'Морской колледж «Ак Жайык»', 'Aq Zhaiyq Maritime College'],
  ),
  named(
    'aldar-kose',
    'aqtau',
    756,
    10,
    ['Алдар Көсе', 'Алдар Косе', 'Aldar Kose'],
    [
      '«Алдар Көсе» өнер және құқық колледжі',
      'Колледж искусств и права «Алдар Косе»',
      'Aldar Kose College of Arts and Law',
    ],
  ),
  named(
    'er-tostik',
    'munaily',
    1120,
    11,
    ['Ер Төстік', 'Ер Тостик', 'Er Tostik'],
    ['«Ер Төстік» құрылыс колледжі', 'Строительный колледж «Ер Тостик»', 'Er Tostik Construction College'],
  ),
  named(
    'samuryq',
    'aqtau',
    1340,
    12,
    ['Самұрық', 'Самурык', 'Samuryq'],
    ['«Самұрық» энергетика колледжі', 'Энергетический колледж «Самурык»', 'Samuryq College of Energy'],
  ),
  named(
    'qanbaq-shal',
    'qaraqiya',
    158,
    8,
    ['Қаңбақ шал', 'Канбак шал', 'Qangbaq Shal'],
    ['«Қаңбақ шал» аграрлық колледжі', 'Аграрный колледж «Канбак шал»', 'Qangbaq Shal Agrarian College'],
  ),
];
