import { importActionsMessages } from '../../actions/import-actions/import-actions.messages.js';
import { importRosterMessages } from '../../colleges/import-roster/import-roster.messages.js';
import { messageOf } from '../../http/messages/catalogue.js';
import type { Catalogue } from '../../http/messages/message.js';
import type { Language } from '../../http/language.js';
import type { Reason } from '../../sheets/cell.js';
import { sheetMessages } from '../../sheets/sheets.messages.js';

export const commandMessages: Catalogue = {
  ACCOUNT_NOT_OPEN: {
    kk: '«{cell}» деген ашық аккаунт жоқ.',
    ru: 'Нет открытой учётной записи «{cell}».',
    en: 'There is no open account “{cell}”.',
  },
  KIND_NOT_SAID: {
    kk: 'Файлда не бар екенін көрсетіңіз: --kind roster немесе --kind actions.',
    ru: 'Укажите, что в файле: --kind roster или --kind actions.',
    en: 'Say what the file holds: --kind roster or --kind actions.',
  },
  TEMPLATE_UNKNOWN: {
    kk: 'Үлгі екеу: --template roster немесе --template actions.',
    ru: 'Шаблонов два: --template roster или --template actions.',
    en: 'There are two templates: --template roster and --template actions.',
  },
  FILE_NOT_NAMED: { kk: 'Бір файлды атаңыз.', ru: 'Назовите один файл.', en: 'Name one file to import.' },
  FILE_EXISTS: {
    kk: '«{cell}» файлы бар, ол өзгертілмейді. Басқа атау беріңіз.',
    ru: 'Файл «{cell}» уже есть и не перезаписывается. Назовите другой.',
    en: 'The file “{cell}” exists and is not overwritten. Name another one.',
  },
  FILE_NOT_WRITTEN: {
    kk: '«{cell}» файлын жазу мүмкін емес. Қалтасын және рұқсатын тексеріңіз.',
    ru: 'Файл «{cell}» записать нельзя. Проверьте папку и права доступа.',
    en: 'The file “{cell}” cannot be written. Check its folder and permissions.',
  },
  CHALLENGE_NOT_NAMED: {
    kk: 'Акциялардың челленджін атаңыз: --challenge <id>.',
    ru: 'Назовите челлендж акций: --challenge <id>.',
    en: 'Name the challenge of the actions: --challenge <id>.',
  },
  LANGUAGE_UNKNOWN: { kk: '--lang: kk, ru немесе en.', ru: '--lang: kk, ru или en.', en: '--lang is kk, ru or en.' },
  OPTION_UNKNOWN: {
    kk: 'Мұндай параметр жоқ немесе оның мәні жоқ: {cell}. Тізімі: --help.',
    ru: 'Нет такого параметра или нет его значения: {cell}. Список: --help.',
    en: 'No such option, or its value is missing: {cell}. See --help.',
  },
  TEMPLATE_WRITTEN: { kk: 'Үлгі жазылды: {cell}', ru: 'Шаблон записан: {cell}', en: 'Template written: {cell}' },
  HELP: {
    kk: `npm run import -- --kind roster|actions <файл> [--challenge <id>] [--as <аккаунт>] [--apply] [--lang kk|ru|en] [--json]
npm run import -- --template roster|actions [<файл.xlsx>] [--lang kk|ru|en]

--apply болмаса, ештеңе жазылмайды: әр жолға не жазылатыны немесе неге жазылмайтыны айтылады.
--as — логин не аккаунт идентификаторы; онсыз импортты жүйенің өзі жасайды. Бағандар: docs/imports.md.`,
    ru: `npm run import -- --kind roster|actions <файл> [--challenge <id>] [--as <учётная запись>] [--apply] [--lang kk|ru|en] [--json]
npm run import -- --template roster|actions [<файл.xlsx>] [--lang kk|ru|en]

Без --apply ничего не записывается: о каждой строке сказано, что было бы записано или почему нет.
--as — логин или идентификатор учётной записи; без него импорт выполняет сама система. Столбцы: docs/imports.md.`,
    en: `npm run import -- --kind roster|actions <file> [--challenge <id>] [--as <account>] [--apply] [--lang kk|ru|en] [--json]
npm run import -- --template roster|actions [<file.xlsx>] [--lang kk|ru|en]

A dry run unless --apply: every row is answered with what would be written or with the reason why not.
--as is a login or an account id; without it the import is made by the system itself. Columns: docs/imports.md.`,
  },
};

const all: Catalogue = {
  ...sheetMessages,
  ...importRosterMessages,
  ...importActionsMessages,
  ...commandMessages,
};

const MOST_SHOWN = 60;
/** Cells that are shown whole: a list of names, or a file. */
const WHOLE = /^(?:ROW_CHANGED|COLUMN_|FILE_|TEMPLATE_)/;

/** The sentence of a reason; a long cell is shortened to fit one line. */
export function sentence(
  language: Language,
  { code, column, cell, params = {} }: Reason & { params?: Readonly<Record<string, string | number>> },
): string {
  const text = all[code]?.[language];
  if (text === undefined) return messageOf(code, language, params);
  const isShort = cell.length <= MOST_SHOWN || WHOLE.test(code);
  const fill: Readonly<Record<string, string>> = { column, cell: isShort ? cell : `${cell.slice(0, MOST_SHOWN - 1)}…` };
  return text.replaceAll(/\{(cell|column)\}/g, (_, name: string) => fill[name]!);
}
