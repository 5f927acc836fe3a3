import { JoinedLines } from './joined-lines.js';

function output() {
  const done: string[] = [];
  const lines = new JoinedLines({
    write: (text: string) => done.push(text),
    flush: () => void done.push('flush'),
    flushSync: () => void done.push('flushSync'),
  });
  return { done, lines };
}

describe('lines of the log', () => {
  afterEach(() => jest.useRealTimers());

  test('wait for each other a tenth of a second', () => {
    jest.useFakeTimers();
    const { done, lines } = output();
    lines.write('a\n');
    jest.advanceTimersByTime(60);
    lines.write('b\n');
    expect(done).toEqual([]);
    jest.advanceTimersByTime(40);
    expect(done).toEqual(['a\nb\n']);
    lines.write('c\n');
    jest.advanceTimersByTime(100);
    expect(done).toEqual(['a\nb\n', 'c\n']);
  });

  test('are at most 512 that wait', () => {
    const { done, lines } = output();
    for (let count = 0; count < 512; count += 1) lines.write('x\n');
    expect(done).toEqual(['x\n'.repeat(512)]);
  });

  test('go out in their order with one that cannot wait', () => {
    const { done, lines } = output();
    lines.write('request\n');
    lines.write('trouble\n');
    lines.flush();
    lines.flushSync();
    expect(done).toEqual(['request\ntrouble\n', 'flush', 'flushSync']);
  });
});
