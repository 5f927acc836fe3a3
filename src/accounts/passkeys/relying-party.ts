import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/environment.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type RawRequest, RequestAddress } from '../../http/request-address.js';

/** The site for which a passkey is good. */
export interface RelyingParty {
  rpId: string;
  origin: string;
}

/** A browser makes passkeys for a host name over https, or for localhost. Null = not for this address. */
export function relyingParty(publicOrigin: string | null, requestOrigin: string | null): RelyingParty | null {
  const origin = publicOrigin ?? requestOrigin;
  if (origin === null) return null;
  const { protocol, hostname } = new URL(origin);
  if (hostname === 'localhost') return { rpId: hostname, origin };
  // Without the setting the host of a request may be forged.
  if (publicOrigin === null || protocol !== 'https:') return null;
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? null : { rpId: hostname, origin };
}

@Injectable()
export class RelyingParties {
  constructor(
    private readonly config: AppConfig,
    private readonly addresses: RequestAddress,
  ) {}

  /** Null = this address has no passkeys. */
  find(request: RawRequest): RelyingParty | null {
    const { PUBLIC_URL } = this.config;
    return relyingParty(PUBLIC_URL ? new URL(PUBLIC_URL).origin : null, this.addresses.originOf(request));
  }

  /** Throws conflict PASSKEYS_NOT_HERE. */
  require(request: RawRequest): RelyingParty {
    const party = this.find(request);
    if (!party) throw new DomainError('conflict', 'PASSKEYS_NOT_HERE');
    return party;
  }
}
