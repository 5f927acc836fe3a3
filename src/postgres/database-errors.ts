/** Connection lost, pool exhausted, statement cut, server starting or stopping. */
const databaseGone = /^(08|57P0|57014|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** True when a later attempt of the same query may succeed. */
export function isDatabaseGone(error: unknown): boolean {
  const { code, driverError, message } = (error ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown };
    message?: unknown;
  };
  const known = driverError?.code ?? code;
  return (
    (typeof known === 'string' && databaseGone.test(known)) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(String(message))
  );
}
