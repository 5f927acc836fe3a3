interface Asking {
  method: string;
  protocol: string;
  host: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The scheme, host and port under which a request reached us. */
const ownOrigin = ({ protocol, host }: Asking): string => `${protocol}://${host}`.toLowerCase();

/** True when a write comes from one of our own pages, or from a program that is not a browser. */
export function isOwnWrite(request: Asking, publicUrl: string | undefined): boolean {
  if (harmless.has(request.method)) return true;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) return isOwnOrigin(String(origin), request, publicUrl);
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Also for the socket handshake. */
export function isOwnOrigin(origin: string, request: Asking, publicUrl: string | undefined): boolean {
  const own = [ownOrigin(request), ...(publicUrl ? [new URL(publicUrl).origin] : [])];
  return own.includes(origin.toLowerCase());
}
