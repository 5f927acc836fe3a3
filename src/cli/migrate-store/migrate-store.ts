import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { runCommand } from '../command.js';
import { HistoriesDiffer } from './move-history.js';
import { moveStore } from './run-move.js';

const HELP = `npm run migrate-store -- --from <place> --to <place> [--once | --switch]

Moves the whole history between PostgreSQL and EventStoreDB, in either direction, or from one PostgreSQL to another. A place is
postgres://… with the owner of the database, esdb://…, or the DATA_DIR of an embedded PostgreSQL. The server may go on at the
source: events are copied and followed until Ctrl-C, or with --once up to the present end. Broken off, it goes on where it was.
With --switch, when the server is stopped: the rest is copied, both are compared, the source takes no event any more, and the read
models are folded for the target.
Ends 0 when all is right, 1 when target and source differ or a read model does, 2 when it could not run.`;

async function run(args: string[]): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const options = { from: { type: 'string' }, to: { type: 'string' }, once: flag, switch: flag, help: flag } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) return (process.stdout.write(`${HELP}\n`), 0);
  const { from, to } = values;
  if (from === undefined || to === undefined)
    throw new Error('Name both places: npm run migrate-store -- --from <place> --to <place>');
  if (values.once && values.switch) throw new Error('--once and --switch exclude each other');
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const until = values.switch ? 'switch' : values.once ? 'once' : 'follow';
  try {
    return await moveStore({ from, to, until, signal: ended.signal }, (line) => void process.stdout.write(`${line}\n`));
  } catch (error) {
    if (!(error instanceof HistoriesDiffer)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

if (require.main === module) void runCommand(() => run(process.argv.slice(2)));
