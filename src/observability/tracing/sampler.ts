import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';

/**
 * Reads `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`. The trace id alone decides, so every process decides alike and
 * `parentbased_` makes no difference. No caller can force a trace.
 */
export function samplerOf(env: Readonly<Record<string, string | undefined>>): Sampler {
  const name = (env.OTEL_TRACES_SAMPLER ?? 'always_on').replace(/^parentbased_/, '');
  if (name === 'always_off') return new AlwaysOffSampler();
  const share = Number(env.OTEL_TRACES_SAMPLER_ARG || 1);
  if (name === 'traceidratio' && share >= 0 && share < 1) return new TraceIdRatioBasedSampler(share);
  return new AlwaysOnSampler();
}
