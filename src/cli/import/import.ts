import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountDirectory } from '../../accounts/account-directory.js';
import { AccountRows } from '../../accounts/accounts.repository.js';
import { normalLogin } from '../../accounts/login-shape.js';
import { actionsTemplate } from '../../actions/import-actions/actions-template.controller.js';
import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { rosterTemplate } from '../../colleges/import-roster/roster-template.controller.js';
import type { Viewer } from '../../http/access.js';
import { isLanguage, type Language } from '../../http/language.js';
import type { Reason } from '../../sheets/cell.js';
import type { Table } from '../../sheets/read-table.js';
import { readTable } from '../../sheets/table-reader.js';
import { templateFile } from '../../sheets/template.js';
import { exitWith, toStdout } from '../command.js';
import { inServer } from '../in-server.js';
import { importActions } from './import-actions.js';
import { commandMessages, sentence } from './import.messages.js';
import { importRoster } from './import-roster.js';
import { type Answer, ImportRefused, reasonLine, reportLine, summary } from './report.js';

const KINDS = {
  roster: { shape: ROSTER_SHAPE, template: rosterTemplate },
  actions: { shape: ACTIONS_SHAPE, template: actionsTemplate },
};
type Kind = keyof typeof KINDS;
const isKind = (name: unknown): name is Kind => typeof name === 'string' && Object.hasOwn(KINDS, name);

/** The languages of sentences: the one asked for, else all three. */
function languagesIn(args: string[]): readonly Language[] {
  const { lang } = parseArgs({ args, strict: false, options: { lang: { type: 'string' } } }).values;
  return isLanguage(lang) ? [lang] : ['kk', 'ru', 'en'];
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const names = { kind: text, template: text, challenge: text, as: text, lang: text };
  try {
    const options = { ...names, apply: flag, json: flag, help: flag };
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [, named = ''] = /'(-[^' ]+)/.exec((error as Error).message) ?? [];
    throw new ImportRefused('OPTION_UNKNOWN', named);
  }
}

async function run(args: string[], languages: readonly Language[]): Promise<number> {
  const { values, positionals } = parse(args);
  const { kind, lang, template, challenge = '', as, apply, json, help } = values;
  const [file = '', ...more] = positionals;
  if (lang !== undefined && !isLanguage(lang)) throw new ImportRefused('LANGUAGE_UNKNOWN');
  if (help) {
    for (const language of languages) toStdout(`${commandMessages[language].HELP}\n`);
    return 0;
  }
  if (template !== undefined) {
    if (!isKind(template)) throw new ImportRefused('TEMPLATE_UNKNOWN');
    const written = await writeTemplate(template, file || `qorzhyn-${template}.xlsx`, lang ?? 'kk');
    for (const language of languages)
      toStdout(sentence(language, { code: 'TEMPLATE_WRITTEN', column: '', cell: written }));
    return 0;
  }
  if (!isKind(kind)) throw new ImportRefused('KIND_NOT_SAID');
  if (file === '' || more.length > 0) throw new ImportRefused('FILE_NOT_NAMED');
  if (kind === 'actions' && challenge === '') throw new ImportRefused('CHALLENGE_NOT_NAMED');
  const table = await readTable(file, KINDS[kind].shape);
  const answers = await inServer(
    async ({ app }) => {
      const by = await accountOf(app, as);
      return kind === 'roster' ? importRoster(app, table, by, apply) : importActions(app, table, challenge, by, apply);
    },
    { mayCreate: true },
  );
  if (json) toStdout(JSON.stringify({ kind, applied: apply, notes: table.notes, rows: answers }));
  else printReport(kind, answers, table, languages);
  toStdout(summary(answers, apply, languages));
  return answers.some(({ outcome }) => outcome === 'refused' || outcome === 'changed') ? 1 : 0;
}

/** Writes the empty sheet with examples and lists. Throws ImportRefused when the file exists. */
async function writeTemplate(kind: Kind, file: string, language: Language): Promise<string> {
  try {
    await writeFile(file, await templateFile(KINDS[kind].template(language), language), { flag: 'wx' });
    return file;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ImportRefused(code === 'EEXIST' ? 'FILE_EXISTS' : 'FILE_NOT_WRITTEN', file);
  }
}

/** The account that imports, by login or id; without one the system itself imports. Throws ImportRefused. */
export async function accountOf(app: INestApplicationContext, named: string | undefined): Promise<Viewer> {
  if (named === undefined) return { accountId: 'system', role: 'organiser', collegeId: null };
  const row = await app.get(AccountRows, { strict: false }).byLogin(normalLogin(named));
  const account = await app.get(AccountDirectory, { strict: false }).find(row?.id ?? named);
  if (account.state !== 'open' || !account.role) throw new ImportRefused('ACCOUNT_NOT_OPEN', named);
  return { accountId: account.id, role: account.role, collegeId: account.collegeId };
}

function printReport(kind: Kind, answers: readonly Answer[], table: Table, languages: readonly Language[]): void {
  for (const note of table.notes) toStdout(reasonLine(note, languages));
  for (const answer of answers) toStdout(reportLine(answer, languages, table.headings));
  if (kind === 'roster' && answers.some(({ outcome }) => outcome === 'refused'))
    toStdout(reasonLine({ code: 'ROSTER_NOT_WRITTEN', column: '', cell: '' }, languages));
}

if (require.main === module) {
  const args = process.argv.slice(2);
  const languages = languagesIn(args);
  const translated = (error: Error & { reasons?: readonly Reason[] }): never => {
    const lines = error.reasons?.map((reason) => reasonLine(reason, languages));
    throw lines ? new Error(lines.join('\n'), { cause: error }) : error;
  };
  void exitWith(() => run(args, languages).catch(translated)).finally(() => process.exit());
}
