/** One cookie for the pages of the server and for this application; a sign-out keeps it. */
const KEY = 'qorzhyn_theme';
const YEAR_S = 31_536_000;
export type Theme = 'device' | 'light' | 'dark';

/** The reader's choice of colours; `device` follows the system. */
class ThemeChoice {
  chosen: Theme = $state.raw('device');

  constructor() {
    const kept = new RegExp(`(?:^|; )${KEY}=(light|dark)(?:;|$)`).exec(document.cookie)?.[1];
    this.show(kept === 'light' || kept === 'dark' ? kept : 'device');
  }

  choose(theme: Theme): void {
    this.show(theme);
    const age = theme === 'device' ? 0 : YEAR_S;
    document.cookie = `${KEY}=${theme}; path=/; max-age=${age}; samesite=lax`;
  }

  private show(theme: Theme): void {
    this.chosen = theme;
    const { dataset } = document.documentElement;
    if (theme === 'device') delete dataset['theme'];
    else dataset['theme'] = theme;
  }
}

export const theme = new ThemeChoice();
