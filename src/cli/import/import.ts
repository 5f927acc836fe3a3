import { parseArgs } from 'node:util';
import { actorOf } from './actor.js';
import { importActions } from './apply-actions.js';
import { importRoster } from './apply-roster.js';
import { ImportStopped } from './import-stopped.js';
import { openServer } from './open-server.js';
import { readTable } from './read-table.js';
import { reportLine, summary, type ReportLanguage } from './report.js';

const HELP = `npm run import -- --kind roster|actions <file> [--challenge <id>] [--as <account>] [--apply] [--lang kk|ru|en] [--json]

A dry run unless --apply: every row is answered with what would be written or with the reason why not.
--as is a login or an account id; without it the import is made by the system itself.`;

interface Wishes {
  kind: 'roster' | 'actions';
  file: string;
  challenge: string;
  as: string | undefined;
  apply: boolean;
  json: boolean;
  languages: readonly ReportLanguage[];
}

const LANGUAGES = ['kk', 'ru', 'en'] as const;

function wishesOf(args: string[]): Wishes | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { kind: text, challenge: text, as: text, lang: text, apply: flag, json: flag, help: flag };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) return null;
  const [file, ...more] = positionals;
  const { kind, lang } = values;
  if (kind !== 'roster' && kind !== 'actions')
    throw new ImportStopped('Say what the file holds: --kind roster or --kind actions.');
  if (file === undefined || more.length > 0) throw new ImportStopped('Name one file to import.');
  if (kind === 'actions' && !values.challenge)
    throw new ImportStopped('Name the challenge of the actions: --challenge <id>.');
  const language = LANGUAGES.find((one) => one === lang);
  if (lang !== undefined && !language) throw new ImportStopped('--lang is kk, ru or en.');
  const { challenge = '', as, apply, json } = values;
  return { kind, file, challenge, as, apply, json, languages: language ? [language] : ['kk', 'ru'] };
}

async function run(args: string[]): Promise<number> {
  const wishes = wishesOf(args);
  if (!wishes) return (process.stdout.write(`${HELP}\n`), 0);
  const { kind, file, challenge, apply, json, languages } = wishes;
  const table = await readTable(file);
  const server = await openServer(process.env);
  try {
    const by = await actorOf(server.app, wishes.as);
    const answers =
      kind === 'roster'
        ? await importRoster(server.app, table, by, apply)
        : await importActions(server.app, table, challenge, by, apply);
    if (json) process.stdout.write(`${JSON.stringify({ file: table.hash, kind, applied: apply, rows: answers })}\n`);
    else for (const answer of answers) process.stdout.write(`${reportLine(answer, languages)}\n`);
    process.stdout.write(`${summary(answers, apply)}\n`);
    return answers.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
  } finally {
    await server.close();
  }
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  },
);
