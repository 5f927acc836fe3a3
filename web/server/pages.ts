import { render } from 'svelte/server';
import type { Locale, PublicConfig, RulesConfig, ScreenConfig } from '../../src/pages/page.contract.js';
import App from '../public/App.svelte';
import CollegePage from '../public/CollegePage.svelte';
import type { LocaleText } from '../public/language.svelte.js';
import Rules from '../rules/Rules.svelte';
import Screen from '../screen/Screen.svelte';
import { text as en } from '../shared/i18n/text.en.js';
import { text as kk } from '../shared/i18n/text.kk.js';
import { text as ru } from '../shared/i18n/text.ru.js';

const TEXTS: Record<Locale, LocaleText> = { kk, ru, en };

export interface RenderedPart {
  head: string;
  body: string;
}

/** First HTML of the hall screen. */
export function renderScreenBody(config: ScreenConfig): RenderedPart {
  const { head, body } = render(Screen, { props: { config } });
  return { head, body };
}

/** First HTML of the public page. */
export function renderPublicBody(config: PublicConfig): RenderedPart {
  const { head, body } = render(App, { props: { config, text: TEXTS[config.locale], CollegePage } });
  return { head, body };
}

/** Content of the page of a rulebook; no script follows. */
export function renderRulesBody(config: RulesConfig): string {
  return render(Rules, { props: { config, text: TEXTS[config.locale] } }).body;
}
