/** Kazakh words: refuses an empty string at compile time; the other languages take their keys from these. */
export const words = <const T extends Record<string, string>>(all: {
  [K in keyof T]: T[K] extends '' ? never : T[K];
}): T => all as T;
