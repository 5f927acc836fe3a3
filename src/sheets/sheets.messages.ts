import type { Catalogue } from '../http/language.js';

const kk = {
  FILE_MISSING: '«{cell}» файлы оқылмайды. Атауын және рұқсатын тексеріңіз.',
  FILE_EMPTY: 'Файл бос.',
  FILE_TOO_LARGE: 'Файл тым үлкен: ең көбі 10 МБ, ашылғанда 30 МБ. Бөліктерге бөліңіз.',
  FILE_NOT_A_WORKBOOK:
    'Бұл — Excel кітабы емес немесе файл бүлінген. Excel-де ашып, .xlsx немесе «CSV UTF-8» түрінде сақтаңыз.',
  FILE_LOCKED: 'Файл құпиясөзбен қорғалған. Excel-де құпиясөзді алып тастап, .xlsx түрінде сақтаңыз.',
  FILE_OLD_OR_LOCKED:
    'Бұл — ескі .xls кітабы немесе құпиясөзбен қорғалған файл. Excel-де ашып, құпиясөзсіз .xlsx түрінде сақтаңыз.',
  FILE_NOT_UTF8: 'Файл UTF-8 кодында емес. Excel-де «CSV UTF-8» немесе .xlsx түрінде сақтаңыз.',
  FILE_PACKED: 'Бұл — мұрағат (gzip, 7z, RAR). Оны ашып, ішіндегі .xlsx немесе CSV файлын беріңіз.',
  FILE_TOO_COMPLEX:
    'Файлды оқуға жад немесе уақыт жетпейді. Кестенің мәндерін жаңа кітапқа көшіріңіз немесе бөліктерге бөліңіз.',
  WORKBOOK_TOO_COMPLEX: 'Кітаптың «{cell}» бөлігі тым үлкен. Кестенің мәндерін жаңа кітапқа көшіріңіз.',
  FILE_IS_A_PAGE: 'Бұл — веб-бет немесе XML, кесте емес. Excel-де ашып, .xlsx түрінде сақтаңыз.',
  FILE_NOT_A_TABLE:
    'CSV кестесі {cell}-жолда бұзылған: тырнақша ашылып, жабылмаған. Тырнақшаны түзетіңіз немесе .xlsx түрінде сақтаңыз.',
  NO_VISIBLE_SHEET: 'Кітаптың барлық парағы жасырын: {cell}. Керегін көрсетіңіз.',
  SHEET_HIDDEN: '«{cell}» парағы жасырын, ол оқылмады.',
  ROWS_HIDDEN: '«{column}» парағындағы жасырын жолдар оқылмады: {cell}.',
  SHEET_WITHOUT_HEADING: '«{cell}» парағында бағандардың таныс атаулары жоқ, ол оқылмады.',
  SHEET_INCOMPLETE: '«{cell}» парағында мына бағандар жоқ: {column}; ол оқылмады.',
  SHEET_OF_TEMPLATE: '«{cell}» парағы — үлгінің бөлігі, ол оқылмады.',
  HEADING_NOT_FOUND:
    'Бірінші жол бағандардың атауы емес, олар басқа жолда да табылмады («{cell}»). Керек бағандар: {column}.',
  HEADING_UNIT:
    '«{cell}» атауының соңы — {column} бағанының өлшем бірлігі емес. Атауын түзетіп, сандарды бағанның бірлігімен жазыңыз.',
  HEADING_EMPTY: '{cell}-жолда атауы жоқ бағанда мән тұр. Бағанға атау беріңіз немесе ұяшықты тазалаңыз.',
  TABLE_TOO_LONG: 'Кестеде {cell} жолдан артық. Бөліктерге бөліңіз.',
  TABLE_TOO_WIDE: 'Кестеде {cell} бағаннан артық. Артығын жойыңыз.',
  TABLE_TOO_MANY_CELLS: 'Кестеде {cell} ұяшықтан артық. Бөліктерге бөліңіз.',
  TABLE_TOO_MUCH_TEXT: 'Кестеде {cell} таңбадан артық мәтін бар. Бөліктерге бөліңіз.',
  COLUMN_MISSING: 'Мына баған жоқ: {column}. Оны қосыңыз.',
  COLUMN_UNKNOWN: 'Таныс емес бағандар: {column}. Атауын түзетіңіз немесе бағанды жойыңыз.',
  COLUMN_TWICE: 'Екі баған бір нәрсені білдіреді ({column}): {cell}. Біреуін қалдырыңыз.',
  CELL_BROKEN: '«{cell}» — қате немесе есептелмеген формула. Мәнін жазыңыз.',
  CELL_MERGED: 'Ұяшық «{cell}» ұяшығымен біріктірілген. Біріктіруді алып тастап, әр жолды толтырыңыз.',
  CELL_EMPTY: 'Ұяшық бос. Толтырыңыз.',
  TEXT_TOO_LONG: 'Мәтін тым ұзын: ең көбі {cell} таңба. Қысқартыңыз.',
  DATE_MISSING: 'Күні көрсетілмеген.',
  DATE_MONTH_ONLY: 'Тек ай белгілі («{cell}»), күнін жазыңыз.',
  DATE_YEAR_ONLY: 'Тек жыл белгілі («{cell}»), күнін жазыңыз.',
  DATE_UNCLEAR: '«{cell}» күн ретінде оқылмайды. Үлгі: 28.05.2026.',
  DATE_IN_FUTURE: 'Бұл күн әлі келген жоқ: «{cell}».',
  NUMBER_UNCLEAR:
    '«{cell}» нақты сан емес. Мыңдықты белгілемей, цифрмен жазыңыз (1200 немесе 1,2) не бос қалдырыңыз; сағатты 2:30 деп жазыңыз.',
  NUMBER_TOO_FINE: '«{cell}»: бұл бағанда мұндай бөлшек болмайды.',
  UNIT_UNCLEAR: '«{cell}»: өлшем бірлігі бұл бағандікі емес.',
};

