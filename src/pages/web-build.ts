import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Problem } from '../http/problem.js';
import { htmlDocument, scriptJson } from './html.js';
import type { Locale, PublicConfig, RulesConfig, ScreenConfig } from './page.contract.js';
import { plainPage } from './plain-page.js';
import { WATCHDOG } from './public/browser-scripts.js';

export interface Asset {
  body: Buffer;
  type: string;
  /** Its name holds a hash of its content. */
  isVersioned: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The built web part, read when first asked for: a server without it still answers its API. */
export class WebBuild {
  private found: WebPages | null = null;
  private files: Map<string, Asset> | null = null;
  private appFiles: Map<string, Asset> | null = null;

  constructor(private readonly dist = distFolder()) {}

  /** Throws Problem 503 PAGES_NOT_BUILT. */
  get pages(): WebPages {
    if (!this.found && !existsSync(join(this.dist, 'web-ssr'))) {
      throw new Problem(503, 'PAGES_NOT_BUILT', { retryAfterSeconds: 30 });
    }
    return (this.found ??= loadWebPages(this.dist));
  }

  /** A file under /assets; undefined = there is none of that name. */
  asset(name: string): Asset | undefined {
    const folder = join(this.dist, 'web/assets');
    this.files ??= existsSync(folder) ? readAssets(folder) : null;
    return this.files?.get(name);
  }

  /** A file of the application, such as `_app/shell.html`; undefined = there is none of that name. */
  appFile(name: string): Asset | undefined {
    const folder = join(this.dist, 'web-app');
    this.appFiles ??= existsSync(folder) ? readAssets(folder) : null;
    return this.appFiles?.get(name);
  }

  /** The page that every address of the application begins with. Throws Problem 503 PAGES_NOT_BUILT. */
  get appShell(): Buffer {
    const shell = this.appFile('_app/shell.html');
    if (!shell) throw new Problem(503, 'PAGES_NOT_BUILT', { retryAfterSeconds: 30 });
    return shell.body;
  }

  /** The shell of the home page, which names the files of that page. */
  appFirstPage(locale: Locale): Buffer {
    return this.appFile(`_app/portal.${locale}.html`)?.body ?? this.appShell;
  }
}

/** `dist` both for the compiled server (dist/src/…) and for one that runs from its sources. */
function distFolder(): string {
  const above = join(__dirname, '../..');
  return existsSync(join(above, 'web/.vite')) ? above : join(above, 'dist');
}

function readAssets(folder: string): Map<string, Asset> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ name, parentPath }) => {
      const file = join(parentPath, name);
      const type = types[extname(name)] ?? 'application/octet-stream';
      const isVersioned = /-[\w-]{8}\.\w+$/.test(name) || parentPath.includes(`${sep}immutable`);
      return [relative(folder, file).replaceAll(sep, '/'), { body: readFileSync(file), type, isVersioned }];
    }),
  );
}
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
  renderRulesBody(config: RulesConfig): string;
}

interface WebPages {
  /** Whole HTML of `/screen/<challengeId>`. */
  renderScreen(config: ScreenConfig): string;
  /** Whole HTML of `/`. */
  renderPublic(config: PublicConfig): string;
  /** Whole HTML of `/rules/<challengeId>`. */
  renderRules(config: RulesConfig): string;
}

/** Loads the built web part; `dist` holds `web` (browser files, served under /assets) and `web-ssr`. Throws when it is not built. */
function loadWebPages(dist: string): WebPages {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const bundle = require(join(dist, 'web-ssr/pages.cjs')) as PagesBundle;
  const screen = headOf(dist, 'screen', /geologica-(cyrillic|latin)-(400|500|700)-/);
  const open = headOf(dist, 'public', /geologica-(cyrillic|cyrillic-ext)-(400|700)-/);
  const manifest = manifestOf(dist, 'public');
  const wordsOf = (locale: Locale) => moduleLink(manifest, `shared/i18n/text.${locale}.ts`);
  const college = moduleLink(manifest, 'public/CollegePage.svelte');
  return {
    renderScreen: (config) => {
      const { titles } = config.initial.challenge;
      // A television may run no script at all and has no keyboard.
      const reload = '<noscript><meta http-equiv="refresh" content="30"></noscript>';
      return html(
        config,
        [...new Set([titles.kk, titles.ru])].join(' · '),
        screen + reload,
        bundle.renderScreenBody(config),
      );
    },
    renderPublic: (config) => {
      const links = open + wordsOf(config.locale) + (config.view.collegeId === null ? '' : college);
      return html(config, 'Qorzhyn', links, bundle.renderPublicBody(config));
    },
    renderRules: (config) =>
      plainPage({
        language: config.locale,
        title: config.titles[config.locale],
        path: `/rules/${config.challengeId}`,
        content: bundle.renderRulesBody(config),
        isWide: true,
      }),
  };
}

/** Preloads a module that the page's script imports. */
const moduleLink = (manifest: Readonly<Record<string, Chunk>>, module: string): string =>
  `\n<link rel="modulepreload" href="/${manifest[module]!.file}">`;

const manifestOf = (dist: string, page: 'screen' | 'public'): Record<string, Chunk> =>
  JSON.parse(readFileSync(join(dist, `web/.vite/${page}.json`), 'utf8')) as Record<string, Chunk>;

function headOf(dist: string, page: 'screen' | 'public', fonts: RegExp): string {
  const manifest = manifestOf(dist, page);
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

function html(config: ScreenConfig | PublicConfig, title: string, links: string, part: RenderedPart): string {
  return htmlDocument({
    language: config.locale,
    title,
    head: `${links}\n<script>${WATCHDOG}</script>\n${part.head}`,
    body: `<div id="app">${part.body}</div>\n<script type="application/json" id="config">${scriptJson(config)}</script>`,
  });
}
