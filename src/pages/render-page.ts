import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicConfig, ScreenConfig } from './page.contract.js';
import { WATCHDOG } from './watchdog.js';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  assets?: string[];
}

interface RenderedPart {
  head: string;
  body: string;
}

interface PagesBundle {
  renderScreenBody(config: ScreenConfig): RenderedPart;
  renderPublicBody(config: PublicConfig): RenderedPart;
}

export interface WebPages {
  /** Whole HTML of `/screen/<challengeId>`. */
  renderScreen(config: ScreenConfig): string;
  /** Whole HTML of `/`. */
  renderPublic(config: PublicConfig): string;
}

/** Loads the built web part; `dist` holds `web` (browser files, served under /assets) and `web-ssr`. Throws when it is not built. */
export function loadWebPages(dist: string): WebPages {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const bundle = require(join(dist, 'web-ssr/pages.cjs')) as PagesBundle;
  const screen = headOf(dist, 'screen', /geologica-(cyrillic|latin)-(400|500|700)-/);
  const open = headOf(dist, 'public', /geologica-(cyrillic|cyrillic-ext)-(400|700)-/);
  return {
    renderScreen: (config) => {
      const { titles } = config.initial.challenge;
      // A hall has no keyboard: where even the watchdog may not run, the browser itself must load the page again.
      const reload = '<noscript><meta http-equiv="refresh" content="30"></noscript>';
      return html(
        config,
        [...new Set([titles.kk, titles.ru])].join(' · '),
        screen + reload,
        bundle.renderScreenBody(config),
      );
    },
    renderPublic: (config) => html(config, 'Qorzhyn', open, bundle.renderPublicBody(config)),
  };
}

function headOf(dist: string, page: 'screen' | 'public', fonts: RegExp): string {
  const manifest = JSON.parse(readFileSync(join(dist, `web/.vite/${page}.json`), 'utf8')) as Record<string, Chunk>;
  const chunks: Chunk[] = [];
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the web build has no ${key}`);
    if (chunks.includes(chunk)) return;
    chunks.push(chunk);
    chunk.imports?.forEach(visit);
  };
  visit(`${page}/main.ts`);
  const css = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))];
  const preloads = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => file.endsWith('.woff2') && fonts.test(file));
  const icon = manifest['shared/icon.svg']?.file;
  return [
    icon ? `<link rel="icon" href="/${icon}" type="image/svg+xml">` : '',
    ...css.map((file) => `<link rel="stylesheet" href="/${file}">`),
    ...preloads.map((file) => `<link rel="preload" href="/${file}" as="font" type="font/woff2" crossorigin>`),
    ...chunks.slice(1).map(({ file }) => `<link rel="modulepreload" href="/${file}">`),
    `<script type="module" src="/${chunks[0]!.file}"></script>`,
  ].join('\n');
}

function html(config: ScreenConfig | PublicConfig, title: string, links: string, { head, body }: RenderedPart): string {
  return `<!doctype html>
<html lang="${config.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
${links}
<script>${WATCHDOG}</script>
${head}
</head>
<body>
<div id="app">${body}</div>
<script type="application/json" id="config">${json(config)}</script>
</body>
</html>
`;
}

function text(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** JSON that cannot end the script element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
