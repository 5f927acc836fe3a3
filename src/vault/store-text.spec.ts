import { canonicalJson } from '../event-store/canonical-json.js';
import { uuidOf } from '../config/ids.js';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import { storeText } from './store-text.js';
import { type Lookup, type MatchingText, type StoredText, Vault } from './vault.js';

/** One value per id for ever, erased ones too, like the real vault. */
class MemoryVault extends Vault {
  readonly values = new Map<string, object | null>();

  override put(_kind: string, value: object, id = ''): Promise<VaultRef> {
    const there = this.values.get(id);
    if (there === null) return Promise.reject(new DomainError('conflict', 'VAULT_ITEM_ERASED'));
    if (there && canonicalJson(there) !== canonicalJson(value))
      return Promise.reject(new DomainError('conflict', 'VAULT_ITEM_EXISTS'));
    this.values.set(id, value);
    return Promise.resolve({ id, commitment: '0'.repeat(64) });
  }

  override get(ids: readonly string[]): Promise<Map<string, object>> {
    return Promise.resolve(
      new Map(ids.flatMap((id) => (this.values.get(id) ? [[id, this.values.get(id)!] as const] : []))),
    );
  }

  override look(): Promise<Lookup> {
    throw new Error('not asked here');
  }

  override matchKeys(): Promise<Map<string, string>> {
    throw new Error('not asked here');
  }

  override matching(): Promise<MatchingText[]> {
    throw new Error('not asked here');
  }

  override compareTexts(): Promise<number> {
    throw new Error('not asked here');
  }

  override erase(ids: readonly string[]): Promise<number> {
    for (const id of ids) this.values.set(id, null);
    return Promise.resolve(ids.length);
  }

  override stored(): Promise<StoredText[]> {
    throw new Error('not asked here');
  }

  override checkBy(): Promise<void> {
    throw new Error('not asked here');
  }

  override due(): Promise<string[]> {
    throw new Error('not asked here');
  }

  override checked(): Promise<void> {
    throw new Error('not asked here');
  }
}

describe('storeText', () => {
  it('finds its own text when a request is retried', async () => {
    const vault = new MemoryVault();
    const first = await storeText(vault, 'note', { text: 'Рақмет' }, 'action-1/submitted/note');
    const again = await storeText(vault, 'note', { text: 'Рақмет' }, 'action-1/submitted/note');
    expect(again).toEqual(first);
    expect(vault.values.size).toBe(1);
  });

  it('uses the next id when the place holds another text', async () => {
    const vault = new MemoryVault();
    const first = await storeText(vault, 'note', { text: 'Рақмет' }, 'place');
    const other = await storeText(vault, 'note', { text: 'Спасибо' }, 'place');
    expect(other.id).not.toBe(first.id);
    expect([...(await vault.get([first.id, other.id])).values()]).toEqual([{ text: 'Рақмет' }, { text: 'Спасибо' }]);
  });

  it('never restores an erased text under its id', async () => {
    const vault = new MemoryVault();
    const first = await storeText(vault, 'note', { text: 'Рақмет' }, 'place');
    await vault.erase([first.id]);
    const anew = await storeText(vault, 'note', { text: 'Рақмет' }, 'place');
    expect(anew.id).not.toBe(first.id);
    expect(await vault.get([first.id])).toEqual(new Map());
  });

  it('derives ids from the place, not from the text', async () => {
    const ids = [];
    for (const text of ['иә', 'жоқ']) ids.push((await storeText(new MemoryVault(), 'note', { text }, 'place')).id);
    expect(ids).toEqual([uuidOf('place#0'), uuidOf('place#0')]);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
