import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { readTable, type Table } from '../../sheets/read-table.js';
import { UnreadableTable } from '../../sheets/cell.js';
import { accountOf } from './account-of.js';
import { importActions } from './import-actions.js';
import { commandMessages, sentence } from './import.messages.js';
import { importOptions, type ImportOptions, languagesIn } from './import-options.js';
import { ImportRefused } from './import-refused.js';
import { importRoster } from './import-roster.js';
import { openServer } from './open-server.js';
import { type Answer, reasonLine, reportLine, summary } from './report.js';
import { writeTemplate } from './write-template.js';

const print = (line: string) => process.stdout.write(`${line}\n`);

async function run(args: string[]): Promise<number> {
  const options = importOptions(args);
  const { command, kind, file, languages } = options;
  if (command === 'help') {
    for (const language of languages) print(`${commandMessages[language].HELP}\n`);
    return 0;
  }
  if (command === 'template') {
    const written = await writeTemplate(kind, file, languages);
    for (const language of languages)
      print(sentence(language, { code: 'TEMPLATE_WRITTEN', column: '', cell: written }));
    return 0;
  }
  const table = await readTable(file, kind === 'roster' ? ROSTER_SHAPE : ACTIONS_SHAPE);
  const answers = await answersOf(options, table);
  if (options.json) print(JSON.stringify({ kind, applied: options.apply, notes: table.notes, rows: answers }));
  else printReport(answers, table, options);
  print(summary(answers, options.apply, languages));
  return answers.some(({ outcome }) => outcome === 'refused' || outcome === 'changed') ? 1 : 0;
}

async function answersOf({ kind, challenge, apply, as }: ImportOptions, table: Table): Promise<Answer[]> {
  const server = await openServer(process.env);
  try {
    const by = await accountOf(server.app, as);
    return kind === 'roster'
      ? await importRoster(server.app, table, by, apply)
      : await importActions(server.app, table, challenge, by, apply);
  } finally {
    await server.close();
  }
}

function printReport(answers: readonly Answer[], table: Table, { kind, languages }: ImportOptions): void {
  for (const note of table.notes) print(reasonLine(note, languages));
  for (const answer of answers) print(reportLine(answer, languages, table.headings));
  if (kind === 'roster' && answers.some(({ outcome }) => outcome === 'refused'))
    print(reasonLine({ code: 'ROSTER_NOT_WRITTEN', column: '', cell: '' }, languages));
}

const args = process.argv.slice(2);
run(args).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const reasons =
      error instanceof UnreadableTable ? error.reasons : error instanceof ImportRefused ? [error.reason] : [];
    const lines = reasons.map((reason) => reasonLine(reason, languagesIn(args)));
    process.stderr.write(`${lines.length > 0 ? lines.join('\n') : (error as Error).message}\n`);
    process.exit(2);
  },
);
