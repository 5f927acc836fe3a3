import type { Catalogue } from '../../http/language.js';

const kk = {
  COLUMN_NEEDED: 'Колледж жаңа, ал «{column}» бағаны жоқ. Бағанды қосыңыз.',
  ID_UNREADABLE: 'Идентификаторда тек a–z, 0–9 және сызықша болады: «{cell}».',
  NAME_UNREADABLE: '«{cell}» атауында әріп те, цифр да жоқ.',
  DISTRICT_UNKNOWN:
    '«{cell}» аудандар тізімінде жоқ. Бар аудандар: Ақтау, Жаңаөзен, Бейнеу ауданы, Маңғыстау ауданы, Қарақия ауданы, Мұнайлы ауданы, Түпқараған ауданы.',
  STUDENTS_UNCLEAR:
    'Студенттер саны 1-ден 1 000 000-ға дейінгі бүтін сан болуы керек, мыңдықты белгілемей жазыңыз: «{cell}».',
  SOURCE_MISSING: 'Санның дереккөзі көрсетілмеген. Мысалы: Басқарма тізімі, Бұйрық, ҰБДҚ.',
  COLLEGE_TWICE: 'Бұл колледж немесе оның атауы файлда бұрын тұр: {cell}-жол.',
  COLLEGE_HAS_OTHER_ID: 'Бұл атаумен колледж басқа идентификаторда тіркелген: {cell}.',
  COLLEGE_RENAMED: 'Бұл атаулы колледж ({cell}) кейін басқаша аталған. Идентификаторын немесе қазіргі атауын жазыңыз.',
  COLLEGE_AMBIGUOUS: '«{cell}» деген атау екі колледжге ортақ. Толық атауын немесе идентификаторын жазыңыз.',
  ALIAS_TAKEN: 'Басқа атаулардың бірі — басқа колледждікі: «{cell}».',
  ALIASES_TOO_MANY: 'Бір колледжде ең көбі {cell} басқа атау болады.',
  COLLEGE_ENDED:
    '«{cell}» колледжі жабылған, бөлінген не басқасына біріктірілген. Жолды алып тастаңыз немесе колледжді қайта ашыңыз.',
  ENROLMENT_NEWER_COUNTS: 'Есепке кешірек күннің саны алынады: {cell}.',
  ROSTER_NOT_WRITTEN: 'Бас тартылған жолдар бар, сондықтан тізімнен ештеңе жазылмайды. Оларды түзетіңіз.',
  ORGANISERS_ONLY: 'Колледждер тізімін тек ұйымдастырушы енгізеді. --as арқылы ұйымдастырушыны көрсетіңіз.',
};

/** Sentences beside a row of a roster. */
export const importRosterMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    COLUMN_NEEDED: 'Колледж новый, а столбца «{column}» нет. Добавьте столбец.',
    ID_UNREADABLE: 'В идентификаторе только a–z, 0–9 и дефис: «{cell}».',
    NAME_UNREADABLE: 'В названии «{cell}» нет ни букв, ни цифр.',
    DISTRICT_UNKNOWN:
      '«{cell}» нет в списке районов. Известны: Актау, Жанаозен, Бейнеуский, Мангистауский, Каракиянский, Мунайлинский и Тупкараганский районы.',
    STUDENTS_UNCLEAR: 'Число студентов — целое от 1 до 1 000 000, без знака тысяч: «{cell}».',
    SOURCE_MISSING: 'Не указан источник числа. Например: Список управления, Приказ, НОБД.',
    COLLEGE_TWICE: 'Этот колледж или его название уже есть в файле: строка {cell}.',
    COLLEGE_HAS_OTHER_ID: 'Колледж с этим названием зарегистрирован под другим идентификатором: {cell}.',
    COLLEGE_RENAMED:
      'Колледж с этим названием ({cell}) потом переименован. Укажите идентификатор или нынешнее название.',
    COLLEGE_AMBIGUOUS: 'Название «{cell}» носят два колледжа. Укажите полное название или идентификатор.',
    ALIAS_TAKEN: 'Одно из других названий носит другой колледж: «{cell}».',
    ALIASES_TOO_MANY: 'У колледжа не больше {cell} других названий.',
    COLLEGE_ENDED:
      'Колледж «{cell}» закрыт, разделён или присоединён к другому. Уберите строку или откройте колледж снова.',
    ENROLMENT_NEWER_COUNTS: 'В расчёт по-прежнему идёт более позднее число: {cell}.',
    ROSTER_NOT_WRITTEN: 'Есть отклонённые строки, поэтому из списка ничего не записывается. Исправьте их.',
    ORGANISERS_ONLY: 'Список колледжей вносит только организатор. Укажите организатора через --as.',
  },
  en: {
    COLUMN_NEEDED: 'The college is new and the column “{column}” is missing. Add the column.',
    ID_UNREADABLE: 'An id has only a–z, 0–9 and hyphens: “{cell}”.',
    NAME_UNREADABLE: 'The name “{cell}” has no letter and no digit.',
    DISTRICT_UNKNOWN:
      '“{cell}” is not one of the districts. Known: Aqtau, Zhanaozen and the districts Beineu, Mangystau, Qaraqiya, Munaily and Tupqaragan.',
    STUDENTS_UNCLEAR:
      'The number of students is whole, from 1 to 1,000,000, written without a thousands mark: “{cell}”.',
    SOURCE_MISSING: 'The source of the number is missing. For example: Department list, Order, NEDB.',
    COLLEGE_TWICE: 'This college or its name stands in the file before: row {cell}.',
    COLLEGE_HAS_OTHER_ID: 'A college of this name is registered under another id: {cell}.',
    COLLEGE_RENAMED: 'The college of this name ({cell}) was renamed since. Give its id or its present name.',
    COLLEGE_AMBIGUOUS: 'Two colleges bear the name “{cell}”. Give the full name or the id.',
    ALIAS_TAKEN: 'One of the other names is borne by another college: “{cell}”.',
    ALIASES_TOO_MANY: 'A college has at most {cell} other names.',
    COLLEGE_ENDED: 'The college “{cell}” closed, split or merged into another. Remove the row, or reopen the college.',
    ENROLMENT_NEWER_COUNTS: 'A newer number still counts: {cell}.',
    ROSTER_NOT_WRITTEN: 'Some rows are refused, so nothing of the roster is written. Correct them.',
    ORGANISERS_ONLY: 'Only an organiser imports a roster. Name an organiser with --as.',
  },
};
