import { samplerOf } from './otel-tracing.js';
import { isTraced, readTraceparent, spanIdOf, traceIdOf, traceInside } from './tracing.js';
import { startTracing, wantsTraces } from './start-tracing.js';

describe('traces', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

  it('are wanted when a collector is named', () => {
    expect(wantsTraces(endpoint)).toBe(true);
    expect(wantsTraces({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' })).toBe(true);
  });

  it.each([{}, { ...endpoint, OTEL_SDK_DISABLED: 'true' }, { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }])(
    'are not with %p',
    (env) => expect(wantsTraces(env)).toBe(false),
  );

  it('cost nothing otherwise: the work is done and no more', async () => {
    expect(await startTracing({}, { warn: () => undefined })).toBeNull();
    expect(isTraced()).toBe(false);
    const work = Promise.resolve(7);
    expect(traceInside('command', {}, () => work)).toBe(work);
  });

  it.each([
    [{}, 'AlwaysOnSampler'],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, 'AlwaysOffSampler'],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }, 'TraceIdRatioBased{0.1}'],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio' }, 'AlwaysOnSampler'],
  ])('are sampled by the standard settings %p', (env, name) => expect(samplerOf(env).toString()).toBe(name));
});

describe('the ids of traces', () => {
  it('are the digits of a correlation id that is a UUID', () => {
    expect(traceIdOf('9f8b2c3d-0000-4000-8000-00000000000A')).toBe('9f8b2c3d00004000800000000000000a');
  });

  it('are the caller’s in a correlation id that continues a trace', () => {
    expect(traceIdOf('4bf92f3577b34da6a3ce929d0e0e4736-0242ac120002')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(traceIdOf(`${'0'.repeat(32)}-0242ac120002`)).not.toBe('0'.repeat(32));
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

  it('are those of a caller who sends its own', () => {
    const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
    expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId });
  });

  it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, ['00-a-b-01']])(
    'are not taken from %p',
    (header) => expect(readTraceparent(header)).toBeNull(),
  );
});
