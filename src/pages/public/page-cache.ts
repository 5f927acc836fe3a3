const KEPT_MS = 1_000;
const MAX_PAGES = 200;

/** Rendered pages for one second: the phones of a hall open the same page at once. The socket brings later changes. */
export class PageCache {
  private readonly pages = new Map<string, { until: number; html: Promise<Buffer> }>();

  get(key: string, render: () => Promise<string>): Promise<Buffer> {
    const now = performance.now();
    const found = this.pages.get(key);
    if (found && found.until > now) return found.html;
    if (this.pages.size >= MAX_PAGES) this.pages.clear();
    const html = render().then((text) => Buffer.from(text));
    this.pages.set(key, { until: now + KEPT_MS, html });
    html.catch(() => this.pages.delete(key));
    return html;
  }
}
