import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Draft } from './draft.js';
import type { DraftFile, FileBytes } from './draft-file.js';
import type { StoreFault } from './drafts-api.js';
import { tellChanged } from './notices.js';

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { account: string } };
  files: { key: string; value: DraftFile; indexes: { draft: string } };
  bytes: { key: string; value: FileBytes };
  /** Uploads that nobody needs; the server is asked to delete them when there is a network. */
  removals: { key: string; value: { id: string; accountId: string } };
}

const ALL = ['drafts', 'files', 'bytes', 'removals'] as const;
const OPEN_MS = 5_000;

/** The device keeps nothing more, or nothing at all. */
export class StoreFailed extends Error {
  constructor(
    readonly fault: StoreFault,
    cause: unknown,
  ) {
    super(`drafts are not stored: ${fault}`, { cause });
  }
}

const isFull = (error: unknown) => (error as DOMException | null)?.name === 'QuotaExceededError';

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** A database that another version of the page holds open would block for ever. */
async function open(): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>('qorzhyn-drafts', 1, {
    upgrade(created) {
      created.createObjectStore('drafts', { keyPath: 'id' }).createIndex('account', 'accountId');
      created.createObjectStore('files', { keyPath: 'id' }).createIndex('draft', 'draftId');
      created.createObjectStore('bytes', { keyPath: 'id' });
      created.createObjectStore('removals', { keyPath: 'id' });
    },
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    terminated: () => (opened = undefined),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the database does not open')), OPEN_MS);
  });
  try {
    return await Promise.race([opening, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws StoreFailed. `durability`: a receipt or a photo must outlive a power cut, a keystroke need not. */
async function write<Result>(
  work: (stores: ReturnType<typeof storesOf>) => Promise<Result>,
  durability: IDBTransactionDurability = 'strict',
): Promise<Result> {
  try {
    const transaction = (await database()).transaction(ALL, 'readwrite', { durability });
    const done = transaction.done;
    done.catch(() => undefined);
    const result = await work(storesOf(transaction)).catch(async (error: unknown) => {
      // The reason of an abort, such as a full disk, is known only to the transaction.
      await done.catch((reason: unknown) => {
        throw reason ?? error;
      });
      throw error;
    });
    await done;
    return result;
  } catch (error) {
    throw new StoreFailed(isFull(error) ? 'full' : 'blocked', error);
  }
}

const storesOf = (transaction: ReturnType<typeof beginWrite>) => ({
  drafts: transaction.objectStore('drafts'),
  files: transaction.objectStore('files'),
  bytes: transaction.objectStore('bytes'),
  removals: transaction.objectStore('removals'),
});
declare const beginWrite: (
  database: IDBPDatabase<Schema>,
) => import('idb').IDBPTransaction<Schema, (typeof ALL)[number][], 'readwrite'>;

async function read<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
  try {
    return await work(await database());
  } catch (error) {
    throw new StoreFailed(isFull(error) ? 'full' : 'blocked', error);
  }
}

/** Drafts with their photos in IndexedDB; the page and the service worker share them. Everything throws StoreFailed. */
export const draftStore = {
  draftsOf: (accountId: string): Promise<Draft[]> =>
    read((database) => database.getAllFromIndex('drafts', 'account', accountId)),

  accounts: async (): Promise<string[]> => [
    ...new Set((await read((database) => database.getAll('drafts'))).map(({ accountId }) => accountId)),
  ],

  draft: (id: string): Promise<Draft | undefined> => read((database) => database.get('drafts', id)),

  filesOf: async (draftId: string): Promise<DraftFile[]> =>
    (await read((database) => database.getAllFromIndex('files', 'draft', draftId))).toSorted(
      (one, other) => one.addedAt - other.addedAt,
    ),

  file: (id: string): Promise<DraftFile | undefined> => read((database) => database.get('files', id)),

  bytes: (fileId: string): Promise<FileBytes | undefined> => read((database) => database.get('bytes', fileId)),

  async add(draft: Draft): Promise<void> {
    await write(({ drafts }) => drafts.add(draft));
    tellChanged(draft.id);
  },

  /** Changes what is stored, so that a sender and a form that write at once lose nothing. The result is what is stored now. */
  async change(
    id: string,
    change: (draft: Draft) => Draft,
    durability?: IDBTransactionDurability,
  ): Promise<Draft | undefined> {
    const result = await write(async ({ drafts }) => {
      const before = await drafts.get(id);
      if (!before) return undefined;
      const after = change(before);
      if (after !== before) await drafts.put(after);
      return after;
    }, durability);
    tellChanged(id);
    return result;
  },

  async addFile(file: DraftFile, bytes: FileBytes): Promise<void> {
    await write(async (stores) => {
      await stores.bytes.put(bytes);
      await stores.files.put(file);
    });
    tellChanged(file.draftId);
  },

  async changeFile(
    id: string,
    change: (file: DraftFile) => DraftFile,
    durability?: IDBTransactionDurability,
  ): Promise<DraftFile | undefined> {
    const result = await write(async ({ files }) => {
      const before = await files.get(id);
      if (!before) return undefined;
      const after = change(before);
      if (after !== before) await files.put(after);
      return after;
    }, durability);
    if (result) tellChanged(result.draftId);
    return result;
  },

  /** The server forgets the upload later, when there is a network. */
  async removeFile({ id, draftId }: DraftFile, accountId: string): Promise<void> {
    await write(async ({ files, bytes, removals }) => {
      await Promise.all([files.delete(id), bytes.delete(id), removals.put({ id, accountId })]);
    });
    tellChanged(draftId);
  },

  /** `keepUploads`: an action names them. */
  async discard({ id, accountId }: Draft, keepUploads: boolean): Promise<void> {
    await write(async ({ drafts, files, bytes, removals }) => {
      for (const fileId of await files.index('draft').getAllKeys(id)) {
        await Promise.all([files.delete(fileId), bytes.delete(fileId)]);
        if (!keepUploads) await removals.put({ id: fileId, accountId });
      }
      await drafts.delete(id);
    });
    tellChanged(id);
  },

  /** Frees the room of the photos of a report that the server has; thumbnails stay. */
  async dropBytes(draftId: string): Promise<void> {
    await write(async ({ files, bytes }) => {
      for (const id of await files.index('draft').getAllKeys(draftId)) {
        const stored = await bytes.get(id);
        if (stored) await bytes.put({ ...stored, data: new ArrayBuffer(0) });
      }
    });
  },

  removalsOf: async (accountId: string): Promise<string[]> =>
    (await read((database) => database.getAll('removals')))
      .filter((one) => one.accountId === accountId)
      .map(({ id }) => id),

  removed: (id: string): Promise<void> => write(({ removals }) => removals.delete(id)),
};

export type DraftStore = typeof draftStore;
