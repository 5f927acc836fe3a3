import { InvalidEvent, type NewEvent } from '../event-store.js';
import { outgoing } from './outgoing.js';

const event = (more: Partial<NewEvent> = {}): NewEvent => ({
  id: 'b3d1f7c2-4a57-4a4e-9d51-0d3a5f5f7c11',
  type: 'CollegeRegistered',
  data: { b: 1, 10: 2, 9: 3 },
  metadata: { z: 1, a: 'ә' },
  ...more,
});

describe('what leaves for an EventStoreDB', () => {
  it('is canonical JSON in bytes, also where keys look like numbers', () => {
    const [sent] = outgoing('college-1', 'no-stream', [event()]).events;
    expect(Buffer.from(sent!.data).toString()).toBe('{"10":2,"9":3,"b":1}');
    expect(Buffer.from(sent!.metadata).toString()).toBe('{"a":"ә","z":1}');
  });

  it('has its id in lower case, as the server gives it back', () => {
    const id = 'B3D1F7C2-4A57-4A4E-9D51-0D3A5F5F7C11';
    expect(outgoing('college-1', 0, [event({ id })]).events[0]!.id).toBe(id.toLowerCase());
  });

  it.each<[string, () => unknown]>([
    ['a stream of the server', () => outgoing('$users', 'no-stream', [event()])],
    ['an event type of the server', () => outgoing('college-1', 'no-stream', [event({ type: '$metadata' })])],
    ['a stream name that is no text', () => outgoing('college-\ud800', 'no-stream', [event()])],
    ['a stream name longer than 1,000 bytes', () => outgoing('қ'.repeat(501), 'no-stream', [event()])],
    ['a negative revision', () => outgoing('college-1', -1, [event()])],
    ['a broken revision', () => outgoing('college-1', 0.5, [event()])],
    ['the same id twice', () => outgoing('college-1', 'no-stream', [event(), event()])],
    [
      'metadata that cannot be written',
      () => outgoing('college-1', 'no-stream', [event({ metadata: { at: new Date() } })]),
    ],
  ])('is never %s', (_, send) => {
    expect(send).toThrow(InvalidEvent);
  });
});
