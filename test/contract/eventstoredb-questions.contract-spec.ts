import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';

/** A program that asks a server questions, compares with a real server's recorded answers and ends with `N of M answers …`. */
const program = process.env.EVENTSTORE_QUESTIONS;

function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program!, url], { cwd: join(__dirname, '../..') });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}

if (program) {
  it('answers the recorded questions as the real server did', async () => {
    const double = await EventStoreDbDouble.start();
    const said = await ask(double.url).finally(() => double.stop());
    const [, alike, all] = /(\d+) of (\d+) answers/.exec(said) ?? [];
    process.stdout.write(`recorded questions: ${alike} of ${all} answered alike by the protocol double\n`);
    expect({ alike, all, said }).toEqual({ alike: all, all: expect.stringMatching(/^[1-9]/), said });
  }, 300_000);
} else {
  process.stdout.write('recorded questions: not asked (EVENTSTORE_QUESTIONS names no program that asks them)\n');
  it.todo('answers the recorded questions: EVENTSTORE_QUESTIONS is not set');
}
