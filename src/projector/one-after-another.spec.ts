import { mergeWrites } from './one-after-another.js';
import type { ParkedStream } from './runner.js';

const body = (n: number) => ({ n });

describe('what is to be written for batches at once', () => {
  it('is the last of each document, whether it was written or removed', () => {
    const written = mergeWrites([
      {
        upserts: [
          { key: 'kept', body: body(1) },
          { key: 'gone', body: body(1) },
        ],
        deletes: ['back'],
        parked: [],
      },
      {
        upserts: [
          { key: 'kept', body: body(2) },
          { key: 'back', body: body(2) },
        ],
        deletes: ['gone'],
        parked: [],
      },
    ]);
    expect(written.upserts).toEqual([
      { key: 'kept', body: body(2) },
      { key: 'back', body: body(2) },
    ]);
    expect(written.deletes).toEqual(['gone']);
  });

  it('names every stream that any of them parked', () => {
    const parked = (stream: string) => ({ stream }) as ParkedStream;
    const part = (stream: string) => ({ upserts: [], deletes: [], parked: [parked(stream)] });
    expect(mergeWrites([part('a'), part('b')]).parked).toEqual([parked('a'), parked('b')]);
  });
});
