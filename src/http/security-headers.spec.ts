import { securityHeaders } from './security-headers.js';

describe('what every answer tells browsers', () => {
  test('is never to guess a type, never to be framed by others, and to tell no other site where it came from', () => {
    expect(securityHeaders({ PUBLIC_URL: undefined })).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
    });
  });

  test('is to stay with TLS where the address has it, and nowhere else', () => {
    expect(securityHeaders({ PUBLIC_URL: 'https://qorzhyn.example' })).toHaveProperty('strict-transport-security');
    expect(securityHeaders({ PUBLIC_URL: 'http://qorzhyn.example' })).not.toHaveProperty('strict-transport-security');
    expect(securityHeaders({ PUBLIC_URL: undefined })).not.toHaveProperty('strict-transport-security');
  });
});
