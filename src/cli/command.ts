import path from 'node:path';
import { hideSecrets } from '../observability/secret-mask.js';

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
}

/** Sets the exit code to the command's result. An error means 2, with its message as the last line. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  hideSecrets(process.env, process.argv);
  try {
    process.exitCode = await command();
  } catch (error) {
    toStderr((error as Error).message);
    process.exitCode = 2;
  }
}

/** Runs a command whose only argument is a folder, or prints its help. */
export function runFolderCommand(help: string, command: (folder: string) => Promise<number>): Promise<void> {
  return runCommand(async () => {
    const [folder, ...more] = process.argv.slice(2);
    if (folder === '--help') return (toStdout(help), 0);
    if (folder === undefined || more.length > 0 || folder.startsWith('-'))
      throw new Error(`Name the folder of the backup: ${help.split('\n')[0]}`);
    return command(path.resolve(folder));
  });
}
