import 'reflect-metadata';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../../config/environment.js';
import { runCommand, toStderr, toStdout } from '../command.js';
import { writeExport } from './write-export.js';

const HELP = `npm run export -- --out <folder>

Writes the history as NDJSON, the standings of every challenge and a manifest with their hashes into a new folder.
The server may be running. The command writes only to the folder.`;

async function run(args: string[]): Promise<number> {
  const options = { out: { type: 'string' }, help: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) return (toStdout(HELP), 0);
  if (values.out === undefined) throw new Error('Name the folder of the export: npm run export -- --out <folder>');
  const folder = path.resolve(values.out);
  const { lines, historySha256 } = await writeExport(folder, readEnvironment(process.env), toStderr);
  toStdout(`${folder} holds ${lines} events; hash of the history ${historySha256}`);
  return 0;
}

if (require.main === module) void runCommand(() => run(process.argv.slice(2)));
