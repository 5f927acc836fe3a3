import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitWith, namedAddress, runCommand } from './command.js';

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

describe('addresses of a command', () => {
  const secret = 'postgres://owner:pa55word-x@db.example:5432/qorzhyn';
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-address-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('come from an argument, a variable or a file', () => {
    const file = path.join(folder, 'target');
    writeFileSync(file, `${secret}\n`);
    expect(namedAddress('./data', {})).toBe('./data');
    expect(namedAddress('esdb://10.0.0.5:2113?tls=false', {})).toBe('esdb://10.0.0.5:2113?tls=false');
    expect(namedAddress('env:MOVE_FROM', { MOVE_FROM: ` ${secret} ` })).toBe(secret);
    expect(namedAddress(`file:${file}`, {})).toBe(secret);
  });

  it('are missed by name, and never shown', () => {
    expect(() => namedAddress('env:MOVE_FROM', {})).toThrow(/^env:MOVE_FROM holds no address/);
    expect(() => namedAddress('env:MOVE_FROM', { MOVE_FROM: ' ' })).toThrow(/^env:MOVE_FROM holds no address/);
    expect(() => namedAddress(`file:${folder}/none`, {})).toThrow(/none cannot be read \(ENOENT\)$/);
    expect(() => namedAddress(`file:${folder}`, {})).toThrow(/cannot be read \(EISDIR\)$/);
  });

  it.each([
    ['a PostgreSQL', ['--from', secret]],
    ['an EventStoreDB', ['--to', 'esdb://admin:changeit@10.0.0.5:2113']],
    ['a query', ['--from=postgresql://db.example/qorzhyn?user=owner&password=pa55word-x']],
    ['a word', [secret]],
  ])('are refused with a password of %s in the arguments', async (_, given) => {
    const [argv, code] = [process.argv, process.exitCode];
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    process.argv = ['node', 'command', ...given];
    const work = jest.fn();
    const options = { from: { type: 'string' }, to: { type: 'string' } } as const;
    await runCommand({ help: '', options, words: 1 }, work);
    expect([process.exitCode, work.mock.calls.length]).toEqual([2, 0]);
    expect(write.mock.calls.join('')).toMatch(/env:NAME.*file:PATH/);
    expect(write.mock.calls.join('')).not.toMatch(/pa55word|changeit/);
    [process.argv, process.exitCode] = [argv, code];
    write.mockRestore();
  });
});
