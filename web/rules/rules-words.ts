import type { Locale } from '../../src/pages/page.contract.js';

const kk = {
  title: 'ұпай ережесі',
  version: 'Қолданыстағы {n}-нұсқа. Тек тексеруші растаған сандар есептеледі.',
  kind: 'Акция түрі',
  points: 'Ұпай',
  cap: 'Шек',
  atMost: 'ең көбі {n}',
  or: 'немесе',
  perDay: 'күніне {n} акция',
  perSeason: 'маусымға {n}',
  late: 'Акциядан кейін {n} күннен кеш жіберілген есепке тек негізгі ұпай беріледі.',
  diversity: 'Алғашқы {kinds} акция түрінің әрқайсысы үшін {n} ұпай қосылады.',
  share: 'Бір түрдің ұпайы колледж ұпайының {percent} пайызынан аспайды; {n} ұпайға дейін шек жоқ.',
  per100: '100 студентке шаққанда: ұпай студент санына бөлінеді, бөлгіш кемінде {n}.',
  second: '{n} ұпайдан бастап акцияны екінші тексеруші де растайды.',
  tieTitle: 'Ұпай тең болса',
  tie: 'Акция түрі көп колледж жоғары тұрады. Ол да тең болса, 100 студентке шаққанда қатысушысы көп колледж жоғары тұрады. Бәрі тең болса, орын ортақ болады.',
  none: 'Ереже әлі жарияланған жоқ.',
};

export const rulesWords: Record<Locale, typeof kk> = {
  kk,
  ru: {
    title: 'правила начисления баллов',
    version: 'Действует версия {n}. Считаются только числа, которые подтвердил проверяющий.',
    kind: 'Вид акции',
    points: 'Баллы',
    cap: 'Предел',
    atMost: 'не больше {n}',
    or: 'или',
    perDay: '{n} акция в день|{n} акции в день|{n} акций в день',
    perSeason: '{n} за сезон',
    late: 'За отчёт позже чем через {n} день после акции даются только основные баллы.|За отчёт позже чем через {n} дня после акции даются только основные баллы.|За отчёт позже чем через {n} дней после акции даются только основные баллы.',
    diversity:
      'За каждый из первых видов акций (до {kinds}) добавляется {n} балл.|За каждый из первых видов акций (до {kinds}) добавляется {n} балла.|За каждый из первых видов акций (до {kinds}) добавляется {n} баллов.',
    share:
      'Один вид даёт не больше {percent} процентов баллов колледжа; до {n} балла предела нет.|Один вид даёт не больше {percent} процентов баллов колледжа; до {n} баллов предела нет.',
    per100: 'На 100 студентов: баллы делятся на число студентов, делитель не меньше {n}.',
    second:
      'Начиная с {n} балла акцию подтверждает и второй проверяющий.|Начиная с {n} баллов акцию подтверждает и второй проверяющий.',
    tieTitle: 'Если баллы равны',
    tie: 'Выше колледж, у которого больше видов акций. Если и это равно, выше тот, у кого больше участников на 100 студентов. Если равно всё, место общее.',
    none: 'Правила ещё не опубликованы.',
  },
  en: {
    title: 'rulebook',
    version: 'Version {n} is in force. Only numbers that a reviewer confirmed count.',
    kind: 'Kind of action',
    points: 'Points',
    cap: 'Limit',
    atMost: 'at most {n}',
    or: 'or',
    perDay: '{n} action a day|{n} actions a day',
    perSeason: '{n} a season',
    late: 'A report later than {n} day after the action brings the base points only.|A report later than {n} days after the action brings the base points only.',
    diversity:
      'Each of the first {kinds} kinds of action adds {n} point.|Each of the first {kinds} kinds of action adds {n} points.',
    share: 'One kind brings at most {percent} per cent of a college’s points; up to {n} points there is no limit.',
    per100: 'Per 100 students: points are divided by the number of students, at least {n}.',
    second: 'From {n} points up a second reviewer confirms the action too.',
    tieTitle: 'When points are equal',
    tie: 'The college with more kinds of action stands higher. If these are equal too, the one with more participants per 100 students. If all is equal, the place is shared.',
    none: 'No rulebook is published yet.',
  },
};
