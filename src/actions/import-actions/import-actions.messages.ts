import type { Catalogue } from '../../http/messages/message.js';

/** Sentences beside a row of actions. */
export const importActionsMessages: Catalogue = {
  COLLEGE_MISSING: { kk: 'Колледж көрсетілмеген.', ru: 'Колледж не указан.', en: 'No college is given.' },
  COLLEGE_NOT_NAMED: {
    kk: 'Колледждің атауы аталмаған: «{cell}».',
    ru: 'Колледж не назван по имени: «{cell}».',
    en: 'The college is not named: “{cell}”.',
  },
  COLLEGE_UNKNOWN: {
    kk: '«{cell}» тізімде жоқ. Тізімге басқа атау ретінде қосыңыз.',
    ru: '«{cell}» нет в списке. Добавьте это название к колледжу как другое имя.',
    en: '“{cell}” is not in the roster. Add it to a college as another name.',
  },
  COLLEGE_NAMES_DIFFER: {
    kk: 'Қазақша және орысша атаулар әр колледждікі.',
    ru: 'Казахское и русское названия принадлежат разным колледжам.',
    en: 'The Kazakh and the Russian name belong to different colleges.',
  },
  COLLEGE_NOT_IN_CHALLENGE: {
    kk: 'Бұл колледж осы челленджге қатыспайды: «{cell}».',
    ru: 'Этот колледж не участвует в челлендже: «{cell}».',
    en: 'This college does not take part in the challenge: “{cell}”.',
  },
  OTHER_CHALLENGE: {
    kk: 'Жол басқа челленджге жатады: «{cell}».',
    ru: 'Строка относится к другому челленджу: «{cell}».',
    en: 'The row belongs to another challenge: “{cell}”.',
  },
  KIND_MISSING: {
    kk: 'Акцияның түрі көрсетілмеген.',
    ru: 'Вид акции не указан.',
    en: 'The kind of action is missing.',
  },
  KIND_UNKNOWN: {
    kk: '«{cell}» деген акция түрі ережеде жоқ.',
    ru: 'Вида акции «{cell}» нет в правилах.',
    en: 'The rules have no kind “{cell}”.',
  },
  DATE_OUTSIDE_SEASON: {
    kk: '«{cell}» челлендж мерзіміне кірмейді.',
    ru: '«{cell}» вне сроков челленджа.',
    en: '“{cell}” lies outside the dates of the challenge.',
  },
  METRIC_TWICE: {
    kk: 'Бұл сан басқа бағанда да жазылған.',
    ru: 'Это число уже указано в другом столбце.',
    en: 'This number stands in another column too.',
  },
  LINK_UNREADABLE: {
    kk: '«{cell}» сілтеме емес. Сілтеме http:// немесе https:// деп басталады.',
    ru: '«{cell}» — не ссылка. Ссылка начинается с http:// или https://.',
    en: '“{cell}” is not a link. A link begins with http:// or https://.',
  },
  LINKS_TOO_MANY: {
    kk: 'Бір акцияда ең көбі {cell} сілтеме болады.',
    ru: 'У акции не больше {cell} ссылок.',
    en: 'An action takes at most {cell} links.',
  },
  ROW_TWICE: {
    kk: 'Дәл осындай жол бұрын бар: {cell}-жол.',
    ru: 'Точно такая же строка уже есть: строка {cell}.',
    en: 'The same row stands before: row {cell}.',
  },
  SOURCE_ID_TWICE: {
    kk: 'Бұл нөмір басқа жолда тұр: {cell}-жол. Әр акцияға өз нөмірін беріңіз.',
    ru: 'Этот номер уже стоит в другой строке: {cell}. Дайте каждой акции свой номер.',
    en: 'This number stands in another row: {cell}. Give each action its own number.',
  },
  ROW_CHANGED: {
    kk: 'Бұл акция басқа деректермен тіркелген: {column}. Импорт ештеңені өзгертпейді: {cell} акциясын түзетіңіз (POST /api/actions/{cell}/revise) немесе қайтарып алып, жаңа нөмірмен енгізіңіз.',
    ru: 'Эта акция уже внесена с другими данными: {column}. Импорт ничего не меняет: исправьте акцию {cell} (POST /api/actions/{cell}/revise) или отзовите её и внесите под новым номером.',
    en: 'This action is there already with other data: {column}. An import changes nothing: revise the action {cell} (POST /api/actions/{cell}/revise), or withdraw it and import it under a new number.',
  },
  ROW_UNREADABLE: {
    kk: '«{column}» бағанындағы мән қабылданбайды.',
    ru: 'Значение в столбце «{column}» не принимается.',
    en: 'The value in the column {column} cannot be taken.',
  },
};
