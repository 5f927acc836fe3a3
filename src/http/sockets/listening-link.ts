import { Client, type ClientConfig, Pool } from 'pg';

export interface ListeningLink {
  /** What the adapter takes for a pool. */
  pool: Pool;
  close(): void;
}

/**
 * The connections of the sockets' adapter. It keeps the one it hears on, takes another whenever that ends, and gives none of them back: so
 * each is made for it, outside of the pool that it tells through, and the one before is ended. It connects again for ever, also after its
 * own end: then it gets none.
 */
export function listeningLink(config: ClientConfig, onFault: (error: Error) => void): ListeningLink {
  let isClosed = false;
  let hearing: Client | null = null;
  const pool = new Pool({ ...config, max: 2 });
  pool.on('error', onFault);
  const end = (client: Client) => {
    client.removeAllListeners('end').removeAllListeners('notification');
    void client.end().catch(() => undefined);
  };
  const connect = async (): Promise<Client> => {
    if (hearing) end(hearing);
    hearing = null;
    const client = new Client(config);
    client.on('error', onFault);
    if (!isClosed) await client.connect().catch((error: Error) => fail(client, error));
    if (isClosed) {
      end(client);
      return new Promise(() => undefined);
    }
    hearing = client;
    return Object.assign(client, { release: () => end(client) });
  };
  const fail = (client: Client, error: Error): never => {
    end(client);
    onFault(error);
    throw error;
  };
  const query = (sql: string, values?: unknown[]) => pool.query(sql, values);
  return {
    pool: { connect, query } as unknown as Pool,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      // The adapter gives its connection back in this turn.
      setImmediate(() => void pool.end().catch(() => undefined));
    },
  };
}
