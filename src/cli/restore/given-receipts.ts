import { parseEvent } from '../backup/history-file.js';

/** The highest receipt number in the lines of a history. */
export class GivenReceipts {
  highest = 0;

  async *watch(lines: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of lines) {
      if (line.includes('"receipt":')) this.see(line);
      yield line;
    }
  }

  private see(line: string): void {
    const { type, data } = parseEvent(line);
    const { receipt } = JSON.parse(data) as { receipt?: number };
    if (type === 'ActionSubmitted' && receipt !== undefined) this.highest = Math.max(this.highest, receipt);
  }
}
