import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import adapterStatic from '@sveltejs/adapter-static';
import type { Adapter } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { firstPage } from './first-page.mts';

const here = import.meta.dirname;
/** WEB_DIST: tests build into a folder of their own. */
const dist = process.env['WEB_DIST'] ?? `${here}/../../dist`;
const out = `${dist}/web-app`;
/** The page of all components, for development and its tests. */
const hasComponents = Boolean(process.env['WEB_RELOAD'] ?? process.env['WEB_COMPONENTS']);
/** Intermediate files; they load packages, so they must be inside the project. */
const work = `${here}/../../node_modules/.cache/web-app-${process.pid}`;
// SvelteKit loads this file in its workers too.
if (isMainThread) process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

const first = firstPage();

/** The shell that every page of the application starts with. Its start script is a file, because pages run no inline script. */
function shell(): Adapter {
  const files = adapterStatic({ pages: out, fallback: '_app/shell.html' });
  return {
    name: 'shell',
    async adapt(builder) {
      await files.adapt(builder);
      const html = readFileSync(`${out}/_app/shell.html`, 'utf8');
      const [tag, script] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
      if (!tag || !script) throw new Error('the shell of the application has no start script');
      const name = `start.${hashOf(script)}.js`;
      writeFileSync(`${out}/_app/immutable/${name}`, script);
      const page = html.replace(tag, () => `<script src="/_app/immutable/${name}"></script>`);
      if (/<script>|<style|style="/.test(page)) throw new Error('the shell of the application has inline code');
      writeFileSync(`${out}/_app/shell.html`, page);
      writeFirstPages(page);
      const worker = `${out}/service-worker.js`;
      const filled = readFileSync(worker, 'utf8')
        .replace('%shell-start%', name)
        .replace('%shell-revision%', hashOf(page));
      if (/%shell-/.test(filled) || !filled.includes(name)) throw new Error('the service worker names no shell');
      writeFileSync(worker, filled);
      if (hasComponents) writeFileSync(`${out}/_app/development.json`, '{}');
    },
  };
}

/** The shell of the page that most people open, by language: its links to files are those of that page. */
function writeFirstPages(page: string): void {
  for (const locale of ['kk', 'ru', 'en'] as const) {
    const bare = page.replaceAll(/\s*<link [^>]*(?:modulepreload|stylesheet)[^>]*>/g, '');
    const html = bare
      .replace('</head>', () => `${first.tags(locale)}\n</head>`)
      .replace('lang="kk"', `lang="${locale}"`);
    writeFileSync(`${out}/_app/portal.${locale}.html`, html);
  }
}

/** The policy of the pages allows no inline style, and SvelteKit hides its announcer by one. */
const announcerWithoutStyle = (): Plugin => ({
  name: 'announcer-without-style',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/kit/src/runtime/components/root.svelte')) return null;
    const changed = code.replace(/(id="svelte-announcer"[^>]*?)style="[^"]*"/, '$1class="sr-only"');
    if (changed === code) throw new Error('the announcer of SvelteKit has changed');
    return { code: changed, map: null };
  },
});

/** `vite build web/app -c web/app/vite.config.ts` → dist/web-app: portal, and the areas that follow. */
export default defineConfig({
  root: here,
  define: { 'import.meta.env.VITE_COMPONENTS': JSON.stringify(hasComponents) },
  plugins: [
    announcerWithoutStyle(),
    first,
    sveltekit({
      adapter: shell(),
      outDir: work,
      files: {
        src: here,
        routes: `${here}/routes`,
        assets: `${here}/static`,
        appTemplate: `${here}/app.html`,
        serviceWorker: `${here}/service-worker`,
      },
      serviceWorker: { register: false },
      version: { pollInterval: 0 },
    }),
  ],
  build: { target: ['chrome107', 'safari16', 'firefox104'], assetsInlineLimit: 0, reportCompressedSize: false },
});
