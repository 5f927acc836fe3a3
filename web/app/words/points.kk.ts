import { words as checked } from '../../shared/i18n/words.js';

/** Words of the page of the own points and journal. */
export const words = checked({
  title: 'Ұпай және журнал',
  points: 'Ұпай',
  journal: 'Журнал',
  challenge: 'Челлендж',
  place: '{place}-орын',
  shared: 'орын ортақ',
  export: 'Акцияларды Excel-ге жүктеу',
  publicPage: 'Кестедегі бетіміз',
  actions: 'Ұпай қосқан акциялар',
  noActions: 'Әзірге бекітілген акция жоқ',
  noActionsHint: 'Қараушы бекіткен соң, әр ұпайдың қайдан шыққаны осы жерде көрінеді.',
  notStarted: 'Челлендж әлі ашылған жоқ',
  notIn: 'Колледж бұл челленджге қатыспайды',
  adjustments: 'Түзетулер',
  capCut: 'шек: {n}',
  late: 'кеш жіберілді',
  dayLimit: 'сол күні басқасы есептелді',
  journalEmpty: 'Журнал бос',
  journalEmptyHint: 'Колледжге қатысты әр оқиға осы жерде жазылады.',
  frozen: 'Кесте уақытша жабық: ұпай мен орын жабылған сәттегідей көрсетілген.',
  byRules: 'Ұпай ережесі',
});

export type PointsWords = Record<keyof typeof words, string>;
