import { importActionsMessages } from '../../actions/import-actions/import-actions.messages.js';
import { importRosterMessages } from '../../colleges/import-roster/import-roster.messages.js';
import { findText, messageOf } from '../../http/messages/catalogue.js';
import type { Catalogue, Language } from '../../http/language.js';
import type { Reason } from '../../sheets/cell.js';
import { sheetMessages } from '../../sheets/sheets.messages.js';

const kk = {
  ACCOUNT_NOT_OPEN: '«{cell}» деген ашық аккаунт жоқ.',
  KIND_NOT_SAID: 'Файлда не бар екенін көрсетіңіз: --kind roster немесе --kind actions.',
  TEMPLATE_UNKNOWN: 'Үлгі екеу: --template roster немесе --template actions.',
  FILE_NOT_NAMED: 'Бір файлды атаңыз.',
  FILE_EXISTS: '«{cell}» файлы бар, ол өзгертілмейді. Басқа атау беріңіз.',
  FILE_NOT_WRITTEN: '«{cell}» файлын жазу мүмкін емес. Қалтасын және рұқсатын тексеріңіз.',
  CHALLENGE_NOT_NAMED: 'Акциялардың челленджін атаңыз: --challenge <id>.',
  LANGUAGE_UNKNOWN: '--lang: kk, ru немесе en.',
  OPTION_UNKNOWN: 'Мұндай параметр жоқ немесе оның мәні жоқ: {cell}. Тізімі: --help.',
  TEMPLATE_WRITTEN: 'Үлгі жазылды: {cell}',
  HELP: `npm run import -- --kind roster|actions <файл> [--challenge <id>] [--as <аккаунт>] [--apply] [--lang kk|ru|en] [--json]
npm run import -- --template roster|actions [<файл.xlsx>] [--lang kk|ru|en]

--apply болмаса, ештеңе жазылмайды: әр жолға не жазылатыны немесе неге жазылмайтыны айтылады.
--as — логин не аккаунт идентификаторы; онсыз импортты жүйенің өзі жасайды. Бағандар: docs/imports.md.`,
};

export const commandMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    ACCOUNT_NOT_OPEN: 'Нет открытой учётной записи «{cell}».',
    KIND_NOT_SAID: 'Укажите, что в файле: --kind roster или --kind actions.',
    TEMPLATE_UNKNOWN: 'Шаблонов два: --template roster или --template actions.',
    FILE_NOT_NAMED: 'Назовите один файл.',
    FILE_EXISTS: 'Файл «{cell}» уже есть и не перезаписывается. Назовите другой.',
    FILE_NOT_WRITTEN: 'Файл «{cell}» записать нельзя. Проверьте папку и права доступа.',
    CHALLENGE_NOT_NAMED: 'Назовите челлендж акций: --challenge <id>.',
    LANGUAGE_UNKNOWN: '--lang: kk, ru или en.',
    OPTION_UNKNOWN: 'Нет такого параметра или нет его значения: {cell}. Список: --help.',
    TEMPLATE_WRITTEN: 'Шаблон записан: {cell}',
    HELP: `npm run import -- --kind roster|actions <файл> [--challenge <id>] [--as <учётная запись>] [--apply] [--lang kk|ru|en] [--json]
npm run import -- --template roster|actions [<файл.xlsx>] [--lang kk|ru|en]

Без --apply ничего не записывается: о каждой строке сказано, что было бы записано или почему нет.
--as — логин или идентификатор учётной записи; без него импорт выполняет сама система. Столбцы: docs/imports.md.`,
  },
  en: {
    ACCOUNT_NOT_OPEN: 'There is no open account “{cell}”.',
    KIND_NOT_SAID: 'Say what the file holds: --kind roster or --kind actions.',
    TEMPLATE_UNKNOWN: 'There are two templates: --template roster and --template actions.',
    FILE_NOT_NAMED: 'Name one file to import.',
    FILE_EXISTS: 'The file “{cell}” exists and is not overwritten. Name another one.',
    FILE_NOT_WRITTEN: 'The file “{cell}” cannot be written. Check its folder and permissions.',
    CHALLENGE_NOT_NAMED: 'Name the challenge of the actions: --challenge <id>.',
    LANGUAGE_UNKNOWN: '--lang is kk, ru or en.',
    OPTION_UNKNOWN: 'No such option, or its value is missing: {cell}. See --help.',
    TEMPLATE_WRITTEN: 'Template written: {cell}',
    HELP: `npm run import -- --kind roster|actions <file> [--challenge <id>] [--as <account>] [--apply] [--lang kk|ru|en] [--json]
npm run import -- --template roster|actions [<file.xlsx>] [--lang kk|ru|en]

A dry run unless --apply: every row is answered with what would be written or with the reason why not.
--as is a login or an account id; without it the import is made by the system itself. Columns: docs/imports.md.`,
  },
};

const all: readonly Catalogue[] = [sheetMessages, importRosterMessages, importActionsMessages, commandMessages];

const MOST_SHOWN = 60;
/** Cells that are shown whole: a list of names, or a file. */
const WHOLE = /^(?:ROW_CHANGED|COLUMN_|FILE_|TEMPLATE_)/;

/** The sentence of a reason; a long cell is shortened to fit one line. */
export function sentence(language: Language, { code, column, cell, params = {} }: Reason): string {
  const text = findText(all, language, code);
  if (text === undefined) return messageOf(code, language, params);
  const isShort = cell.length <= MOST_SHOWN || WHOLE.test(code);
  const fill: Readonly<Record<string, string>> = { column, cell: isShort ? cell : `${cell.slice(0, MOST_SHOWN - 1)}…` };
  return text.replaceAll(/\{(cell|column)\}/g, (_, name: string) => fill[name]!);
}
