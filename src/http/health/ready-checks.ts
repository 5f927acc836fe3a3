import { Injectable } from '@nestjs/common';

/** What a part of the server says of itself: `up` = it can do its work now; details are public, so no addresses and no messages. */
export interface PartState {
  up: boolean;
  [detail: string]: string | number | boolean | null;
}

/** Parts that must work before the server takes requests. A part adds itself when it starts. */
@Injectable()
export class ReadyChecks {
  readonly parts = new Map<string, () => Promise<PartState> | PartState>();

  add(name: string, check: () => Promise<PartState> | PartState): void {
    this.parts.set(name, check);
  }
}
