import type { OpenAPIObject } from '@nestjs/swagger';
import { allowInline } from '../../http/security-headers.js';
import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';

const STYLE = `
section { margin-top: 32px }
details { border-top: 1px solid var(--desk-line) }
summary { cursor: pointer; padding: 10px 0; overflow-wrap: anywhere }
summary b { display: inline-block; min-width: 4.5em }
details p { margin: 8px 0 }
form { display: block; margin: 12px 0; padding: 12px; background: var(--desk-card) }
textarea { width: 100%; background: var(--desk-card); color: inherit; padding: 8px; border: 1px solid var(--desk-field); border-radius: 4px }
textarea, pre, code { font: 14px/20px ui-monospace, Consolas, monospace }
pre { margin: 8px 0; padding: 12px; background: var(--desk-side); color: var(--desk-ink); white-space: pre-wrap; overflow-wrap: anywhere }
nav a { display: inline-block; padding: 10px 12px 10px 0 }
`;

/** Sends the form of an operation and shows what came back. */
const SCRIPT = `
for (const form of document.querySelectorAll('form[data-path]'))
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const output = form.querySelector('pre');
    const query = new URLSearchParams();
    const headers = {};
    let path = form.dataset.path;
    for (const { name, value, dataset } of form.querySelectorAll('input')) {
      if (dataset.in === 'path') path = path.replace('{' + name + '}', encodeURIComponent(value));
      else if (value && dataset.in === 'query') query.set(name, value);
      else if (value) headers[name] = value;
    }
    const body = form.elements.body && form.elements.body.value;
    if (body) headers['content-type'] = 'application/json';
    output.hidden = false;
    try {
      const answer = await fetch(path + (query.size ? '?' + query : ''), { method: form.dataset.method, headers, body: body || undefined });
      const text = await answer.text();
      const type = answer.headers.get('content-type') || '';
      const shown = /json/.test(type) ? JSON.stringify(JSON.parse(text), null, 2) : /^text/.test(type) ? text.slice(0, 20000) : type;
      output.textContent = answer.status + ' ' + answer.statusText + '\\n' + shown;
    } catch (error) {
      output.textContent = String(error);
    }
  });
if (location.hash) document.querySelector(location.hash)?.setAttribute('open', '');
`;

allowInline(STYLE);
allowInline(SCRIPT);

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Parameter {
  name: string;
  in: string;
  description?: string;
  example?: string;
}
interface Content {
  content?: Readonly<Record<string, { example?: unknown }>>;
}
interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** The page of the HTTP interface: every operation by area, with its parameters, examples and a form that sends it. */
export function apiDocsPage({ info, tags = [], paths }: OpenAPIObject): string {
  const entries = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Entry[] => {
      const operation = item[method];
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
  const areas = tags.map(({ name, description = '' }) => {
    const own = entries.filter(({ operation }) => operation.tags?.includes(name));
    return `<section><h2 id="${name}">${name}</h2><p>${escapeHtml(description)}</p>\n${own.map(entry).join('\n')}</section>`;
  });
  const links = tags.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' ');
  return plainPage({
    language: 'en',
    title: 'API',
    path: null,
    isWide: true,
    head: `<style>${STYLE}</style>`,
    content: `<h1>${escapeHtml(info.title)} API</h1>
<p>${prose(info.description ?? '')}</p>
<p>Machine-readable: <a href="/api/openapi.json">OpenAPI</a> for requests, <a href="/api/asyncapi.json">AsyncAPI</a> for the socket. Examples name the challenges and colleges of the demo season.</p>
<nav aria-label="Areas">${links}</nav>
${areas.join('\n')}
<script>${SCRIPT}</script>`,
  });
}

function entry({ method, path, operation }: Entry): string {
  const { operationId = '', summary = '', description = '', parameters = [], requestBody, responses } = operation;
  const body = exampleIn(requestBody as Content | undefined);
  const good = Object.entries(responses).filter(([status]) => status !== 'default');
  const answers = good.map(([status, response]) => {
    const example = exampleIn(response as Content);
    return `<p>Response ${status}</p>${example === undefined ? '' : `<pre>${escapeHtml(example)}</pre>`}`;
  });
  const [what = '', allowed = ''] = description.split('\n\n');
  return `<details id="${operationId}"><summary><b>${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(summary)}</summary>
<p>${prose(what)}</p><p>${escapeHtml(allowed)}</p>
<form data-method="${method}" data-path="${escapeHtml(path)}">
${(parameters as Parameter[]).map((parameter) => field(operationId, parameter)).join('\n')}
${body === undefined ? '' : `<label for="${operationId}-body">Body</label><textarea id="${operationId}-body" name="body" rows="${Math.min(20, body.split('\n').length)}" spellcheck="false">${escapeHtml(body)}</textarea>`}
<button class="button">Send to this server</button><pre role="status" hidden></pre></form>
${answers.join('\n')}
</details>`;
}

function field(operationId: string, { name, in: place, description = '', example = '' }: Parameter): string {
  const id = `${operationId}-${name}`;
  // Parts of the address come filled in; the others only show what they may look like.
  const value = place === 'path' ? `value="${escapeHtml(example)}" required` : `placeholder="${escapeHtml(example)}"`;
  return `<label for="${id}">${name} <small>${place}</small></label><input id="${id}" name="${name}" data-in="${place}" ${value} aria-describedby="${id}-note"><p id="${id}-note" class="hint">${prose(description)}</p>`;
}

function exampleIn(body: Content | undefined): string | undefined {
  const example = Object.values(body?.content ?? {})[0]?.example;
  return example === undefined || typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}

/** Text with code in backticks. */
const prose = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
