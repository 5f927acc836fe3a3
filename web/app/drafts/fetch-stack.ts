import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';

/** Requests of tus by `fetch`, for the service worker. Progress comes after each part only. */
export class FetchStack implements HttpStack {
  getName = (): string => 'FetchStack';
  createRequest = (method: string, url: string): HttpRequest => new FetchRequest(method, url);
}

class FetchRequest implements HttpRequest {
  private readonly headers = new Headers();
  private readonly abortion = new AbortController();

  constructor(
    private readonly method: string,
    private readonly url: string,
  ) {}

  getMethod = (): string => this.method;
  getURL = (): string => this.url;
  setHeader = (header: string, value: string): void => this.headers.set(header, value);
  getHeader = (header: string): string | undefined => this.headers.get(header) ?? undefined;
  setProgressHandler = (): void => undefined;
  getUnderlyingObject = (): this => this;

  async send(body: BodyInit | null = null): Promise<HttpResponse> {
    const { method, headers, url } = this;
    const response = await fetch(url, { method, headers, body, signal: this.abortion.signal });
    const text = await response.text();
    return {
      getStatus: () => response.status,
      getHeader: (header) => response.headers.get(header) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => response,
    };
  }

  abort(): Promise<void> {
    this.abortion.abort();
    return Promise.resolve();
  }
}
