import { hostsOf } from './hosts.js';
import { WritableHost } from './writable-host.js';

export interface ReachedDatabase {
  /** Addresses of one host each. */
  appUrl: string;
  adminUrl: string;
  close(): Promise<void>;
}

/** Makes addresses of several hosts usable for clients that know one host. Errors: NoWritableHost. */
export async function reachDatabase(
  appUrl: string,
  adminUrl: string,
  log: { warn(message: string): void },
): Promise<ReachedDatabase> {
  if ((hostsOf(appUrl)?.length ?? 1) < 2) return { appUrl, adminUrl, close: () => Promise.resolve() };
  const route = await WritableHost.open(appUrl, log);
  return { appUrl: route.through(appUrl), adminUrl: route.through(adminUrl), close: () => route.close() };
}
