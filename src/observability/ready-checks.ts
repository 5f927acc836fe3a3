import { Injectable } from '@nestjs/common';

/** State of one part of the server. Details are public: no addresses and no messages. */
export interface PartState {
  up: boolean;
  [detail: string]: string | number | boolean | null;
}

const PATIENCE_MS = 2_000;

/** Parts that must work before the server takes requests. Each part adds itself at its start. */
@Injectable()
export class ReadyChecks {
  private readonly parts = new Map<string, () => Promise<PartState> | PartState>();

  add(name: string, check: () => Promise<PartState> | PartState): void {
    this.parts.set(name, check);
  }

  /** The state of every part; a part that does not answer within two seconds is down. */
  async states(): Promise<[name: string, state: PartState][]> {
    return Promise.all(
      [...this.parts].map(async ([name, check]) => [name, await inTime(check)] as [string, PartState]),
    );
  }
}

async function inTime(check: () => Promise<PartState> | PartState): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartState>((done) => {
    timer = setTimeout(() => done({ up: false, reason: 'no answer in time' }), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { up: false, reason: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}
