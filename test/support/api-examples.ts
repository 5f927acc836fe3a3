import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Answer, Asking } from './app.js';
import { DEMO_IDS } from './played-season.js';

interface Example {
  request?: unknown;
  response?: unknown;
  parameters?: Record<string, string>;
}

const FILE = path.join(__dirname, '../../src/http/openapi/examples.json');
const MOST_ITEMS = 2;
const ids: Readonly<Record<string, string>> = {
  ...DEMO_IDS,
  'green-2026': 'demo-green-2026',
  'amal-2026': 'demo-amal-2026',
};

/** Collects a request and a response of each operation, under the ids of the demo. */
export class ApiExamples {
  private readonly examples = new Map<string, Example>();

  constructor(private readonly serverUrl: string) {}

  /** Keeps the longest response of a route: the first ones are often empty. */
  add(
    route: string,
    { body, at = {}, query = '' }: Asking & { at?: Record<string, string>; query?: string },
    answer: Answer,
  ): void {
    const response =
      typeof answer.body === 'object' || /csv/.test(answer.headers.get('content-type') ?? '') ? answer.body : undefined;
    const parameters = { ...at, ...Object.fromEntries(new URLSearchParams(query)) };
    const example = {
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      ...(body === undefined ? {} : { request: shortened(body) }),
      ...(response === undefined || response === '' ? {} : { response: shortened(response) }),
    };
    const before = this.examples.get(route);
    if (!before || JSON.stringify(before).length < JSON.stringify(example).length) this.examples.set(route, example);
  }

  write(): void {
    const sorted = [...this.examples].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify(Object.fromEntries(sorted), null, 2)
      .replaceAll(this.serverUrl, 'https://qorzhyn.example')
      .replaceAll(/(?<![\w])(teniz|dala|shagala|green-2026|amal-2026)(?![a-z])/g, (id) => ids[id]!);
    writeFileSync(FILE, `${text}\n`);
  }
}

/** An example shows two entries of a list and two kinds of a rulebook. */
function shortened(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => shortened(item));
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? value.split('\r\n').slice(0, 4).join('\r\n') : value;
  const entries = Object.entries(value).filter(
    ([key]) => !['paths', 'components', 'channels', 'operations'].includes(key),
  );
  const shown = name === 'kinds' ? entries.slice(0, MOST_ITEMS) : entries;
  return Object.fromEntries(shown.map(([key, inner]) => [key, shortened(inner, key)]));
}
