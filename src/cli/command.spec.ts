import { exitWith } from './command.js';

const throwing = (error?: Error) => async () => {
  if (error) throw error;
};
const closing = (error?: Error): AsyncDisposable => ({ [Symbol.asyncDispose]: throwing(error) });

async function run(work: Error | undefined, ...closed: AsyncDisposable[]): Promise<{ text: string; code: unknown }> {
  const before = process.exitCode;
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await exitWith(async () => {
    // As `await using` does: closes in the reverse order and wraps the errors.
    const stack = new AsyncDisposableStack();
    for (const one of closed) stack.use(one);
    stack.defer(throwing(work));
    await stack.disposeAsync();
    return 0;
  });
  const result = { text: write.mock.calls.join(''), code: process.exitCode };
  process.exitCode = before;
  write.mockRestore();
  return result;
}

describe('a command that fails', () => {
  it('reports the error of its work, also when closing fails', async () => {
    const work = Object.assign(new Error('the table differs'), { exitCode: 1 });
    expect(await run(work, closing())).toEqual({ text: 'the table differs\n', code: 1 });
    expect(await run(work, closing(new Error('closed twice')), closing(new Error('gone')))).toEqual({
      text: 'the table differs\n',
      code: 1,
    });
  });

  it('reports the error of closing when only that failed', async () => {
    expect(await run(undefined, closing(new Error('gone')))).toEqual({ text: 'gone\n', code: 2 });
  });
});
