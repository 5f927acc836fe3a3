import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { StoredEvent } from '../../event-store/event-store.js';
import type { EventType } from '../../events/schemas.js';
import { type Erasure, erasure } from '../../vault/erasure-list.js';
import { parseEvent } from '../backup/history-file.js';

/** Erasures as a restore repeats them: what was erased, and when first. */
export class ErasuresToRepeat {
  private readonly texts = new Map<string, string>();
  private readonly accounts = new Map<string, string>();
  /** Files that stay out. */
  private readonly files = new Set<string>();

  /** Reads the lines of a history and of the file of a list. Throws when a line of the list is damaged. */
  static async read(history: AsyncIterable<string>, list: string | undefined): Promise<ErasuresToRepeat> {
    const found = new ErasuresToRepeat();
    for await (const line of history) {
      const erased = mayErase.test(line) ? erasureOf(parseEvent(line)) : null;
      if (erased) found.add(erased);
    }
    if (list !== undefined) for await (const erased of readErasures(list)) found.add(erased);
    return found;
  }

  add(erased: Erasure): void {
    if ('account' in erased) this.accounts.set(erased.account, erased.at);
    else for (const id of erased.texts) this.texts.set(id, this.texts.get(id) ?? erased.at);
  }

  get counts(): string {
    return `${this.texts.size} texts and ${this.accounts.size} persons`;
  }

  all(): Erasure[] {
    return [
      ...[...this.texts].map(([id, at]) => ({ at, texts: [id] })),
      ...[...this.accounts].map(([account, at]) => ({ at, account })),
    ];
  }

  /** The rows of a table without erased data, as JSON text, so that the database never has it. */
  async *without(table: string, rows: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of rows) {
      const row = JSON.parse(line) as Record<string, unknown>;
      if (this.isErasedFile(table, row)) continue;
      const id = String(row['id']);
      const account = String(table === 'accounts' ? id : row['account_id']);
      if (this.accounts.has(account) && table !== 'evidence_files') continue;
      const at = table === 'vault_items' && row['value'] !== null ? this.texts.get(id) : undefined;
      yield at === undefined
        ? line
        : JSON.stringify({ ...row, value: null, salt: null, erased_at: at, check_at: null, match_key: null });
    }
  }

  /** A file that an action names belongs to the college, so it outlasts the account of its sender. */
  private isErasedFile(table: string, row: Record<string, unknown>): boolean {
    const [id, file, other] = [row['id'], row['file'], row['other']].map(String) as [string, string, string];
    if (table === 'evidence_twins') return this.files.has(file) || this.files.has(other);
    if (table !== 'evidence_files') return false;
    const isErased = this.texts.has(id) || (row['stream'] === null && this.accounts.has(String(row['account_id'])));
    if (isErased) this.files.add(id);
    return isErased;
  }
}

/** Types of the events that erase. */
export const ERASING: readonly EventType[] = [
  'ActionTextsErased',
  'ChallengeTextsErased',
  'CollegeTextsErased',
  'ObjectionTextsErased',
  'EvidenceTakenDown',
  'AccountClosed',
  'PersonErased',
];
/** A cheap look before an event is parsed. */
const mayErase = new RegExp(`"type":"(?:${ERASING.join('|')})"`);

/** The erasure that an event asks for; null = none. */
export function erasureOf({ type, data, metadata }: Pick<StoredEvent, 'type' | 'data' | 'metadata'>): Erasure | null {
  const { recordedAt: at } = JSON.parse(metadata) as { recordedAt: string };
  const { texts, evidenceId, accountId } = JSON.parse(data) as {
    texts: string[];
    evidenceId: string;
    accountId: string;
  };
  switch (type) {
    case 'ActionTextsErased':
    case 'ChallengeTextsErased':
    case 'CollegeTextsErased':
    case 'ObjectionTextsErased':
      return { at, texts };
    case 'EvidenceTakenDown':
      return { at, texts: [evidenceId] };
    case 'AccountClosed':
    case 'PersonErased':
      return { at, account: accountId };
    default:
      return null;
  }
}

async function* readErasures(file: string): AsyncGenerator<Erasure> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = erasure.safeParse(jsonOf(line));
    if (!parsed.success) throw new Error(`line ${number} of ${file} is no line of a list of erasures`);
    yield parsed.data;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
