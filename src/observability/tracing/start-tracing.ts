import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ServerLog } from '../server-log.js';
import { traceWith, type Tracing } from './tracing.js';

type Settings = Readonly<Record<string, string | undefined>>;

/** The standard settings of OpenTelemetry decide: an endpoint is named, and neither the SDK nor its traces are turned off. */
export function wantsTraces(env: Settings): boolean {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const isOff = env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none';
  return Boolean(endpoint) && !isOff;
}

/** Loads OpenTelemetry when traces are wanted, and only then; null = they are not. */
export async function startTracing(
  env: Settings,
  log: { warn(message: string, fields: object): void },
): Promise<Tracing | null> {
  if (!wantsTraces(env)) return null;
  const { OtelTracing } = await import('./otel-tracing.js');
  const tracing = OtelTracing.open(env, log);
  traceWith(tracing);
  return tracing;
}

/** Traces from the first request to the last, when the standard OTEL_ settings name a collector. */
@Injectable()
export class TracingLife implements OnModuleInit, OnApplicationShutdown {
  private tracing: Tracing | null = null;

  constructor(private readonly log: ServerLog) {}

  async onModuleInit(): Promise<void> {
    this.tracing = await startTracing(process.env, this.log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tracing?.close();
  }
}
