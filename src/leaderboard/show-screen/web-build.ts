import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadWebPages, type WebPages } from './render-page.js';

export interface Asset {
  body: Buffer;
  /** Null where packing gains nothing: fonts are packed already. */
  gzip: Buffer | null;
  type: string;
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

  get pages(): WebPages {
    return (this.found ??= loadWebPages(this.dist));
  }

  /** A file under /assets; undefined = there is none of that name. */
  asset(name: string): Asset | undefined {
    this.files ??= readAssets(join(this.dist, 'web/assets'));
    return this.files.get(name);
  }
}

/** `dist` both for the compiled server (dist/src/…) and for one that runs from its sources. */
function distFolder(): string {
  const above = join(__dirname, '../../..');
  return existsSync(join(above, 'web/.vite')) ? above : join(above, 'dist');
}

function readAssets(folder: string): Map<string, Asset> {
  return new Map(
    readdirSync(folder).map((name) => {
      const body = readFileSync(join(folder, name));
      const type = types[extname(name)] ?? 'application/octet-stream';
      return [name, { body, gzip: extname(name) === '.woff2' ? null : gzipSync(body, { level: 9 }), type }];
    }),
  );
}
