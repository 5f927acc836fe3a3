import { ServerLog, withCorrelation } from './server-log.js';

const captured = (level: string, work: (log: ServerLog) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(new ServerLog(level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  test('is one JSON object a line with the correlation id of the request it belongs to', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = new ServerLog('info', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    });
    const request = (id: string) =>
      withCorrelation(id, async () => {
        await Promise.resolve();
        log.log(`from ${id}`);
      });
    await Promise.all([request('request-1'), request('request-2')]);
    log.log('from nobody');
    expect(lines.map(({ msg, correlationId }) => [msg, correlationId])).toEqual([
      ['from request-1', 'request-1'],
      ['from request-2', 'request-2'],
      ['from nobody', undefined],
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

  test('tells the fault behind a 500 with its stack, which the caller never sees', () => {
    const [line] = captured('info', (log) => log.fault('INTERNAL', new TypeError('x is not a function')));
    expect(line).toMatchObject({
      code: 'INTERNAL',
      err: { name: 'TypeError', message: 'x is not a function', stack: expect.stringContaining('server-log.spec') },
    });
  });
});
