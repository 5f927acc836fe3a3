import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { traceIdOf } from '../../src/observability/tracing/tracing.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';
import { RestartableServer } from '../support/server-process.js';
import { type CollectedSpan, startTraceCollector } from '../support/trace-collector.js';

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

describe('Traces', () => {
  let collector: Awaited<ReturnType<typeof startTraceCollector>>;
  const settings = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '20' });

  beforeAll(async () => {
    collector = await startTraceCollector();
  });
  afterAll(() => collector?.close());

  /** A server with a watched board, and the messages after an approval over HTTP. */
  async function approveOn(app: TestApp, urls: readonly string[], headers: Record<string, string>) {
    const season = new Season(app.store);
    await season.begin(['teniz', 'dala']);
    await season.submit('a1', 'teniz');
    const sockets: Socket[] = [];
    try {
      const heard = urls.map(async (url) => {
        const socket = io(`${url}/live`, { transports: ['websocket'], forceNew: true });
        sockets.push(socket);
        const watching = { challengeId: season.id, board: 'total' };
        for (const end = Date.now() + 20_000; ;) {
          const board = (await socket.timeout(20_000).emitWithAck('standings:watch', watching)) as { error?: object };
          if (!board.error) break;
          if (Date.now() > end) throw new Error(JSON.stringify(board));
          // A socket that asks without a pause is cut as a flood.
          await pause(20);
        }
        const positions: unknown[] = [];
        socket.on('standings:changed', ({ position }: { position: string }) => positions.push(position));
        return positions;
      });
      const watched = await Promise.all(heard);
      const { cookie } = await app.signedIn('reviewer', 'dala');
      const answer = await app.request('POST', '/api/actions/a1/approve', {
        cookie,
        headers,
        body: { verified: { trees: 3 } },
      });
      expect(answer).toMatchObject({ status: 200 });
      const isShown = () => watched.every((positions) => positions.includes(answer.body.position));
      for (const end = Date.now() + 20_000; !isShown();) {
        if (Date.now() > end) throw new Error('the approval is not on every screen');
        await new Promise((resolve) => setImmediate(resolve));
      }
      return answer.headers.get('x-correlation-id') ?? '';
    } finally {
      for (const socket of sockets) socket.disconnect();
    }
  }

  async function spansOf(traceId: string, emits: number): Promise<CollectedSpan[]> {
    const found = () => collector.spans.filter((span) => span.traceId === traceId);
    const isWhole = () => found().filter(({ name }) => name === 'emit').length >= emits && found().length >= 4 + emits;
    for (const end = Date.now() + 20_000; !isWhole();) {
      if (Date.now() > end)
        throw new Error(
          `only ${found()
            .map(({ name }) => name)
            .join(', ')}`,
        );
      await new Promise((resolve) => setImmediate(resolve));
    }
    return found();
  }

  it('follow an approval from the request to the screens of every process', async () => {
    const before = { ...process.env };
    let other: RestartableServer | undefined;
    let app: TestApp | undefined;
    let urls = { DATABASE_URL: '', DATABASE_ADMIN_URL: '' };
    try {
      Object.assign(process.env, settings());
      app = await startTestApp({
        via: async (appUrl, adminUrl) => {
          urls = { DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl };
          return appUrl;
        },
      });
      other = await RestartableServer.start({ LOG_LEVEL: 'silent', ...settings(), ...urls }, undefined, {
        isFurther: true,
      });
      const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
      const correlationId = await approveOn(app, [app.url, other.url], { traceparent });
      expect(traceIdOf(correlationId)).toBe(CALLER.traceId);
      const spans = await spansOf(CALLER.traceId, 2);
      const [http, command, append, project] = ['http', 'command', 'append', 'project'].map((name) =>
        spans.find((span) => span.name === name)!,
      );
      expect(http).toMatchObject({
        parentSpanId: CALLER.spanId,
        attributes: { 'http.route': '/api/actions/:id/approve', 'http.response.status_code': '200' },
      });
      expect(command).toMatchObject({ parentSpanId: http!.spanId, attributes: { 'qorzhyn.stream': 'action-a1' } });
      expect(append!.parentSpanId).toBe(command!.spanId);
      expect(project!.parentSpanId).toBe(append!.spanId);
      const emits = spans.filter(({ name }) => name === 'emit');
      expect(emits.map(({ parentSpanId }) => parentSpanId)).toEqual(emits.map(() => project!.spanId));
      expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    } finally {
      process.env = before;
      await other?.remove();
      await app?.close();
    }
  }, 120_000);

  it('load no tracing code when no collector is named', async () => {
    const spans = collector.spans.length;
    const app = await startTestApp();
    try {
      const correlationId = await approveOn(app, [app.url], {});
      expect(collector.spans.filter(({ traceId }) => traceId === traceIdOf(correlationId))).toEqual([]);
      expect(collector.spans.length).toBe(spans);
    } finally {
      await app.close();
    }
  }, 120_000);
});
