import { again, fileRefused, fileStateOf, partOf } from './draft-file.js';
import { fileOf } from './draft.fixture.js';

describe('File of a draft', () => {
  it.each([
    [{}, false, 'queued'],
    [{ sentBytes: 640 }, true, 'moving'],
    [{ sentBytes: 640 }, false, 'paused'],
    [{ state: 'checking' as const }, true, 'checking'],
    [{ state: 'done' as const }, false, 'done'],
    [{ state: 'failed' as const }, true, 'failed'],
  ])('shows %j, moving %s, as %s', (changes, isMoving, shown) => {
    expect(fileStateOf(fileOf(changes), isMoving)).toBe(shown);
  });

  it('counts the part that is there, never above the whole', () => {
    expect(partOf(fileOf({ sentBytes: 640 }))).toBe(0.64);
    expect(partOf(fileOf({ sentBytes: 2_000 }))).toBe(1);
    expect(partOf(fileOf({ state: 'checking', sentBytes: 0 }))).toBe(1);
    expect(partOf(fileOf({ bytes: 0 }))).toBe(0);
  });

  it('begins again from the first byte after a refusal', () => {
    const refused = fileRefused(fileOf({ sentBytes: 1_000, uploadUrl: '/api/uploads/f1' }), { error: 'broken' });
    expect(refused).toMatchObject({ state: 'failed', error: 'broken' });
    expect(again(refused)).toMatchObject({ state: 'queued', sentBytes: 0, uploadUrl: null, error: null });
  });
});
