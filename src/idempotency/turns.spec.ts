import { Turns } from './turns.js';

describe('turns', () => {
  test('come one after another under one name, in the order of asking', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const visit = async (name: string, who: string) => {
      const leave = await turns.take(name);
      seen.push(`${who} in`);
      await Promise.resolve();
      seen.push(`${who} out`);
      leave();
    };
    await Promise.all([visit('door', 'a'), visit('door', 'b'), visit('door', 'c')]);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  test('under another name are not waited for', async () => {
    const turns = new Turns();
    await turns.take('one');
    await expect(turns.take('other')).resolves.toBeInstanceOf(Function);
  });
});
