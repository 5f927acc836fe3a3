import { hostsOf } from '../config/postgres-address.js';
import { checkDatabase } from './check-database.js';
import { PrimaryProxy } from './primary-proxy.js';

export interface ReachedDatabase {
  /** Addresses of one host each. */
  appUrl: string;
  adminUrl: string;
  close(): Promise<void>;
}

/** Makes addresses of several hosts usable for clients that know one host, and checks both. Errors: NoPrimary, BadSetting. */
export async function reachDatabase(
  appUrl: string,
  adminUrl: string,
  log: { warn(message: string): void },
): Promise<ReachedDatabase> {
  const proxy = (hostsOf(appUrl)?.length ?? 1) < 2 ? null : await PrimaryProxy.open(appUrl, log);
  const through = (url: string) => proxy?.through(url) ?? url;
  const reached = { appUrl: through(appUrl), adminUrl: through(adminUrl), close: async () => proxy?.close() };
  try {
    await checkDatabase(reached.appUrl, 'DATABASE_URL');
    if (adminUrl !== appUrl) await checkDatabase(reached.adminUrl, 'DATABASE_ADMIN_URL');
    return reached;
  } catch (error) {
    await proxy?.close();
    throw error;
  }
}
