import { Client, type ClientConfig, Pool } from 'pg';

export interface ListenPool {
  /** The part of a pool that the adapter uses. */
  pool: Pool;
  close(): void;
}

/**
 * The adapter never releases the connection it listens on, and takes another when that ends. Each is therefore opened outside the pool,
 * and the previous one is ended. After `close` it gets no connection.
 */
export function openListenPool(config: ClientConfig, onFault: (error: Error) => void): ListenPool {
  let isClosed = false;
  let listening: Client | null = null;
  const pool = new Pool({ ...config, max: 2 });
  pool.on('error', onFault);
  const end = (client: Client) => {
    client.removeAllListeners('end').removeAllListeners('notification');
    void client.end().catch(() => undefined);
  };
  const connect = async (): Promise<Client> => {
    if (listening) end(listening);
    listening = null;
    const client = new Client(config);
    client.on('error', onFault);
    if (!isClosed) await client.connect().catch((error: Error) => fail(client, error));
    if (isClosed) {
      end(client);
      return new Promise(() => undefined);
    }
    listening = client;
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
      // The adapter releases its connection in this turn.
      setImmediate(() => void pool.end().catch(() => undefined));
    },
  };
}
