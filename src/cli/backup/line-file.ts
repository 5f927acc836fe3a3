import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';

export interface Written {
  lines: number;
  bytes: number;
  sha256: string;
}

const CHUNK = 1_048_576;

/** Writes a file line by line and knows its hash; on the disk for good when `end` returns. */
export class LineFile {
  private readonly hash = createHash('sha256');
  private waiting: string[] = [];
  private waitingLength = 0;
  private lines = 0;
  private bytes = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<LineFile> {
    return new LineFile(await open(file, 'wx', 0o600));
  }

  async add(line: string): Promise<void> {
    this.waiting.push(line, '\n');
    this.waitingLength += line.length + 1;
    this.lines += 1;
    if (this.waitingLength >= CHUNK) await this.flush();
  }

  async end(): Promise<Written> {
    try {
      await this.flush();
      await this.handle.sync();
    } finally {
      await this.handle.close();
    }
    return { lines: this.lines, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  private async flush(): Promise<void> {
    const chunk = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.waitingLength = 0;
    this.hash.update(chunk);
    this.bytes += chunk.length;
    await this.handle.writeFile(chunk);
  }
}

/** The whole of a small file, written as a file of lines is. */
export async function writeText(file: string, text: string): Promise<Written> {
  const lines = await LineFile.create(file);
  await lines.add(text);
  return lines.end();
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Opened at the first line that is asked for: an interface whose file ends before anybody reads never says so. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}
