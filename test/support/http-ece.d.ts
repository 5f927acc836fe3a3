declare module 'http_ece' {
  export function decrypt(
    body: Buffer,
    options: { version: 'aes128gcm'; privateKey: import('node:crypto').ECDH; authSecret: Buffer },
  ): Buffer;
}
