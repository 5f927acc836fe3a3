import type { OpenAPIObject } from '@nestjs/swagger';
import { allowInline } from '../../http/security-headers.js';
import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';
import { SCRIPT, STYLE } from './api-docs-assets.js';

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

const METHODS = ['get', 'put', 'post', 'delete'] as const;

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
<p>Machine-readable: <a href="/api/openapi.json">OpenAPI</a> for requests, <a href="/api/asyncapi.json">AsyncAPI</a> for the socket. Examples come from the demo season.</p>
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
<button>Send to this server</button><pre role="status" hidden></pre></form>
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
