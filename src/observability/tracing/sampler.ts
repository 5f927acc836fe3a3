import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';

/**
 * `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`. The trace id alone decides, so that every process decides alike: `parentbased_` makes
 * no difference, and no caller from outside can have itself traced.
 */
export function samplerOf(env: Readonly<Record<string, string | undefined>>): Sampler {
  const name = (env.OTEL_TRACES_SAMPLER ?? 'always_on').replace(/^parentbased_/, '');
  if (name === 'always_off') return new AlwaysOffSampler();
  const share = Number(env.OTEL_TRACES_SAMPLER_ARG || 1);
  if (name === 'traceidratio' && share >= 0 && share < 1) return new TraceIdRatioBasedSampler(share);
  return new AlwaysOnSampler();
}
