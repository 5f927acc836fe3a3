import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Projector } from '../../src/projector/projector.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { askedOf, missing, samplesOf } from '../support/promql.js';
import { Season } from '../support/season.js';

const docs = path.join(__dirname, '../../docs');

interface Panel {
  title: string;
  targets?: { expr: string; legendFormat: string }[];
}

const dashboard = JSON.parse(readFileSync(path.join(docs, 'grafana/qorzhyn.json'), 'utf8')) as {
  panels: Panel[];
  templating: { list: { query: string }[] };
};
const panels = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat }) => [title, expr, legendFormat] as const),
);
const alerts = [
  ...readFileSync(path.join(docs, 'prometheus/alerts.yml'), 'utf8').matchAll(
    /- alert: (\w+)\n\s+expr: (.*)\n[\s\S]*?summary: '(.*)'/g,
  ),
].map(([, name, expr, summary]) => [name!, expr!, summary!.replaceAll('$labels.', '')] as const);

/** Prometheus itself makes this one. */
const OF_PROMETHEUS = 'up';

describe('Dashboard and alerts', () => {
  let app: TestApp;
  let text: string;
  let samples: ReturnType<typeof samplesOf>;

  beforeAll(async () => {
    app = await startTestApp();
    const season = new Season(app.store);
    await season.begin(['teniz', 'dala']);
    await season.submit('a1', 'teniz');
    const { cookie } = await app.signedIn('reviewer', 'dala');
    const headers = { 'idempotency-key': 'approve-a1' };
    for (let times = 0; times < 2; times += 1)
      await app.request('POST', '/api/actions/a1/approve', { cookie, headers, body: { verified: { trees: 3 } } });
    await app.request('GET', '/api/nowhere-at-all');
    const board = `/api/challenges/${season.id}/standings?atLeast=${season.position}`;
    expect(await app.request('GET', board)).toMatchObject({ status: 200 });
    text = (await app.request('GET', '/metrics')).body as string;
    samples = samplesOf(text);
  }, 120_000);
  afterAll(() => app?.close());

  it.each(panels)('the panel «%s» asks for what is measured: %s', (_title, expr, legend) => {
    const asked = askedOf(expr, legend);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.map((one) => missing(one, samples)).filter((problem) => problem !== null)).toEqual([]);
  });

  it.each(alerts)('the alert %s asks for what is measured: %s', (_name, expr, summary) => {
    const asked = askedOf(expr, summary).filter(({ metric }) => metric !== OF_PROMETHEUS);
    expect(asked.map((one) => missing(one, samples)).filter((problem) => problem !== null)).toEqual([]);
  });

  it('everything of the server’s own that is measured is on a panel', () => {
    const shown = new Set(panels.flatMap(([, expr]) => askedOf(expr).map(({ metric }) => familyOf(metric))));
    const own = [...new Set([...samples.keys()].filter((name) => name.startsWith('qorzhyn_')).map(familyOf))];
    expect(own.filter((name) => !shown.has(name))).toEqual([]);
    expect(own.length).toBeGreaterThan(15);
    expect(alerts.length).toBeGreaterThan(8);
  });

  it('control: finds an unknown name, label or value', () => {
    const problems = (expr: string, legend = '') => askedOf(expr, legend).map((one) => missing(one, samples));
    expect(problems('sum(rate(qorzhyn_invented_total[5m]))')).toEqual(['qorzhyn_invented_total is not exposed']);
    expect(problems('sum by (colour) (qorzhyn_sockets)')).toEqual(['qorzhyn_sockets has no label colour']);
    expect(problems('qorzhyn_sockets', '{{colour}}')).toEqual(['qorzhyn_sockets has no label colour']);
    expect(problems('qorzhyn_sockets{audience="martians"}')).toEqual(['qorzhyn_sockets never has audience="martians"']);
    expect(problems('histogram_quantile(0.5, sum by (le) (rate(qorzhyn_append_seconds_bucket[5m])))')).toEqual([null]);
  });

  it('counts the second request with a key as replayed', () => {
    expect(text).toMatch(/^qorzhyn_idempotency_claims_total\{known="new"\} 1$/m);
    expect(text).toMatch(/^qorzhyn_idempotency_claims_total\{known="answered"\} 1$/m);
  });

  it('reports an event that no fold can read as a parked stream', async () => {
    const poison = { id: randomUUID(), type: 'NeverHeardOf', data: {}, metadata: { schemaVersion: 1 } };
    const parked = async () =>
      /^qorzhyn_parked_streams\{projection="standings"\} (\d+)$/m.exec(
        (await app.request('GET', '/metrics')).body as string,
      )?.[1];
    expect(await parked()).toBe('0');
    const { position } = await app.store.append('action-poison', 'no-stream', [poison]);
    await app.app.get(Projector).caughtUp(position, 20_000);
    expect(await parked()).toBe('1');
  });
});

function familyOf(metric: string): string {
  return metric.replace(/_(bucket|sum|count)$/, '');
}
