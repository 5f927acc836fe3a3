/** Points per 100 students in lowest terms; the sign is the numerator's, 0 is 0/1. */
export function per100(points: number, divisor: number): { numerator: number; denominator: number } {
  const numerator = points * 100;
  const common = gcd(Math.abs(numerator), divisor);
  return { numerator: numerator / common, denominator: divisor / common };
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Cut towards zero to two decimals: 1239/100 → `12.39`, −1/3 → `-0.33`, −1/1000 → `0.00`. */
export function per100Text({ numerator, denominator }: { numerator: number; denominator: number }): string {
  const size = Math.abs(numerator);
  const whole = Math.floor(size / denominator);
  const hundredths = Math.floor(((size % denominator) * 100) / denominator);
  const sign = numerator < 0 && whole + hundredths > 0 ? '-' : '';
  return `${sign}${whole}.${String(hundredths).padStart(2, '0')}`;
}
