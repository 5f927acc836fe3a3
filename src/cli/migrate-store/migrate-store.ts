import 'reflect-metadata';
import { runCommand, toStdout } from '../command.js';
import { moveStore } from './move-store.js';

const help = `npm run migrate-store -- --from <store> --to <store> [--once | --switch | --undo]

Moves the whole history between PostgreSQL and EventStoreDB, or from one PostgreSQL to another. A store is postgres://… with the owner
of the database, esdb://…, or the DATA_DIR of an embedded PostgreSQL. The server may run on the source meanwhile: events are copied
until Ctrl-C, with --once up to the present end. An interrupted move continues where it stopped.
--switch, with the server stopped: copies the rest, compares both, rebuilds and verifies the read models for the target, and as its
last step seals the source, so that no server appends to it or starts on it.
--undo takes the switch back while the target has no event that the source lacks.
Ends with 0 when all is right, 1 when the histories or a read model differ, 2 when it could not run.`;

const flag = { type: 'boolean', default: false } as const;
const store = { type: 'string' } as const;
const options = { from: store, to: store, once: flag, switch: flag, undo: flag };

if (require.main === module)
  void runCommand({ help, options }, ({ from, to, ...values }) => {
    if (from === undefined || to === undefined)
      throw new Error('Name both stores: npm run migrate-store -- --from <store> --to <store>');
    const modes = (['once', 'switch', 'undo'] as const).filter((mode) => values[mode]);
    if (modes.length > 1) throw new Error('--once, --switch and --undo exclude each other');
    const ended = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
    return moveStore({ from, to, until: modes[0] ?? 'follow', signal: ended.signal }, toStdout);
  });
