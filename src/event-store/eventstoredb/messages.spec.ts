import { InvalidEvent, type NewEvent, UnreadablePosition, validateAppend } from '../event-store.js';
import { comparePositions, parsePosition, toProto } from './messages.js';

const converted = (...append: Parameters<typeof validateAppend>) => toProto(validateAppend(...append));

const event = (more: Partial<NewEvent> = {}): NewEvent => ({
  id: 'b3d1f7c2-4a57-4a4e-9d51-0d3a5f5f7c11',
  type: 'CollegeRegistered',
  data: { b: 1, 10: 2, 9: 3 },
  metadata: { z: 1, a: 'ә' },
  ...more,
});

describe('toProto', () => {
  it('writes canonical JSON in bytes, also where keys look like numbers', () => {
    const [message] = converted('college-1', 'no-stream', [event()]).events;
    expect(Buffer.from(message!.getData_asU8()).toString()).toBe('{"10":2,"9":3,"b":1}');
    expect(Buffer.from(message!.getCustomMetadata_asU8()).toString()).toBe('{"a":"ә","z":1}');
  });

  it('writes ids in lower case, as the server returns them', () => {
    const id = 'B3D1F7C2-4A57-4A4E-9D51-0D3A5F5F7C11';
    expect(
      converted('college-1', 0, [event({ id })])
        .events[0]!.getId()!
        .getString(),
    ).toBe(id.toLowerCase());
  });

  it.each<[string, () => unknown]>([
    ['a stream of the server', () => converted('$users', 'no-stream', [event()])],
    ['an event type of the server', () => converted('college-1', 'no-stream', [event({ type: '$metadata' })])],
    ['a stream name that is not valid text', () => converted('college-\ud800', 'no-stream', [event()])],
    ['a stream name longer than 1,000 bytes', () => converted('қ'.repeat(501), 'no-stream', [event()])],
    ['a negative revision', () => converted('college-1', -1, [event()])],
    ['a fractional revision', () => converted('college-1', 0.5, [event()])],
    ['the same id twice', () => converted('college-1', 'no-stream', [event(), event()])],
    ['metadata that is not JSON', () => converted('college-1', 'no-stream', [event({ metadata: { at: new Date() } })])],
  ])('refuses %s', (_, convert) => {
    expect(convert).toThrow(InvalidEvent);
  });
});

describe('positions of an EventStoreDB', () => {
  it('are ordered by commit, then by prepare, as numbers', () => {
    expect(comparePositions('9-9', '10-10')).toBeLessThan(0);
    expect(comparePositions('10-11', '10-9')).toBeGreaterThan(0);
    expect(comparePositions('10-10', '10-10')).toBe(0);
    expect(comparePositions('9007199254740993-1', '9007199254740992-1')).toBeGreaterThan(0);
  });

  it.each(['', '1', '1-', '-1-1', '01-1', '1-1-1', '1.0-1', '9223372036854775808-0'])('refuse the text %p', (text) => {
    expect(() => parsePosition(text)).toThrow(UnreadablePosition);
  });
});
