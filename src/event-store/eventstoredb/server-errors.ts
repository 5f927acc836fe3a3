import { readFileSync } from 'node:fs';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { ChannelCredentials, type ServiceError, status } from '@grpc/grpc-js';
import type { EventStoreDbAddress } from '../../config/eventstoredb-address.js';
import type { Host } from '../../config/postgres-address.js';
import { StoreMisconfigured } from '../event-store.js';

const TLS_PROBE_MS = 1_000;

/** A value that the server sends beside an error. */
export const trailer = (error: unknown, name: string) =>
  (error as Partial<ServiceError> | null)?.metadata?.get(name)[0]?.toString();

export const isTombstoned = (error: unknown) => trailer(error, 'exception') === 'stream-deleted';

/** Throws StoreMisconfigured for files that cannot be used. */
export function channelCredentials({
  tls,
  tlsCaFile,
  userCertFile,
  userKeyFile,
}: EventStoreDbAddress): ChannelCredentials {
  if (!tls) return ChannelCredentials.createInsecure();
  const [ca, cert, key] = [
    readNamed('tlsCAFile', tlsCaFile),
    readNamed('userCertFile', userCertFile),
    readNamed('userKeyFile', userKeyFile),
  ];
  try {
    // OpenSSL ignores an authority file without a certificate.
    if (ca !== null && !ca.includes('-----BEGIN')) throw new Error('tlsCAFile holds no certificate');
    createSecureContext({ ca: ca ?? undefined, cert: cert ?? undefined, key: key ?? undefined });
  } catch (error) {
    const names = 'tlsCAFile, userCertFile or userKeyFile';
    throw new StoreMisconfigured(
      `EVENTSTORE_URL names a certificate or key that cannot be used (${(error as Error).message}): correct ${names}`,
      { cause: error },
    );
  }
  return ChannelCredentials.createSsl(ca, key, cert);
}

function readNamed(option: string, file: string | null): Buffer | null {
  if (file === null) return null;
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StoreMisconfigured(
      `EVENTSTORE_URL names the file ${file} in ${option}, which cannot be read (${(error as NodeJS.ErrnoException).code})`,
      { cause: error },
    );
  }
}

/** The correction an operator must make before a call can succeed; null when waiting may help. */
export function misconfiguration(error: Partial<ServiceError>): string | null {
  const text = error.message ?? '';
  if (error.code === status.UNAUTHENTICATED)
    return 'EVENTSTORE_URL has an account or password that EventStoreDB refuses: correct them';
  if (error.code === status.PERMISSION_DENIED || trailer(error, 'exception') === 'access-denied')
    return 'EVENTSTORE_URL has no account that may read and write the history: name one of the group $admins';
  if (/altnames|IP address mismatch|ERR_TLS_CERT_ALTNAME_INVALID/i.test(text))
    return 'EVENTSTORE_URL has a host name that is not in the certificate of the server: use the name of the certificate';
  if (/certificate has expired|CERT_HAS_EXPIRED/i.test(text))
    return 'EVENTSTORE_URL leads to a server whose certificate has expired: renew it';
  if (/self.signed|unable to (verify|get)|certificate|UNABLE_TO_|issuer/i.test(text))
    return 'EVENTSTORE_URL leads to a server whose certificate is not trusted: name its authority in tlsCAFile';
  if (/EPROTO|wrong version number|packet length too long|SSL routines/i.test(text))
    return 'EVENTSTORE_URL asks for TLS, but the server there has none: add tls=false';
  return null;
}

/** True when a TLS handshake succeeds, whatever the certificate. */
export function speaksTls({ host, port }: Host): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({
      host: host.replaceAll(/[[\]]/g, ''),
      port,
      rejectUnauthorized: false,
      timeout: TLS_PROBE_MS,
    });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false)).once('timeout', () => end(false));
  });
}
