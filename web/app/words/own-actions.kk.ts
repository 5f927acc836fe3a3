import { words as checked } from '../../shared/i18n/words.js';

/** Words of the list of own actions. */
export const words = checked({
  search: 'Түбіртек нөмірі, орны не сипаттамасы',
  searchShort: 'Түбіртек не сөз',
  filter: 'Сүзгі',
  filterOn: 'Сүзгі: {n}',
  state: 'Күйі',
  anyState: 'Кез келген күйі',
  challenge: 'Челлендж',
  anyChallenge: 'Барлық челлендж',
  kind: 'Акция түрі',
  anyKind: 'Барлық түрі',
  clear: 'Сүзгіні тазалау',
  export: 'Excel-ге жүктеп алу',
  pending: 'Қаралуда',
  'needs-info': 'Сұрақ бар',
  approved: 'Бекітілді',
  rejected: 'Қабылданбады',
  revoked: 'Бекіту кері қайтарылды',
  disputed: 'Қарсылық қаралуда',
  withdrawn: 'Қайтарып алынды',
  receipt: '№ {receipt}',
  points: 'ұпай',
  shown: '{total} акцияның {shown} көрсетілді',
  found: '{n} акция',
  incomplete: 'Іздеу тек соңғы 2 000 акцияны қарады. Дәлірек сөз жазыңыз не сүзгі таңдаңыз.',
  none: 'Акция әлі жоқ',
  noneHint: 'Алғашқы есепті жіберіңіз: ол түбіртегімен осы жерде тұрады.',
  noHit: 'Ештеңе табылмады',
  noHitHint: 'Басқа сөзбен іздеп көріңіз не сүзгіні тазалаңыз.',
});

export type OwnActionsWords = Record<keyof typeof words, string>;
