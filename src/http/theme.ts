import { parseCookie } from 'cookie';

/** The reader's choice of colours; absent = as the system shows everything else. */
export const THEME_COOKIE = 'qorzhyn_theme';

/** Marks a page with the colours that the reader chose. */
export function themed(page: string, cookieHeader: string | undefined): string {
  const chosen = parseCookie(cookieHeader ?? '')[THEME_COOKIE];
  return chosen === 'dark' || chosen === 'light' ? page.replace('<html ', `<html data-theme="${chosen}" `) : page;
}
