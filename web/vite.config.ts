import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/**
 * Leaves the WebSocket as the only transport of the socket client, so that the hall screen's script stays within its 40 kB: a
 * network without it is served by fetching the board.
 */
const webSocketOnly = (): Plugin => ({
  name: 'websocket-only',
  enforce: 'pre',
  load: (id) => {
    if (!id.includes('/engine.io-client/build/esm/transports/')) return null;
    if (id.endsWith('/index.js')) return 'import { WS } from "./websocket.node.js";\nexport const transports = { websocket: WS };';
    if (/(polling|polling-xhr|polling-fetch|webtransport)(\.node)?\.js$/.test(id)) return 'export class XHR {}\nexport class Fetch {}\nexport class WT {}';
    return null;
  },
});

/** `vite build -c web/vite.config.ts` → dist/web (browser); the same with `--ssr` → dist/web-ssr (server). */
export default defineConfig(({ isSsrBuild }) => ({
  root: here,
  plugins: [webSocketOnly(), svelte({ configFile: false })],
  publicDir: false,
  ssr: { noExternal: true },
  build: isSsrBuild
    ? {
        outDir: '../dist/web-ssr',
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: { input: `${here}/server/pages.ts`, output: { format: 'cjs', entryFileNames: 'pages.cjs', codeSplitting: false } },
      }
    : {
        outDir: '../dist/web',
        emptyOutDir: true,
        manifest: true,
        target: ['chrome64', 'safari12', 'firefox68'],
        cssTarget: ['chrome61'],
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        reportCompressedSize: false,
        rollupOptions: { input: { screen: `${here}/screen/main.ts`, public: `${here}/public/main.ts` } },
      },
}));
