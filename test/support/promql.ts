/** Metrics and labels that a Prometheus expression reads. */
export interface Asked {
  metric: string;
  /** Labels that the expression compares, groups by or shows. */
  labels: string[];
  /** Values that a label has to be equal to, by label. */
  values: [label: string, value: string][];
}

/** Labels that Prometheus adds to what it reads, and the one of every histogram bucket. */
const ADDED = new Set(['instance', 'job']);
const WORDS = new Set(['by', 'without', 'and', 'or', 'unless', 'bool', 'offset', 'on', 'ignoring']);

/** Every metric an expression names, with the labels it needs; `legend` may show labels as `{{label}}`. */
export function askedOf(expression: string, legend = ''): Asked[] {
  const grouped = [...expression.matchAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, list]) =>
    list!.split(',').map((label) => label.trim()),
  );
  const shown = [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label!);
  const bare = expression.replaceAll(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ').replaceAll(/\[[^\]]*\]/g, ' ');
  const found: Asked[] = [];
  for (const [whole, metric, matchers = ''] of bare.matchAll(/\b([a-zA-Z_:][\w:]*)\s*(\{[^}]*\}|\()?/g)) {
    if (whole.endsWith('(') || WORDS.has(metric!)) continue;
    const compared = [...matchers.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)];
    const equal = compared.flatMap(([, label, operator, value]) =>
      operator === '=' || (operator === '=~' && /^[\w|]+$/.test(value!))
        ? value!.split('|').map((one): [string, string] => [label!, one])
        : [],
    );
    const labels = [...grouped, ...shown, ...compared.map(([, label]) => label!)];
    found.push({
      metric: metric!,
      labels: [...new Set(labels)].filter((label) => !ADDED.has(label)),
      values: equal.filter(([label]) => !ADDED.has(label)),
    });
  }
  return found;
}

/** Samples of the text format, by the name a query uses: the labels each has, and their values. */
export function samplesOf(text: string): Map<string, Record<string, string>[]> {
  const samples = new Map<string, Record<string, string>[]>();
  for (const line of text.split('\n')) {
    const [, name, labels = ''] = /^([a-zA-Z_:][\w:]*)(\{.*\})? \S+$/.exec(line) ?? [];
    if (!name) continue;
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [label!, value!]);
    samples.set(name, [...(samples.get(name) ?? []), Object.fromEntries(pairs) as Record<string, string>]);
  }
  return samples;
}

/** Metrics that an expression reads and the server lacks; null = none. */
export function missing({ metric, labels, values }: Asked, samples: ReturnType<typeof samplesOf>): string | null {
  const found = samples.get(metric);
  if (!found) return `${metric} is not exposed`;
  const label = labels.find((name) => !found.some((sample) => name in sample));
  if (label) return `${metric} has no label ${label}`;
  const value = values.find(([name, wanted]) => !found.some((sample) => sample[name] === wanted));
  return value ? `${metric} never has ${value[0]}="${value[1]}"` : null;
}
