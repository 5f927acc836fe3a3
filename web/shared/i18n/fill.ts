/** Puts values into a phrase: `fill('{n} акция', { n: '3' })`. */
export function fill(phrase: string, values: Record<string, string | number>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
