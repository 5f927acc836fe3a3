import { samplerOf } from './sampler.js';
import { startTracing, wantsTraces } from './start-tracing.js';
import { isTraced, traceInside } from './tracing.js';

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
