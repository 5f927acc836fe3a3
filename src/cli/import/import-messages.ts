type Sentence = Readonly<Record<'kk' | 'ru' | 'en', string>>;

/** What a clerk reads beside a row; `{cell}` and `{column}` are filled in. */
export const IMPORT_MESSAGES: Readonly<Record<string, Sentence>> = {
  COLUMN_MISSING: {
    kk: '«{column}» бағаны жоқ.',
    ru: 'Нет столбца «{column}».',
    en: 'The column {column} is missing.',
  },
  COLUMN_UNKNOWN: {
    kk: '«{column}» бағаны таныс емес.',
    ru: 'Столбец «{column}» неизвестен.',
    en: 'The column {column} is not known.',
  },
  CELL_EMPTY: { kk: 'Ұяшық бос.', ru: 'Ячейка пуста.', en: 'The cell is empty.' },
  TEXT_TOO_LONG: { kk: 'Мәтін тым ұзын.', ru: 'Текст слишком длинный.', en: 'The text is too long.' },
  ID_UNREADABLE: {
    kk: 'Идентификаторда тек a–z, 0–9 және сызықша болады.',
    ru: 'В идентификаторе только a–z, 0–9 и дефис.',
    en: 'An id has only a–z, 0–9 and hyphens.',
  },
  DISTRICT_UNKNOWN: {
    kk: '«{cell}» облыс аудандарының тізімінде жоқ.',
    ru: '«{cell}» нет в списке районов области.',
    en: '“{cell}” is not one of the districts.',
  },
  STUDENTS_UNCLEAR: {
    kk: 'Студенттер саны бүтін сан болуы керек: «{cell}».',
    ru: 'Число студентов должно быть целым: «{cell}».',
    en: 'The number of students must be a whole number: “{cell}”.',
  },
  SOURCE_NOT_A_CODE: {
    kk: 'Санның дереккөзін кодпен жазыңыз, мысалы department-list.',
    ru: 'Укажите источник числа кодом, например department-list.',
    en: 'Name the source of the number by a code such as department-list.',
  },
  COLLEGE_TWICE: {
    kk: 'Бұл колледж файлда бұрын тұр.',
    ru: 'Этот колледж уже есть в файле выше.',
    en: 'This college stands in the file before.',
  },
  COLLEGE_HAS_OTHER_ID: {
    kk: 'Бұл атаумен басқа идентификаторы бар колледж тіркелген.',
    ru: 'Колледж с этим названием уже есть под другим идентификатором.',
    en: 'A college of this name is registered under another id.',
  },
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
  ALIAS_TAKEN: {
    kk: 'Басқа атаулардың бірі — басқа колледждікі: «{cell}».',
    ru: 'Одно из других названий носит другой колледж: «{cell}».',
    en: 'One of the other names is borne by another college: “{cell}”.',
  },
  COLLEGE_AMBIGUOUS: {
    kk: '«{cell}» деген атау екі колледжге ортақ.',
    ru: 'Название «{cell}» носят два колледжа.',
    en: 'Two colleges bear the name “{cell}”.',
  },
  COLLEGE_NAMES_DIFFER: {
    kk: 'Қазақша және орысша атаулар әр колледждікі.',
    ru: 'Казахское и русское названия принадлежат разным колледжам.',
    en: 'The Kazakh and the Russian name belong to different colleges.',
  },
  COLLEGE_NOT_IN_CHALLENGE: {
    kk: 'Бұл колледж осы челленджге қатыспайды.',
    ru: 'Этот колледж не участвует в челлендже.',
    en: 'This college does not take part in the challenge.',
  },
  OTHER_CHALLENGE: {
    kk: 'Жол басқа челленджге жатады: «{cell}».',
    ru: 'Строка относится к другому челленджу: «{cell}».',
    en: 'The row belongs to another challenge: “{cell}”.',
  },
  KIND_MISSING: {
    kk: 'Амалдың түрі көрсетілмеген.',
    ru: 'Вид действия не указан.',
    en: 'The kind of action is missing.',
  },
  KIND_UNKNOWN: {
    kk: '«{cell}» деген амал түрі ережеде жоқ.',
    ru: 'Вида «{cell}» нет в правилах.',
    en: 'The rules have no kind “{cell}”.',
  },
  DATE_MISSING: { kk: 'Күні көрсетілмеген.', ru: 'Дата не указана.', en: 'The day is missing.' },
  DATE_MONTH_ONLY: {
    kk: 'Тек ай белгілі («{cell}»), күнін жазыңыз.',
    ru: 'Известен только месяц («{cell}»), укажите день.',
    en: 'Only the month is known (“{cell}”); give the day.',
  },
  DATE_YEAR_ONLY: {
    kk: 'Тек жыл белгілі («{cell}»), күнін жазыңыз.',
    ru: 'Известен только год («{cell}»), укажите день.',
    en: 'Only the year is known (“{cell}”); give the day.',
  },
  DATE_UNCLEAR: {
    kk: '«{cell}» күн ретінде оқылмайды. Үлгі: 28.05.2026.',
    ru: '«{cell}» не читается как дата. Образец: 28.05.2026.',
    en: '“{cell}” cannot be read as a day. Example: 28.05.2026.',
  },
  DATE_IN_FUTURE: {
    kk: 'Бұл күн әлі келген жоқ: «{cell}».',
    ru: 'Этот день ещё не наступил: «{cell}».',
    en: 'This day is yet to come: “{cell}”.',
  },
  DATE_OUTSIDE_SEASON: {
    kk: '«{cell}» челлендж мерзіміне кірмейді.',
    ru: '«{cell}» вне сроков челленджа.',
    en: '“{cell}” lies outside the dates of the challenge.',
  },
  NUMBER_UNCLEAR: {
    kk: '«{cell}» нақты сан емес. Санмен жазыңыз немесе бос қалдырыңыз.',
    ru: '«{cell}» — не точное число. Запишите цифрами или оставьте пустым.',
    en: '“{cell}” is not a clear number. Write it in digits or leave the cell empty.',
  },
  NUMBER_TOO_FINE: {
    kk: '«{cell}»: бұл бағанда мұндай бөлшек болмайды.',
    ru: '«{cell}»: такой дроби в этом столбце не бывает.',
    en: '“{cell}”: this column does not take such a fraction.',
  },
  UNIT_UNCLEAR: {
    kk: '«{cell}»: өлшем бірлігі бұл бағандікі емес.',
    ru: '«{cell}»: единица не от этого столбца.',
    en: '“{cell}”: the unit does not belong to this column.',
  },
  METRIC_TWICE: {
    kk: 'Бұл сан басқа бағанда да жазылған.',
    ru: 'Это число уже указано в другом столбце.',
    en: 'This number stands in another column too.',
  },
  LINK_UNREADABLE: { kk: '«{cell}» сілтеме емес.', ru: '«{cell}» — не ссылка.', en: '“{cell}” is not a link.' },
  ROW_TWICE: {
    kk: 'Дәл осындай жол бұрын бар: {cell}-жол.',
    ru: 'Точно такая же строка уже есть: строка {cell}.',
    en: 'The same row stands before: row {cell}.',
  },
  ROW_UNREADABLE: {
    kk: '«{column}» бағанындағы мән қабылданбайды.',
    ru: 'Значение в столбце «{column}» не принимается.',
    en: 'The value in the column {column} cannot be taken.',
  },
};

/** The sentence of a reason, with the cell shortened for one line. */
export function sentence(
  language: keyof Sentence,
  { code, column, cell }: { code: string; column: string; cell: string },
): string {
  const short = cell.length > 60 ? `${cell.slice(0, 59)}…` : cell;
  const fill: Readonly<Record<string, string>> = { cell: short, column };
  return (IMPORT_MESSAGES[code]?.[language] ?? code).replace(
    /\{(cell|column)\}/g,
    (_, name: string) => fill[name] ?? '',
  );
}
