import type { Catalogue } from '../../http/messages/message.js';

/** Sentences beside a row of a roster. */
export const importRosterMessages: Catalogue = {
  COLUMN_NEEDED: {
    kk: 'Колледж жаңа, ал «{column}» бағаны жоқ. Бағанды қосыңыз.',
    ru: 'Колледж новый, а столбца «{column}» нет. Добавьте столбец.',
    en: 'The college is new and the column “{column}” is missing. Add the column.',
  },
  ID_UNREADABLE: {
    kk: 'Идентификаторда тек a–z, 0–9 және сызықша болады: «{cell}».',
    ru: 'В идентификаторе только a–z, 0–9 и дефис: «{cell}».',
    en: 'An id has only a–z, 0–9 and hyphens: “{cell}”.',
  },
  NAME_UNREADABLE: {
    kk: '«{cell}» атауында әріп те, цифр да жоқ.',
    ru: 'В названии «{cell}» нет ни букв, ни цифр.',
    en: 'The name “{cell}” has no letter and no digit.',
  },
  DISTRICT_UNKNOWN: {
    kk: '«{cell}» аудандар тізімінде жоқ. Бар аудандар: Ақтау, Жаңаөзен, Бейнеу ауданы, Маңғыстау ауданы, Қарақия ауданы, Мұнайлы ауданы, Түпқараған ауданы.',
    ru: '«{cell}» нет в списке районов. Известны: Актау, Жанаозен, Бейнеуский, Мангистауский, Каракиянский, Мунайлинский и Тупкараганский районы.',
    en: '“{cell}” is not one of the districts. Known: Aqtau, Zhanaozen and the districts Beineu, Mangystau, Qaraqiya, Munaily and Tupqaragan.',
  },
  STUDENTS_UNCLEAR: {
    kk: 'Студенттер саны 1-ден 1 000 000-ға дейінгі бүтін сан болуы керек, мыңдықты белгілемей жазыңыз: «{cell}».',
    ru: 'Число студентов — целое от 1 до 1 000 000, без знака тысяч: «{cell}».',
    en: 'The number of students is whole, from 1 to 1,000,000, written without a thousands mark: “{cell}”.',
  },
  SOURCE_MISSING: {
    kk: 'Санның дереккөзі көрсетілмеген. Мысалы: Басқарма тізімі, Бұйрық, ҰБДҚ.',
    ru: 'Не указан источник числа. Например: Список управления, Приказ, НОБД.',
    en: 'The source of the number is missing. For example: Department list, Order, NEDB.',
  },
  COLLEGE_TWICE: {
    kk: 'Бұл колледж немесе оның атауы файлда бұрын тұр: {cell}-жол.',
    ru: 'Этот колледж или его название уже есть в файле: строка {cell}.',
    en: 'This college or its name stands in the file before: row {cell}.',
  },
  COLLEGE_HAS_OTHER_ID: {
    kk: 'Бұл атаумен колледж басқа идентификаторда тіркелген: {cell}.',
    ru: 'Колледж с этим названием зарегистрирован под другим идентификатором: {cell}.',
    en: 'A college of this name is registered under another id: {cell}.',
  },
  COLLEGE_AMBIGUOUS: {
    kk: '«{cell}» деген атау екі колледжге ортақ. Толық атауын немесе идентификаторын жазыңыз.',
    ru: 'Название «{cell}» носят два колледжа. Укажите полное название или идентификатор.',
    en: 'Two colleges bear the name “{cell}”. Give the full name or the id.',
  },
  ALIAS_TAKEN: {
    kk: 'Басқа атаулардың бірі — басқа колледждікі: «{cell}».',
    ru: 'Одно из других названий носит другой колледж: «{cell}».',
    en: 'One of the other names is borne by another college: “{cell}”.',
  },
  ALIASES_TOO_MANY: {
    kk: 'Бір колледжде ең көбі {cell} басқа атау болады.',
    ru: 'У колледжа не больше {cell} других названий.',
    en: 'A college has at most {cell} other names.',
  },
  ENROLMENT_NEWER_COUNTS: {
    kk: 'Есепке кешірек күннің саны алынады: {cell}.',
    ru: 'В расчёт по-прежнему идёт более позднее число: {cell}.',
    en: 'A newer number still counts: {cell}.',
  },
  ROSTER_NOT_WRITTEN: {
    kk: 'Бас тартылған жолдар бар, сондықтан тізімнен ештеңе жазылмайды. Оларды түзетіңіз.',
    ru: 'Есть отклонённые строки, поэтому из списка ничего не записывается. Исправьте их.',
    en: 'Some rows are refused, so nothing of the roster is written. Correct them.',
  },
  ORGANISERS_ONLY: {
    kk: 'Колледждер тізімін тек ұйымдастырушы енгізеді. --as арқылы ұйымдастырушыны көрсетіңіз.',
    ru: 'Список колледжей вносит только организатор. Укажите организатора через --as.',
    en: 'Only an organiser imports a roster. Name an organiser with --as.',
  },
};