/** Sentences about a file, a sheet, a heading or a cell; `{cell}` and `{column}` are filled in. */
export const sheetMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    FILE_MISSING: 'Файл «{cell}» не читается. Проверьте имя и права доступа.',
    FILE_EMPTY: 'Файл пуст.',
    FILE_TOO_LARGE: 'Файл слишком большой: не больше 10 МБ, в распакованном виде 30 МБ. Разделите его на части.',
    FILE_NOT_A_WORKBOOK:
      'Это не книга Excel или файл повреждён. Откройте его в Excel и сохраните как .xlsx или «CSV UTF-8».',
    FILE_LOCKED: 'Файл защищён паролем. Снимите пароль в Excel и сохраните файл как .xlsx.',
    FILE_OLD_OR_LOCKED:
      'Это старая книга .xls или файл, защищённый паролем. Откройте его в Excel и сохраните как .xlsx без пароля.',
    FILE_NOT_UTF8: 'Файл не в кодировке UTF-8. Сохраните его в Excel как «CSV UTF-8» или .xlsx.',
    FILE_PACKED: 'Это архив (gzip, 7z, RAR). Распакуйте его и передайте файл .xlsx или CSV.',
    FILE_TOO_COMPLEX:
      'На чтение файла не хватает памяти или времени. Скопируйте значения таблицы в новую книгу или разделите её на части.',
    WORKBOOK_TOO_COMPLEX: 'Часть книги «{cell}» слишком велика. Скопируйте значения таблицы в новую книгу.',
    FILE_IS_A_PAGE: 'Это веб-страница или XML, а не таблица. Откройте её в Excel и сохраните как .xlsx.',
    FILE_NOT_A_TABLE:
      'Таблица CSV нарушена в строке {cell}: кавычка открыта и не закрыта. Исправьте кавычки или сохраните файл как .xlsx.',
    NO_VISIBLE_SHEET: 'Все листы книги скрыты: {cell}. Отобразите нужный лист.',
    SHEET_HIDDEN: 'Лист «{cell}» скрыт, он не прочитан.',
    ROWS_HIDDEN: 'На листе «{column}» скрытые строки не прочитаны: {cell}.',
    SHEET_WITHOUT_HEADING: 'На листе «{cell}» нет знакомых названий столбцов, он не прочитан.',
    SHEET_INCOMPLETE: 'На листе «{cell}» нет столбцов: {column}; он не прочитан.',
    SHEET_OF_TEMPLATE: 'Лист «{cell}» — часть шаблона, он не прочитан.',
    HEADING_NOT_FOUND:
      'Первая строка — не названия столбцов, и ниже они не найдены («{cell}»). Нужны столбцы: {column}.',
    HEADING_UNIT:
      'Конец названия «{cell}» — не единица столбца {column}. Исправьте название и запишите числа в единице столбца.',
    HEADING_EMPTY: 'В строке {cell} есть значение под столбцом без названия. Назовите столбец или очистите ячейку.',
    TABLE_TOO_LONG: 'В таблице больше {cell} строк. Разделите её на части.',
    TABLE_TOO_WIDE: 'В таблице больше {cell} столбцов. Удалите лишние.',
    TABLE_TOO_MANY_CELLS: 'В таблице больше {cell} ячеек. Разделите её на части.',
    TABLE_TOO_MUCH_TEXT: 'В таблице больше {cell} знаков текста. Разделите её на части.',
    COLUMN_MISSING: 'Нет столбца: {column}. Добавьте его.',
    COLUMN_UNKNOWN: 'Неизвестные столбцы: {column}. Исправьте название или удалите столбец.',
    COLUMN_TWICE: 'Два столбца означают одно и то же ({column}): {cell}. Оставьте один.',
    CELL_BROKEN: '«{cell}» — ошибка или невычисленная формула. Впишите значение.',
    CELL_MERGED: 'Ячейка объединена с ячейкой «{cell}». Отмените объединение и заполните каждую строку.',
    CELL_EMPTY: 'Ячейка пуста. Заполните её.',
    TEXT_TOO_LONG: 'Текст слишком длинный: не больше {cell} знаков. Сократите его.',
    DATE_MISSING: 'Дата не указана.',
    DATE_MONTH_ONLY: 'Известен только месяц («{cell}»), укажите день.',
    DATE_YEAR_ONLY: 'Известен только год («{cell}»), укажите день.',
    DATE_UNCLEAR: '«{cell}» не читается как дата. Образец: 28.05.2026.',
    DATE_IN_FUTURE: 'Этот день ещё не наступил: «{cell}».',
    NUMBER_UNCLEAR:
      '«{cell}» — не точное число. Запишите цифрами без знака тысяч (1200 или 1,2) или оставьте пустым; часы — как 2:30.',
    NUMBER_TOO_FINE: '«{cell}»: такой дроби в этом столбце не бывает.',
    UNIT_UNCLEAR: '«{cell}»: единица не от этого столбца.',
  },
  en: {
    FILE_MISSING: 'The file “{cell}” cannot be read. Check its name and permissions.',
    FILE_EMPTY: 'The file is empty.',
    FILE_TOO_LARGE: 'The file is too large: at most 10 MB, and 30 MB unpacked. Split it.',
    FILE_NOT_A_WORKBOOK:
      'This is no Excel workbook, or the file is damaged. Open it in Excel and save it as .xlsx or “CSV UTF-8”.',
    FILE_LOCKED: 'The file is protected by a password. Take the password off in Excel and save the file as .xlsx.',
    FILE_OLD_OR_LOCKED:
      'This is an old .xls workbook or protected by a password. Open it in Excel and save it as .xlsx without a password.',
    FILE_NOT_UTF8: 'The file is not in UTF-8. Save it from Excel as “CSV UTF-8” or as .xlsx.',
    FILE_PACKED: 'This is a packed file (gzip, 7z, RAR). Unpack it and hand in the .xlsx or CSV file.',
    FILE_TOO_COMPLEX:
      'Reading the file takes too much memory or time. Copy the values of the table into a new workbook, or split it.',
    WORKBOOK_TOO_COMPLEX:
      'The part “{cell}” of the workbook is too large. Copy the values of the table into a new workbook.',
    FILE_IS_A_PAGE: 'This is a web page or XML, not a table. Open it in Excel and save it as .xlsx.',
    FILE_NOT_A_TABLE:
      'The CSV table is broken at line {cell}: a quote is opened and not closed. Mend the quotes or save the file as .xlsx.',
    NO_VISIBLE_SHEET: 'All sheets of the workbook are hidden: {cell}. Unhide the one you need.',
    SHEET_HIDDEN: 'The sheet “{cell}” is hidden and was not read.',
    ROWS_HIDDEN: 'Hidden rows of the sheet “{column}” were not read: {cell}.',
    SHEET_WITHOUT_HEADING: 'The sheet “{cell}” has no heading that is known and was not read.',
    SHEET_INCOMPLETE: 'The sheet “{cell}” lacks the columns {column} and was not read.',
    SHEET_OF_TEMPLATE: 'The sheet “{cell}” belongs to the template and was not read.',
    HEADING_NOT_FOUND:
      'The first row is not the heading, and no row below is one (“{cell}”). These columns are needed: {column}.',
    HEADING_UNIT:
      'The end of the heading “{cell}” is no unit of the column {column}. Correct the heading and give the numbers in the unit of the column.',
    HEADING_EMPTY: 'Row {cell} has a value in a column without a heading. Add the heading or clear the cell.',
    TABLE_TOO_LONG: 'The table has more than {cell} rows. Split it.',
    TABLE_TOO_WIDE: 'The table has more than {cell} columns. Delete those that are not needed.',
    TABLE_TOO_MANY_CELLS: 'The table has more than {cell} cells. Split it.',
    TABLE_TOO_MUCH_TEXT: 'The table has more than {cell} characters of text. Split it.',
    COLUMN_MISSING: 'A column is missing: {column}. Add it.',
    COLUMN_UNKNOWN: 'Columns that are not known: {column}. Correct the heading or delete the column.',
    COLUMN_TWICE: 'Two columns mean the same ({column}): {cell}. Keep one of them.',
    CELL_BROKEN: '“{cell}” is an error or a formula without a value. Write the value.',
    CELL_MERGED: 'The cell is merged with “{cell}”. Unmerge the cells and fill in each row.',
    CELL_EMPTY: 'The cell is empty. Fill it in.',
    TEXT_TOO_LONG: 'The text is too long: at most {cell} characters. Shorten it.',
    DATE_MISSING: 'The day is missing.',
    DATE_MONTH_ONLY: 'Only the month is known (“{cell}”); give the day.',
    DATE_YEAR_ONLY: 'Only the year is known (“{cell}”); give the day.',
    DATE_UNCLEAR: '“{cell}” cannot be read as a day. Example: 28.05.2026.',
    DATE_IN_FUTURE: 'This day is yet to come: “{cell}”.',
    NUMBER_UNCLEAR:
      '“{cell}” is not a clear number. Write digits without a thousands mark (1200 or 1.2) or leave the cell empty; hours as 2:30.',
    NUMBER_TOO_FINE: '“{cell}”: this column does not take such a fraction.',
    UNIT_UNCLEAR: '“{cell}”: the unit does not belong to this column.',
  },
};
