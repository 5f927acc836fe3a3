import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logLinesLost } from './metrics.js';
import { boundedOutput, ServerLog } from './server-log.js';

const captured = (level: string, work: (log: ServerLog) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(new ServerLog(level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('ServerLog', () => {
  it('writes one JSON object a line', () => {
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

  it('writes only what its level allows', () => {
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

  it('writes fields and the context of the Nest logger', () => {
    const [line] = captured('info', (log) => log.warn('calendar step failed', { challengeId: 'green' }, 'calendar'));
    expect(line).toMatchObject({ msg: 'calendar step failed', challengeId: 'green', context: 'calendar' });
  });

  it('writes the stack of a failed request with its correlation id', () => {
    const [line] = captured('info', (log) => log.fault('INTERNAL', new TypeError('x is not a function'), 'request-1'));
    expect(line).toMatchObject({
      msg: 'request failed',
      code: 'INTERNAL',
      correlationId: 'request-1',
      err: { name: 'TypeError', message: 'x is not a function', stack: expect.stringContaining('server-log.spec') },
    });
  });

  it('writes no parameters of a failed query', () => {
    const driverError = { detail: 'Key (login)=(aigul) already exists.' };
    const query = { query: 'INSERT INTO accounts VALUES ($1)', parameters: ['aigul'], driverError };
    const failed = Object.assign(new TypeError('duplicate key'), query);
    const [error, fault] = captured('info', (log) => {
      log.error(failed, 'Retention');
      log.fault('INTERNAL', failed);
    });
    expect(error).toMatchObject({ context: 'Retention', err: { type: 'TypeError', message: 'duplicate key' } });
    expect(JSON.stringify([error, fault])).not.toContain('aigul');
  });

  it('adds no listeners to the output however many errors come at once', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'qorzhyn-log-'));
    const output = boundedOutput(join(dir, 'log'));
    const [errors, drains] = [output.listenerCount('error'), output.listenerCount('drain')];
    for (const level of ['info', 'silent']) {
      const log = new ServerLog(level, output);
      for (let n = 0; n < 50; n += 1) log.fault('INTERNAL', new Error('x'));
    }
    expect([output.listenerCount('error'), output.listenerCount('drain')]).toEqual([errors, drains]);
    await new Promise<void>((done) => void output.once('close', done).end());
    expect(readFileSync(join(dir, 'log'), 'utf8').trim().split('\n')).toHaveLength(50);
    rmSync(dir, { recursive: true });
  });

  it('buffers sixteen megabytes for a stalled output and counts lost lines', async () => {
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
