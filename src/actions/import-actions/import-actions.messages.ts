import type { Catalogue } from '../../http/language.js';

const kk = {
  COLLEGE_MISSING: 'Колледж көрсетілмеген.',
  COLLEGE_NOT_NAMED: 'Колледждің атауы аталмаған: «{cell}».',
  COLLEGE_UNKNOWN: '«{cell}» тізімде жоқ. Тізімге басқа атау ретінде қосыңыз.',
  COLLEGE_NAMES_DIFFER: 'Қазақша және орысша атаулар әр колледждікі.',
  COLLEGE_NOT_IN_CHALLENGE: 'Бұл колледж осы челленджге қатыспайды: «{cell}».',
  OTHER_CHALLENGE: 'Жол басқа челленджге жатады: «{cell}».',
  KIND_MISSING: 'Акцияның түрі көрсетілмеген.',
  KIND_UNKNOWN: '«{cell}» деген акция түрі ережеде жоқ.',
  DATE_OUTSIDE_SEASON: '«{cell}» челлендж мерзіміне кірмейді.',
  METRIC_TWICE: 'Бұл сан басқа бағанда да жазылған.',
  LINK_UNREADABLE: '«{cell}» сілтеме емес. Сілтеме http:// немесе https:// деп басталады.',
  LINKS_TOO_MANY: 'Бір акцияда ең көбі {cell} сілтеме болады.',
  ROW_TWICE: 'Дәл осындай жол бұрын бар: {cell}-жол.',
  SOURCE_ID_TWICE: 'Бұл нөмір басқа жолда тұр: {cell}-жол. Әр акцияға өз нөмірін беріңіз.',
  ROW_CHANGED:
    'Бұл акция басқа деректермен тіркелген: {column}. Импорт ештеңені өзгертпейді: {cell} акциясын түзетіңіз (POST /api/actions/{cell}/revise) немесе қайтарып алып, жаңа нөмірмен енгізіңіз.',
  ROW_UNREADABLE: '«{column}» бағанындағы мән қабылданбайды.',
};

/** Sentences beside a row of actions. */
export const importActionsMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    COLLEGE_MISSING: 'Колледж не указан.',
    COLLEGE_NOT_NAMED: 'Колледж не назван по имени: «{cell}».',
    COLLEGE_UNKNOWN: '«{cell}» нет в списке. Добавьте это название к колледжу как другое имя.',
    COLLEGE_NAMES_DIFFER: 'Казахское и русское названия принадлежат разным колледжам.',
    COLLEGE_NOT_IN_CHALLENGE: 'Этот колледж не участвует в челлендже: «{cell}».',
    OTHER_CHALLENGE: 'Строка относится к другому челленджу: «{cell}».',
    KIND_MISSING: 'Вид акции не указан.',
    KIND_UNKNOWN: 'Вида акции «{cell}» нет в правилах.',
    DATE_OUTSIDE_SEASON: '«{cell}» вне сроков челленджа.',
    METRIC_TWICE: 'Это число уже указано в другом столбце.',
    LINK_UNREADABLE: '«{cell}» — не ссылка. Ссылка начинается с http:// или https://.',
    LINKS_TOO_MANY: 'У акции не больше {cell} ссылок.',
    ROW_TWICE: 'Точно такая же строка уже есть: строка {cell}.',
    SOURCE_ID_TWICE: 'Этот номер уже стоит в другой строке: {cell}. Дайте каждой акции свой номер.',
    ROW_CHANGED:
      'Эта акция уже внесена с другими данными: {column}. Импорт ничего не меняет: исправьте акцию {cell} (POST /api/actions/{cell}/revise) или отзовите её и внесите под новым номером.',
    ROW_UNREADABLE: 'Значение в столбце «{column}» не принимается.',
  },
  en: {
    COLLEGE_MISSING: 'No college is given.',
    COLLEGE_NOT_NAMED: 'The college is not named: “{cell}”.',
    COLLEGE_UNKNOWN: '“{cell}” is not in the roster. Add it to a college as another name.',
    COLLEGE_NAMES_DIFFER: 'The Kazakh and the Russian name belong to different colleges.',
    COLLEGE_NOT_IN_CHALLENGE: 'This college does not take part in the challenge: “{cell}”.',
    OTHER_CHALLENGE: 'The row belongs to another challenge: “{cell}”.',
    KIND_MISSING: 'The kind of action is missing.',
    KIND_UNKNOWN: 'The rules have no kind “{cell}”.',
    DATE_OUTSIDE_SEASON: '“{cell}” lies outside the dates of the challenge.',
    METRIC_TWICE: 'This number stands in another column too.',
    LINK_UNREADABLE: '“{cell}” is not a link. A link begins with http:// or https://.',
    LINKS_TOO_MANY: 'An action takes at most {cell} links.',
    ROW_TWICE: 'The same row stands before: row {cell}.',
    SOURCE_ID_TWICE: 'This number stands in another row: {cell}. Give each action its own number.',
    ROW_CHANGED:
      'This action is there already with other data: {column}. An import changes nothing: revise the action {cell} (POST /api/actions/{cell}/revise), or withdraw it and import it under a new number.',
    ROW_UNREADABLE: 'The value in the column {column} cannot be taken.',
  },
};
