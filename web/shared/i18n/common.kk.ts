import { words } from './words.js';

/** Words of both the hall screen and the public page. `phrase` fills `{n}`, `{place}` and the like. */
export const common = words({
  lost: 'Байланыс үзілді',
  frozen: 'Кесте уақытша жабылды',
  frozenAsOf: 'Соңғы күйі: {moment}. Қорытынды кейін ашылады.',
  closed: 'Қабылдау аяқталды',
  final: 'Қорытынды бекітілді',
  finalHint: 'Орындар енді өзгермейді.',
  cancelled: 'Челлендж тоқтатылды',
  cancelledHint: 'Ұпай енді есептелмейді.',
  noRows: 'Қатысушылар әлі енгізілмеген.',
  noRowsHint: 'Челлендж ашылған соң кесте осы жерде пайда болады.',
  firstApproved: 'Алғашқы бекітілген акциядан кейін ұпайлар осы жерде пайда болады.',
  actionsApproved: 'акция бекітілді',
  actionsScored: 'акция есептелді',
  up: '{n} орынға жоғары',
  down: '{n} орынға төмен',
  same: 'өзгеріссіз',
  allPlaces: 'Орындар кестесі',
});

export type CommonDictionary = Record<keyof typeof common, string>;
