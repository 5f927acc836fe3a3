import { UnreadablePosition } from '../event-store.js';
import { comparePositions, parsePosition } from './position.js';

describe('positions of an EventStoreDB', () => {
  it('are ordered by commit, then by prepare, as numbers', () => {
    expect(comparePositions('9-9', '10-10')).toBeLessThan(0);
    expect(comparePositions('10-11', '10-9')).toBeGreaterThan(0);
    expect(comparePositions('10-10', '10-10')).toBe(0);
    expect(comparePositions('9007199254740993-1', '9007199254740992-1')).toBeGreaterThan(0);
  });

  it.each(['', '1', '1-', '-1-1', '01-1', '1-1-1', '1.0-1', '9223372036854775808-0'])(
    'are never written %p',
    (text) => {
      expect(() => parsePosition(text)).toThrow(UnreadablePosition);
    },
  );
});
