import { Together } from './together.js';

describe('questions asked together', () => {
  it('share one statement when they come while another is under way, and each gets its own answer', async () => {
    const statements: (readonly number[])[] = [];
    const together = new Together<number, number>(async (items) => {
      statements.push(items);
      return items.map((item) => item * 10);
    });
    const first = together.add(1);
    const others = [2, 3].map((item) => together.add(item));
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30]);
    expect(await together.add(4)).toBe(40);
    expect(statements).toEqual([[1, 2, 3], [4]]);
  });

  it('fail together, and the next ones are asked all the same', async () => {
    let isDown = true;
    const together = new Together<string, string>(async (items) => {
      if (isDown) throw new Error('down');
      return items;
    });
    const asked = ['a', 'b'].map((item) => together.add(item));
    expect(await Promise.allSettled(asked)).toEqual([
      expect.objectContaining({ status: 'rejected' }),
      expect.objectContaining({ status: 'rejected' }),
    ]);
    isDown = false;
    expect(await together.add('c')).toBe('c');
  });
});
