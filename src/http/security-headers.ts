import type { AppConfig } from '../config/environment.js';

/** What every answer tells browsers, beside its content security policy. It depends on the settings alone, so it is made once. */
export function securityHeaders({ PUBLIC_URL }: Pick<AppConfig, 'PUBLIC_URL'>): Readonly<Record<string, string>> {
  const overTls = {
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  };
  return {
    ...(PUBLIC_URL?.startsWith('https:') ? overTls : {}),
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  };
}
