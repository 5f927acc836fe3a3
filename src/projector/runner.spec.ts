import type { ParkedStream } from './read-model.js';
import { mergeWrites } from './runner.js';

const body = (n: number) => ({ n });

describe('mergeWrites', () => {
  it('keeps the last upsert or delete of each document', () => {
    const merged = mergeWrites([
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
    expect(merged.upserts).toEqual([
      { key: 'kept', body: body(2) },
      { key: 'back', body: body(2) },
    ]);
    expect(merged.deletes).toEqual(['gone']);
  });

  it('lists the parked streams of all batches', () => {
    const parked = (stream: string) => ({ stream }) as ParkedStream;
    const part = (stream: string) => ({ upserts: [], deletes: [], parked: [parked(stream)] });
    expect(mergeWrites([part('a'), part('b')]).parked).toEqual([parked('a'), parked('b')]);
  });
});
