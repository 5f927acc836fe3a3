const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdgA?\b|\bEdgiOS\b/],
  ['Opera', /\bOPR\b|\bOpera\b/],
  ['Yandex', /\bYaBrowser\b/],
  ['Samsung Internet', /\bSamsungBrowser\b/],
  ['Firefox', /\bFirefox\b|\bFxiOS\b/],
  ['Chrome', /\bChrome\b|\bCriOS\b|\bChromium\b/],
  ['Safari', /\bSafari\b/],
];
const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\biPhone\b|\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
];

const firstOf = (table: typeof BROWSERS, text: string) => table.find(([, pattern]) => pattern.test(text))?.[0];

/** Browser and system without versions, so that a person knows the device and nobody can follow it; null = a program. */
export function deviceName(userAgent: string | undefined): string | null {
  const text = (userAgent ?? '').slice(0, 500);
  const parts = [firstOf(BROWSERS, text), firstOf(SYSTEMS, text)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : null;
}
