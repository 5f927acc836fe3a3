import type { AppConfig } from '../config/environment.js';

/** Headers of every response beside its content security policy; they depend on the settings alone. */
export function securityHeaders({
  PUBLIC_URL,
  QORZHYN_HSTS_SUBDOMAINS: subdomains,
}: Pick<AppConfig, 'PUBLIC_URL' | 'QORZHYN_HSTS_SUBDOMAINS'>): Readonly<Record<string, string>> {
  const overTls = {
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': `max-age=31536000${subdomains === 'on' ? '; includeSubDomains' : ''}`,
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
