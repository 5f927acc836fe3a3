import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { hasPassword, hidePasswordsOf, hideSecrets } from '../observability/secret-mask.js';

/** Receives the progress lines of a command. */
export type Reporter = (line: string) => void;

export const toStdout: Reporter = (line) => void process.stdout.write(`${line}\n`);
export const toStderr: Reporter = (line) => void process.stderr.write(`${line}\n`);

const REPORT_MS = 1_000;

/** Reports a count at most once a second, and once at the end. */
export class Progress {
  private done = 0;
  private reportedAt = Date.now();

  constructor(
    private readonly label: string,
    private readonly report: Reporter,
  ) {}

  step(count = 1): void {
    this.done += count;
    if (Date.now() - this.reportedAt < REPORT_MS) return;
    this.reportedAt = Date.now();
    this.report(`${this.label}: ${this.done} …`);
  }

  end(): void {
    this.report(`${this.label}: ${this.done}`);
  }

  /** Counts the items that pass. */
  async *count<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const item of items) {
      yield item;
      this.step();
    }
    this.end();
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>['values'];

interface Usage<T extends Options> {
  help: string;
  options?: T;
  /** The number of arguments that are no options. */
  words?: number;
}

/** Runs a command with its options and its other arguments, or prints its help. */
export function runCommand<T extends Options>(
  { help, options = {} as T, words = 0 }: Usage<T>,
  command: (values: Values<T>, words: string[]) => Promise<number>,
): Promise<void> {
  return exitWith(async () => {
    if (process.argv.slice(2).some(hasPassword)) throw new Error(PASSWORD_IN_ARGUMENT);
    const { values, positionals } = parse({ ...options, help: { type: 'boolean' } });
    if ('help' in values) return (toStdout(help), 0);
    if (positionals.length > words) throw new Error(`Unexpected argument '${positionals[words]}'; see --help`);
    return command(values as Values<T>, positionals);
  });
}

function parse(options: Options) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ', 1)[0]}; --help lists the options`, { cause: error });
  }
}

/** Sets the exit code to the result. An error means its `exitCode` or 2, with its message as the last line. */
export async function exitWith(command: () => Promise<number>): Promise<void> {
  hideSecrets(process.env, process.argv);
  try {
    process.exitCode = await command();
  } catch (error) {
    const { message, exitCode = 2 } = firstError(error);
    toStderr(message);
    process.exitCode = exitCode;
  }
}

/** Closing what `await using` opened may fail too; the error of the work is the one that helps. */
function firstError(error: unknown): Error & { exitCode?: number } {
  const { suppressed } = error as { suppressed?: unknown };
  return suppressed === undefined ? (error as Error) : firstError(suppressed);
}

const PASSWORD_IN_ARGUMENT =
  'An argument has a password, and every user of this machine sees arguments: put the address into an environment variable and name it as env:NAME, or into a file and name it as file:PATH';

/** The address that an argument names: `env:NAME`, `file:PATH`, or the address itself. Throws when there is none. */
export function namedAddress(
  argument: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const [, kind, name = ''] = /^(env|file):(.+)$/s.exec(argument) ?? [];
  if (kind === undefined) return argument;
  const text = (kind === 'env' ? env[name] : textOf(name))?.trim();
  if (!text) throw new Error(`${argument} holds no address: set the variable, or write the address into the file`);
  hidePasswordsOf(text);
  return text;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`file:${file} cannot be read (${(error as { code?: string }).code ?? 'unknown fault'})`, {
      cause: error,
    });
  }
}

/** The absolute path of a named folder. `usage`: how the command is called. */
export function folderOf(named: string | undefined, usage: string): string {
  if (named === undefined) throw new Error(`Name the folder: ${usage}`);
  return path.resolve(named);
}
