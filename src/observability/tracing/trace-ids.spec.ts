import { readTraceparent, spanIdOf, traceIdOf } from './trace-ids.js';

describe('the ids of traces', () => {
  it('are the digits of a correlation id that is a UUID', () => {
    expect(traceIdOf('9f8b2c3d-0000-4000-8000-00000000000A')).toBe('9f8b2c3d00004000800000000000000a');
  });

  it('follow from any other correlation id, the same everywhere', () => {
    expect(traceIdOf('import-0f3a')).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf('import-0f3a')).toBe(traceIdOf('import-0f3a'));
    expect(traceIdOf('import-0f3a')).not.toBe(traceIdOf('import-0f3b'));
    expect(traceIdOf('0'.repeat(32))).not.toBe('0'.repeat(32));
  });

  it('are other ones for each step of an event', () => {
    expect(spanIdOf('append', 'a')).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set([spanIdOf('append', 'a'), spanIdOf('project', 'a'), spanIdOf('append', 'b')]).size).toBe(3);
  });

  it('are those of a caller who tells its own', () => {
    const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
    expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId });
  });

  it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, ['00-a-b-01']])(
    'are not taken from %p',
    (header) => expect(readTraceparent(header)).toBeNull(),
  );
});
