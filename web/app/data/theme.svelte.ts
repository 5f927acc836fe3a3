const KEY = 'qorzhyn-theme';
export type Theme = 'device' | 'light' | 'dark';

/** The reader's choice of colours; `device` follows the system. */
class ThemeChoice {
  chosen: Theme = $state.raw('device');

  constructor() {
    const kept = localStorage.getItem(KEY);
    this.choose(kept === 'light' || kept === 'dark' ? kept : 'device');
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    const { dataset } = document.documentElement;
    if (theme === 'device') delete dataset['theme'];
    else dataset['theme'] = theme;
    if (theme === 'device') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  }
}

export const theme = new ThemeChoice();
