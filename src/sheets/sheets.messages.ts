import type { Catalogue } from '../http/messages/message.js';

/** Sentences about a file, a sheet, a heading or a cell; `{cell}` and `{column}` are filled in. */
export const sheetMessages: Catalogue = {
  FILE_MISSING: {
    kk: '«{cell}» файлы оқылмайды. Атауын және рұқсатын тексеріңіз.',
    ru: 'Файл «{cell}» не читается. Проверьте имя и права доступа.',
    en: 'The file “{cell}” cannot be read. Check its name and permissions.',
  },
  FILE_EMPTY: { kk: 'Файл бос.', ru: 'Файл пуст.', en: 'The file is empty.' },
  FILE_TOO_LARGE: {
    kk: 'Файл тым үлкен: ең көбі 10 МБ, ашылғанда 50 МБ. Бөліктерге бөліңіз.',
    ru: 'Файл слишком большой: не больше 10 МБ, в распакованном виде 50 МБ. Разделите его на части.',
    en: 'The file is too large: at most 10 MB, and 50 MB unpacked. Split it.',
  },
  FILE_NOT_A_WORKBOOK: {
    kk: 'Бұл — Excel кітабы емес немесе файл бүлінген. Excel-де ашып, .xlsx немесе «CSV UTF-8» түрінде сақтаңыз.',
    ru: 'Это не книга Excel или файл повреждён. Откройте его в Excel и сохраните как .xlsx или «CSV UTF-8».',
    en: 'This is no Excel workbook, or the file is damaged. Open it in Excel and save it as .xlsx or “CSV UTF-8”.',
  },
  FILE_LOCKED: {
    kk: 'Файл құпиясөзбен қорғалған. Excel-де құпиясөзді алып тастап, .xlsx түрінде сақтаңыз.',
    ru: 'Файл защищён паролем. Снимите пароль в Excel и сохраните файл как .xlsx.',
    en: 'The file is protected by a password. Take the password off in Excel and save the file as .xlsx.',
  },
  FILE_OLD_OR_LOCKED: {
    kk: 'Бұл — ескі .xls кітабы немесе құпиясөзбен қорғалған файл. Excel-де ашып, құпиясөзсіз .xlsx түрінде сақтаңыз.',
    ru: 'Это старая книга .xls или файл, защищённый паролем. Откройте его в Excel и сохраните как .xlsx без пароля.',
    en: 'This is an old .xls workbook or protected by a password. Open it in Excel and save it as .xlsx without a password.',
  },
  FILE_NOT_UTF8: {
    kk: 'Файл UTF-8 кодында емес. Excel-де «CSV UTF-8» немесе .xlsx түрінде сақтаңыз.',
    ru: 'Файл не в кодировке UTF-8. Сохраните его в Excel как «CSV UTF-8» или .xlsx.',
    en: 'The file is not in UTF-8. Save it from Excel as “CSV UTF-8” or as .xlsx.',
  },
  FILE_IS_A_PAGE: {
    kk: 'Бұл — веб-бет немесе XML, кесте емес. Excel-де ашып, .xlsx түрінде сақтаңыз.',
    ru: 'Это веб-страница или XML, а не таблица. Откройте её в Excel и сохраните как .xlsx.',
    en: 'This is a web page or XML, not a table. Open it in Excel and save it as .xlsx.',
  },
  FILE_NOT_A_TABLE: {
    kk: 'CSV кестесі {cell}-жолда бұзылған: тырнақша ашылып, жабылмаған. Тырнақшаны түзетіңіз немесе .xlsx түрінде сақтаңыз.',
    ru: 'Таблица CSV нарушена в строке {cell}: кавычка открыта и не закрыта. Исправьте кавычки или сохраните файл как .xlsx.',
    en: 'The CSV table is broken at line {cell}: a quote is opened and not closed. Mend the quotes or save the file as .xlsx.',
  },
  NO_VISIBLE_SHEET: {
    kk: 'Кітаптың барлық парағы жасырын: {cell}. Керегін көрсетіңіз.',
    ru: 'Все листы книги скрыты: {cell}. Отобразите нужный лист.',
    en: 'All sheets of the workbook are hidden: {cell}. Unhide the one you need.',
  },
  SHEET_HIDDEN: {
    kk: '«{cell}» парағы жасырын, ол оқылмады.',
    ru: 'Лист «{cell}» скрыт, он не прочитан.',
    en: 'The sheet “{cell}” is hidden and was not read.',
  },
  SHEET_WITHOUT_HEADING: {
    kk: '«{cell}» парағында бағандардың таныс атаулары жоқ, ол оқылмады.',
    ru: 'На листе «{cell}» нет знакомых названий столбцов, он не прочитан.',
    en: 'The sheet “{cell}” has no heading that is known and was not read.',
  },
  SHEET_INCOMPLETE: {
    kk: '«{cell}» парағында мына бағандар жоқ: {column}; ол оқылмады.',
    ru: 'На листе «{cell}» нет столбцов: {column}; он не прочитан.',
    en: 'The sheet “{cell}” lacks the columns {column} and was not read.',
  },
  SHEET_OF_TEMPLATE: {
    kk: '«{cell}» парағы — үлгінің бөлігі, ол оқылмады.',
    ru: 'Лист «{cell}» — часть шаблона, он не прочитан.',
    en: 'The sheet “{cell}” belongs to the template and was not read.',
  },
  HEADING_NOT_FOUND: {
    kk: 'Бірінші жол бағандардың атауы емес, олар басқа жолда да табылмады («{cell}»). Керек бағандар: {column}.',
    ru: 'Первая строка — не названия столбцов, и ниже они не найдены («{cell}»). Нужны столбцы: {column}.',
    en: 'The first row is not the heading, and no row below is one (“{cell}”). These columns are needed: {column}.',
  },
  HEADING_EMPTY: {
    kk: '{cell}-жолда атауы жоқ бағанда мән тұр. Бағанға атау беріңіз немесе ұяшықты тазалаңыз.',
    ru: 'В строке {cell} есть значение под столбцом без названия. Назовите столбец или очистите ячейку.',
    en: 'Row {cell} has a value in a column without a heading. Add the heading or clear the cell.',
  },
  TABLE_TOO_LONG: {
    kk: 'Кестеде {cell} жолдан артық. Бөліктерге бөліңіз.',
    ru: 'В таблице больше {cell} строк. Разделите её на части.',
    en: 'The table has more than {cell} rows. Split it.',
  },
  TABLE_TOO_WIDE: {
    kk: 'Кестеде {cell} бағаннан артық. Артығын жойыңыз.',
    ru: 'В таблице больше {cell} столбцов. Удалите лишние.',
    en: 'The table has more than {cell} columns. Delete those that are not needed.',
  },
  COLUMN_MISSING: {
    kk: 'Мына баған жоқ: {column}. Оны қосыңыз.',
    ru: 'Нет столбца: {column}. Добавьте его.',
    en: 'A column is missing: {column}. Add it.',
  },
  COLUMN_UNKNOWN: {
    kk: 'Таныс емес бағандар: {column}. Атауын түзетіңіз немесе бағанды жойыңыз.',
    ru: 'Неизвестные столбцы: {column}. Исправьте название или удалите столбец.',
    en: 'Columns that are not known: {column}. Correct the heading or delete the column.',
  },
  COLUMN_TWICE: {
    kk: 'Екі баған бір нәрсені білдіреді ({column}): {cell}. Біреуін қалдырыңыз.',
    ru: 'Два столбца означают одно и то же ({column}): {cell}. Оставьте один.',
    en: 'Two columns mean the same ({column}): {cell}. Keep one of them.',
  },
  CELL_BROKEN: {
    kk: '«{cell}» — қате немесе есептелмеген формула. Мәнін жазыңыз.',
    ru: '«{cell}» — ошибка или невычисленная формула. Впишите значение.',
    en: '“{cell}” is an error or a formula without a value. Write the value.',
  },
  CELL_MERGED: {
    kk: 'Ұяшық «{cell}» ұяшығымен біріктірілген. Біріктіруді алып тастап, әр жолды толтырыңыз.',
    ru: 'Ячейка объединена с ячейкой «{cell}». Отмените объединение и заполните каждую строку.',
    en: 'The cell is merged with “{cell}”. Unmerge the cells and fill in each row.',
  },
  CELL_EMPTY: { kk: 'Ұяшық бос. Толтырыңыз.', ru: 'Ячейка пуста. Заполните её.', en: 'The cell is empty. Fill it in.' },
  TEXT_TOO_LONG: {
    kk: 'Мәтін тым ұзын: ең көбі {cell} таңба. Қысқартыңыз.',
    ru: 'Текст слишком длинный: не больше {cell} знаков. Сократите его.',
    en: 'The text is too long: at most {cell} characters. Shorten it.',
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
  NUMBER_UNCLEAR: {
    kk: '«{cell}» нақты сан емес. Мыңдықты белгілемей, цифрмен жазыңыз (1200 немесе 1,2) не бос қалдырыңыз.',
    ru: '«{cell}» — не точное число. Запишите цифрами без знака тысяч (1200 или 1,2) или оставьте пустым.',
    en: '“{cell}” is not a clear number. Write digits without a thousands mark (1200 or 1.2) or leave the cell empty.',
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
};
