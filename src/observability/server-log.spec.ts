import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logLinesLost } from './metrics.js';
import { boundedOutput, ServerLog } from './server-log.js';

const captured = (level: string, work: (log: ServerLog) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(new ServerLog(level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  test('is one JSON object a line', () => {
    expect(captured('info', (log) => log.info({ route: '/', status: 200 }, 'request'))).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z$/),
        route: '/',
        status: 200,
        msg: 'request',
      },
    ]);
  });

  test('says only what its level asks for', () => {
    const speak = (log: ServerLog) => {
      log.debug('detail');
      log.log('routes', 'RouterExplorer');
      log.log('news');
      log.warn('trouble');
    };
    expect(captured('info', speak).map(({ msg }) => msg)).toEqual(['news', 'trouble']);
    expect(captured('debug', speak)).toHaveLength(4);
    expect(captured('silent', speak)).toEqual([]);
  });

  test('tells the fault behind a 500 with its stack, which the caller never sees, and the correlation id, which the caller has', () => {
    const [line] = captured('info', (log) => log.fault('INTERNAL', new TypeError('x is not a function'), 'request-1'));
    expect(line).toMatchObject({
      code: 'INTERNAL',
      correlationId: 'request-1',
      err: { name: 'TypeError', message: 'x is not a function', stack: expect.stringContaining('server-log.spec') },
    });
  });

  test('keeps no more than sixteen megabytes for an output that takes nothing, and counts the lines that are lost', async () => {
    const lost = async () => (await logLinesLost.get()).values[0]!.value;
    const [before, dir] = [await lost(), mkdtempSync(join(tmpdir(), 'qorzhyn-log-'))];
    const output = boundedOutput(join(dir, 'log'));
    const lines = `${'x'.repeat(524_287)}\n`.repeat(2);
    // It takes nothing before it is open.
    for (let n = 0; n < 20; n += 1) output.write(lines);
    expect(await lost()).toBe(before + 8);
    await new Promise((done) => output.once('drain', done));
    output.write('now\n');
    await new Promise<void>((done) => void output.once('close', done).end());
    expect(statSync(join(dir, 'log')).size).toBe(16 * 1_048_576 + 4);
    rmSync(dir, { recursive: true });
  });
});
