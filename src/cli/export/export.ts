import 'reflect-metadata';
import { readEnvironment } from '../../config/environment.js';
import { folderOf, runCommand, toStderr, toStdout } from '../command.js';
import { writeExport } from './write-export.js';

const USAGE = 'npm run export -- --out <folder>';
const help = `${USAGE}

Writes the history as NDJSON, the standings of every challenge and a manifest with their hashes into a new folder.
The server may be running. The command writes only to the folder.`;

if (require.main === module)
  void runCommand({ help, options: { out: { type: 'string' } } }, async ({ out }) => {
    const folder = folderOf(out, USAGE);
    const { lines, historySha256 } = await writeExport(folder, readEnvironment(process.env), toStderr);
    toStdout(`${folder} holds ${lines} events; hash of the history ${historySha256}`);
    return 0;
  });
