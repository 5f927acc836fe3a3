import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Problem } from '../http/problem.js';
import { loadWebPages, type WebPages } from './public/render-page.js';

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
};

/** The built web part, read when first asked for: a server without it still answers its API. */
export class WebBuild {
  private found: WebPages | null = null;
  private files: Map<string, Asset> | null = null;

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
}

/** `dist` both for the compiled server (dist/src/…) and for one that runs from its sources. */
function distFolder(): string {
  const above = join(__dirname, '../..');
  return existsSync(join(above, 'web/.vite')) ? above : join(above, 'dist');
}

function readAssets(folder: string): Map<string, Asset> {
  return new Map(
    readdirSync(folder).map((name) => {
      const body = readFileSync(join(folder, name));
      const type = types[extname(name)] ?? 'application/octet-stream';
      return [name, { body, type, isVersioned: /-[\w-]{8}\.\w+$/.test(name) }];
    }),
  );
}
