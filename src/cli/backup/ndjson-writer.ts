import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';

export interface FileDigest {
  lines: number;
  bytes: number;
  sha256: string;
}

const FLUSH_CHARACTERS = 1_048_576;

/** Writes a file line by line and hashes it. `close` returns when the file is synced to disk. */
export class NdjsonWriter {
  private readonly hash = createHash('sha256');
  private buffer: string[] = [];
  private bufferedLength = 0;
  private lines = 0;
  private bytes = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<NdjsonWriter> {
    return new NdjsonWriter(await open(file, 'wx', 0o600));
  }

  async write(line: string): Promise<void> {
    this.buffer.push(line, '\n');
    this.bufferedLength += line.length + 1;
    this.lines += 1;
    if (this.bufferedLength >= FLUSH_CHARACTERS) await this.flush();
  }

  async close(): Promise<FileDigest> {
    try {
      await this.flush();
      await this.handle.sync();
    } finally {
      await this.handle.close();
    }
    return { lines: this.lines, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  private async flush(): Promise<void> {
    const chunk = Buffer.from(this.buffer.join(''));
    this.buffer = [];
    this.bufferedLength = 0;
    this.hash.update(chunk);
    this.bytes += chunk.length;
    await this.handle.writeFile(chunk);
  }
}

/** Writes a small file with the same permissions and digest. */
export async function writeText(file: string, text: string): Promise<FileDigest> {
  const writer = await NdjsonWriter.create(file);
  await writer.write(text);
  return writer.close();
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Opens the file at the first read, because a readline interface opened earlier can miss the end of the file. */
export async function* readLines(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}
