import { randomBytes, randomUUID } from 'node:crypto';
import {
  type Context,
  context,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  type IdGenerator,
  NodeTracerProvider,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { EventMetadata } from '../../events/event.js';
import {
  type Attributes,
  readTraceparent,
  spanIdOf,
  type TracedAppend,
  type TracedEvent,
  type TracedRequest,
  traceIdOf,
  traceWith,
  type Tracing,
} from './tracing.js';

/** A larger batch is a catch-up; its further appends get no spans. */
const RUNS_PER_BATCH = 200;
/** A collector that does not answer must not delay the shutdown. */
const CLOSE_MS = 2_000;

/** Ids are random unless the next span has been given its own. */
class Ids implements IdGenerator {
  next: { traceId?: string; spanId?: string } = {};
  generateTraceId = () => this.next.traceId ?? randomBytes(16).toString('hex');
  generateSpanId = () => this.next.spanId ?? randomBytes(8).toString('hex');
}

interface Start {
  kind?: SpanKind;
  attributes: Attributes;
  startTime?: number;
  /** Absent = random. */
  spanId?: string;
  traceId?: string;
}

/** OpenTelemetry spans over OTLP, configured by the standard OTEL_ settings. */
export class OtelTracing implements Tracing {
  private readonly requests = new WeakMap<object, Span>();

  private constructor(
    private readonly provider: NodeTracerProvider,
    private readonly ids: Ids,
    private readonly tracer: Tracer,
  ) {}

  static open(
    env: Readonly<Record<string, string | undefined>>,
    log: { warn(message: string, fields: object): void },
  ): OtelTracing {
    const warn = (message: string) => log.warn('trace export failed', { reason: message });
    const silent = () => undefined;
    diag.setLogger({ error: warn, warn, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
    const ids = new Ids();
    const own = resourceFromAttributes({ 'service.name': 'qorzhyn', 'service.instance.id': randomUUID() });
    const provider = new NodeTracerProvider({
      resource: defaultResource()
        .merge(own)
        .merge(detectResources({ detectors: [envDetector] })),
      sampler: samplerOf(env),
      idGenerator: ids,
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
    });
    provider.register();
    return new OtelTracing(provider, ids, provider.getTracer('qorzhyn'));
  }

  request<Result>(key: object, { method, correlationId, traceparent }: TracedRequest, work: () => Result): Result {
    const traceId = traceIdOf(correlationId);
    const caller = readTraceparent(traceparent);
    const parent = caller?.traceId === traceId ? childOf(traceId, caller.spanId) : ROOT_CONTEXT;
    const attributes = { 'http.request.method': method, 'qorzhyn.correlation_id': correlationId };
    const span = this.start('http', parent, { kind: SpanKind.SERVER, attributes, traceId });
    this.requests.set(key, span);
    return context.with(trace.setSpan(parent, span), work);
  }

  answered(key: object, route: string, status: number): void {
    const span = this.requests.get(key);
    span?.setAttributes({ 'http.route': route, 'http.response.status_code': status });
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  }

  inside<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
    return this.around(context.active(), this.start(name, context.active(), { attributes }), work);
  }

  append<Result>(stream: string, events: readonly TracedAppend[], work: () => Promise<Result>): Promise<Result> {
    const [first] = events;
    const { $correlationId: correlationId } = (first?.metadata ?? {}) as Partial<EventMetadata>;
    const attributes = { 'qorzhyn.stream': stream, 'qorzhyn.events': events.length };
    const parent = trace.getSpan(context.active()) ? context.active() : ROOT_CONTEXT;
    const traceId = typeof correlationId === 'string' ? traceIdOf(correlationId) : undefined;
    const spanId = first && spanIdOf('append', first.id);
    return this.around(parent, this.start('append', parent, { attributes, traceId, spanId }), work);
  }

  projected(events: readonly TracedEvent[], startTime: number): void {
    for (const run of runsOf(events).slice(0, RUNS_PER_BATCH)) {
      const spanId = spanIdOf('project', run.firstId);
      const attributes = { ...attributesOf(run), 'qorzhyn.batch': events.length };
      this.start('project', parentIn('append', run), { attributes, spanId, startTime }).end();
    }
  }

  emitted(causes: readonly TracedEvent[], attributes: Attributes, startTime: number): void {
    for (const run of runsOf(causes).slice(0, RUNS_PER_BATCH))
      this.start('emit', parentIn('project', run), {
        kind: SpanKind.PRODUCER,
        attributes: { ...attributesOf(run), ...attributes },
        startTime,
      }).end();
  }

  async close(): Promise<void> {
    traceWith(null);
    const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
    await Promise.race([this.provider.shutdown().catch(() => undefined), limit]);
    for (const api of [trace, context, diag]) api.disable();
  }

  private start(name: string, parent: Context, { traceId, spanId, ...options }: Start): Span {
    this.ids.next = { traceId, spanId };
    try {
      return this.tracer.startSpan(name, options, parent);
    } finally {
      this.ids.next = {};
    }
  }

  private async around<Result>(parent: Context, span: Span, work: () => Promise<Result>): Promise<Result> {
    try {
      return await context.with(trace.setSpan(parent, span), work);
    } catch (error) {
      // Error messages may contain user input, so only the type is recorded.
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute('error.type', error instanceof Error ? error.constructor.name : 'unknown');
      throw error;
    } finally {
      span.end();
    }
  }
}

const attributesOf = ({ stream, count }: Run): Attributes => ({ 'qorzhyn.stream': stream, 'qorzhyn.events': count });

const parentIn = (step: 'append' | 'project', { traceId, firstId }: Run) => childOf(traceId, spanIdOf(step, firstId));

function childOf(traceId: string, spanId: string): Context {
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
}

/** Events that one append wrote, as far as a reader can tell. */
interface Run {
  traceId: string;
  firstId: string;
  stream: string;
  count: number;
}

/** Neighbours of one stream and one correlation belong together. Events of other programs, whose metadata names no correlation, are left out. */
function runsOf(events: readonly TracedEvent[]): Run[] {
  const runs: Run[] = [];
  for (const { id, stream, metadata } of events) {
    const { $correlationId: correlationId } = JSON.parse(metadata) as Partial<EventMetadata>;
    if (typeof correlationId !== 'string') continue;
    const traceId = traceIdOf(correlationId);
    const last = runs.at(-1);
    if (last?.stream === stream && last.traceId === traceId) last.count += 1;
    else runs.push({ traceId, firstId: id, stream, count: 1 });
  }
  return runs;
}

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
