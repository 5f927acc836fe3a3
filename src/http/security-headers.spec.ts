import { securityHeaders } from './security-headers.js';

const headersOf = (PUBLIC_URL: string | undefined, QORZHYN_HSTS_SUBDOMAINS: 'on' | 'off' = 'off') =>
  securityHeaders({ PUBLIC_URL, QORZHYN_HSTS_SUBDOMAINS });

describe('securityHeaders', () => {
  it('forbids type sniffing, foreign frames and foreign referrers', () => {
    expect(headersOf(undefined)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
    });
  });

  it('asks for TLS only where the public address has it', () => {
    expect(headersOf('https://qorzhyn.example')['strict-transport-security']).toBe('max-age=31536000');
    expect(headersOf('http://qorzhyn.example', 'on')).not.toHaveProperty('strict-transport-security');
    expect(headersOf(undefined, 'on')).not.toHaveProperty('strict-transport-security');
  });

  it('names subdomains only when the setting asks for it', () => {
    expect(headersOf('https://qorzhyn.example', 'on')['strict-transport-security']).toBe(
      'max-age=31536000; includeSubDomains',
    );
  });
});
