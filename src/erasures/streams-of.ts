import { Injectable } from '@nestjs/common';
import { DomainError } from '../event-store/domain-error.js';
import { decodeUncached, EventStore } from '../event-store/event-store.js';
import { vaultRefsIn } from '../events/vault-refs.js';
import type { TextOwner } from './erasure.js';

export interface ErasedStream {
  stream: string;
  /** Only texts of events that name this college; absent = all. */
  collegeId?: string;
  /** Only these texts; absent = all. */
  texts?: readonly string[];
}

/** Finds the streams with texts of a thing or about it. It reads the history, because a read model may lag or be parked. */
@Injectable()
export class StreamsOf {
  constructor(private readonly store: EventStore) {}

  /** Throws not-found ERASURE_UNKNOWN. */
  async of(what: TextOwner, id: string): Promise<ErasedStream[]> {
    const stream = `${what}-${id}`;
    if (!(await this.exists(stream))) throw new DomainError('not-found', 'ERASURE_UNKNOWN', { id });
    if (what === 'objection') return [{ stream }];
    const objections = await this.naming(id, what, { streamPrefixes: ['objection-'], types: ['ObjectionRaised'] });
    const own = [stream, ...objections].map((one) => ({ stream: one }));
    if (what !== 'college') return own;
    const actions = await this.naming(id, what, { streamPrefixes: ['action-'], types: ['ActionSubmitted'] });
    const challenges = await this.naming(id, what, { streamPrefixes: ['challenge-'] });
    return [
      ...own,
      ...[...actions].map((action) => ({ stream: action })),
      ...[...challenges].map((challenge) => ({ stream: challenge, collegeId: id })),
      ...(await this.endsInto(id)),
    ];
  }

  /** Notes on other colleges that merged into this one or split into it. */
  private async endsInto(id: string): Promise<ErasedStream[]> {
    const found: ErasedStream[] = [];
    const filter = { streamPrefixes: ['college-'], types: ['CollegeMerged', 'CollegeSplit'] };
    for await (const stored of this.store.readAll({ filter })) {
      const { data } = decodeUncached(stored) as { data: { into: string | readonly string[] } };
      const texts = [data.into].flat().includes(id) ? vaultRefsIn(data).map((ref) => ref.id) : [];
      if (texts.length > 0) found.push({ stream: stored.stream, texts });
    }
    return found;
  }

  private async exists(stream: string): Promise<boolean> {
    for await (const _ of this.store.read(stream, { max: 1 })) return true;
    return false;
  }

  /** Streams with an event that is of the thing or about it. */
  private async naming(id: string, what: TextOwner, filter: { streamPrefixes: string[]; types?: string[] }) {
    const found = new Set<string>();
    for await (const stored of this.store.readAll({ filter })) {
      // A cheap look before the decoding; ids are plain ASCII.
      if (found.has(stored.stream) || !stored.data.includes(`"${id}"`)) continue;
      const { data } = decodeUncached(stored);
      const names = (of: object) => (of as Record<string, unknown>)[`${what}Id`] === id;
      if (names(data) || ('target' in data && names(data.target))) found.add(stored.stream);
    }
    return found;
  }
}
