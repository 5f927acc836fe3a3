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
  baseOnly: 'Тек негізгі ұпай әкелген түр бұған кірмейді.',
  share: 'Бір түрдің ұпайы колледж ұпайының {percent} пайызынан аспайды; {n} ұпайға дейін шек жоқ.',
  per100: '100 студентке шаққанда: ұпай студент санына бөлінеді, бөлгіш кемінде {n}.',
  second: '{n} ұпайдан бастап акцияны екінші тексеруші де растайды.',
  secondOrganiser: '{n} ұпайдан бастап ұпай түзетуін екінші ұйымдастырушы да растайды.',
  dispute: 'Шешімге дау мен қарсылық {n} күн ішінде білдіріледі, шешім күні есепке кірмейді.',
  lapse: 'Тексерушінің сұрағына {n} күн ішінде жауап берілмесе, акция қабылданбайды.',
  openClaims: 'Шешім күтетін өтінім саны: бір колледжде ең көбі {n}, бір түр мен күнге ең көбі {day}.',
  tieTitle: 'Ұпай тең болса',
  tie: 'Акция түрі көп колледж жоғары тұрады. Ол да тең болса, 100 студентке шаққанда қатысушысы көп колледж жоғары тұрады. Бәрі тең болса, орын ортақ болады.',
  tieWithin: 'Бір акцияның қатысушылары колледждегі студенттер санынан асырылмай есептеледі.',
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
    baseOnly: 'Вид, который принёс только основные баллы, не считается.',
    share:
      'Один вид даёт не больше {percent} процентов баллов колледжа; до {n} балла предела нет.|Один вид даёт не больше {percent} процентов баллов колледжа; до {n} баллов предела нет.',
    per100: 'На 100 студентов: баллы делятся на число студентов, делитель не меньше {n}.',
    second:
      'Начиная с {n} балла акцию подтверждает и второй проверяющий.|Начиная с {n} баллов акцию подтверждает и второй проверяющий.',
    secondOrganiser:
      'Начиная с {n} балла поправку подтверждает и второй организатор.|Начиная с {n} баллов поправку подтверждает и второй организатор.',
    dispute:
      'Спор и возражение принимаются {n} день после решения, день решения не считается.|Спор и возражение принимаются {n} дня после решения, день решения не считается.|Спор и возражение принимаются {n} дней после решения, день решения не считается.',
    lapse:
      'Если на вопрос проверяющего не ответили за {n} день, акция отклоняется.|Если на вопрос проверяющего не ответили за {n} дня, акция отклоняется.|Если на вопрос проверяющего не ответили за {n} дней, акция отклоняется.',
    openClaims: 'Заявок, которые ждут решения: у колледжа не больше {n}, одного вида за один день не больше {day}.',
    tieTitle: 'Если баллы равны',
    tie: 'Выше колледж, у которого больше видов акций. Если и это равно, выше тот, у кого больше участников на 100 студентов. Если равно всё, место общее.',
    tieWithin: 'Участников одной акции считают не больше, чем студентов в колледже.',
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
    baseOnly: 'A kind that brought base points alone does not count.',
    share: 'One kind brings at most {percent} per cent of a college’s points; up to {n} points there is no limit.',
    per100: 'Per 100 students: points are divided by the number of students, at least {n}.',
    second: 'From {n} points up a second reviewer confirms the action too.',
    secondOrganiser:
      'From {n} point up a second organiser confirms an adjustment too.|From {n} points up a second organiser confirms an adjustment too.',
    dispute:
      'Disputes and objections are taken for {n} day after a decision, its own day not counted.|Disputes and objections are taken for {n} days after a decision, its own day not counted.',
    lapse:
      'An action is rejected when a question of the reviewer has no answer for {n} day.|An action is rejected when a question of the reviewer has no answer for {n} days.',
    openClaims: 'Claims that await a decision: at most {n} of a college, and {day} of one kind and day.',
    tieTitle: 'When points are equal',
    tie: 'The college with more kinds of action stands higher. If these are equal too, the one with more participants per 100 students. If all is equal, the place is shared.',
    tieWithin: 'Participants of one action count up to the number of students of the college.',
    none: 'No rulebook is published yet.',
  },
};
