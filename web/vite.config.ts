import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
/** WEB_DIST: tests build into a folder of their own. */
const dist = process.env['WEB_DIST'] ?? `${here}/../dist`;

/** The browser's own parser in place of a regular expression; the callers add brackets to IPv6 hosts themselves. */
const PARSE_URI = `export function parse(source) {
  const { protocol, hostname, port, pathname, search } = new URL(source, location.href);
  return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ''), port, path: pathname, query: search.slice(1) };
}`;

/**
 * Removes the socket client's other transports and its binary packets, to keep the hall screen within 40 kB. A network
 * without WebSockets is served by polling the board.
 */
const webSocketOnly = (): Plugin => ({
  name: 'websocket-only',
  enforce: 'pre',
  load: (id) => {
    if (id.endsWith('/socket.io-parser/build/esm/is-binary.js'))
      return 'export const isBinary = () => false; export const hasBinary = () => false;';
    if (id.endsWith('/socket.io-parser/build/esm/binary.js'))
      return 'export const deconstructPacket = () => null; export const reconstructPacket = () => null;';
    if (id.endsWith('/engine.io-client/build/esm/contrib/parseuri.js')) return PARSE_URI;
    if (!id.includes('/engine.io-client/build/esm/transports/')) return null;
    if (id.endsWith('/index.js'))
      return 'import { WS } from "./websocket.node.js";\nexport const transports = { websocket: WS };';
    if (/(polling|polling-xhr|polling-fetch|webtransport)(\.node)?\.js$/.test(id))
      return 'export class XHR {}\nexport class Fetch {}\nexport class WT {}';
    return null;
  },
});

/** For `npm run dev`: the page asks once a second whether the server links other files than it has, and then reloads. */
const reload = (): Plugin => ({
  name: 'reload',
  transform: (code, id) =>
    !/\/(screen|public)\/main\.ts$/.test(id)
      ? null
      : `${code}
setInterval(async () => {
  const html = await fetch(location.href).then((response) => response.text(), () => '');
  const files = [...html.matchAll(/(?:src|href)="(\\/assets\\/[^"]+)"/g)].map(([, file]) => file);
  if (files.some((file) => !document.querySelector(\`[src="\${file}"], [href="\${file}"]\`))) location.reload();
}, 1000);`,
});

/** Builds the public page after the hall screen. Apart from each other neither loads what only the other needs. */
const thenPublic = (): Plugin => ({
  name: 'then-public',
  closeBundle: async () => {
    await build({ configFile: import.meta.filename, mode: 'public', logLevel: 'warn' });
  },
});

/** A hall waits for its font; a page that is read at 400 kbit/s shows its text at once. */
const textAtOnce = (): Plugin => ({
  name: 'text-at-once',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle))
      if (file.type === 'asset' && file.fileName === 'assets/plain.css')
        file.source = String(file.source).replaceAll(/font-display:\s*block/g, 'font-display:swap');
  },
});

/** Scripts of the pages that the server writes. */
const plainScripts = {
  enhance: `${here}/plain/enhance.ts`,
  'password-rules': `${here}/plain/password-rules.ts`,
  passkey: `${here}/plain/passkey.ts`,
};

/** `vite build -c web/vite.config.ts` → dist/web (browser); the same with `--ssr` → dist/web-ssr (server). */
export default defineConfig(({ isSsrBuild, mode }) => {
  const page = mode === 'public' ? 'public' : 'screen';
  const common = { root: here, publicDir: false, ssr: { noExternal: true } } as const;
  const checks = { bundlerTimings: false };
  const plugins = [webSocketOnly(), svelte({ configFile: false }), process.env['WEB_RELOAD'] ? reload() : null];
  if (isSsrBuild) {
    const output = { format: 'cjs', entryFileNames: 'pages.cjs', codeSplitting: false } as const;
    const rollupOptions = { input: `${here}/server/pages.ts`, output, checks };
    return {
      ...common,
      plugins,
      build: { outDir: `${dist}/web-ssr`, emptyOutDir: true, target: 'node22', rollupOptions },
    };
  }
  return {
    ...common,
    plugins: page === 'screen' ? [...plugins, thenPublic()] : [...plugins, textAtOnce()],
    build: {
      outDir: `${dist}/web`,
      emptyOutDir: page === 'screen',
      manifest: `.vite/${page}.json`,
      target: ['chrome64', 'safari12', 'firefox68'],
      cssTarget: ['chrome61'],
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rollupOptions: {
        checks,
        input: {
          [page]: `${here}/${page}/main.ts`,
          ...(page === 'public' ? { plain: `${here}/plain/plain.css`, ...plainScripts } : {}),
        },
        // Pages of the server link this sheet and these scripts by name, even while the build is being read.
        output: {
          entryFileNames: ({ name }) => `assets/${Object.hasOwn(plainScripts, name) ? '[name]' : '[name]-[hash]'}.js`,
          assetFileNames: ({ names }) => `assets/${names[0] === 'plain.css' ? '[name]' : '[name]-[hash]'}[extname]`,
        },
      },
    },
  };
});
