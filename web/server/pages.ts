import { render } from 'svelte/server';
import type { PublicConfig, ScreenConfig } from '../../src/pages/page.contract.js';
import App from '../public/App.svelte';
import Screen from '../screen/Screen.svelte';

export interface RenderedPart {
  head: string;
  body: string;
}

/** The hall screen's first HTML. */
export function renderScreenBody(config: ScreenConfig): RenderedPart {
  const { head, body } = render(Screen, { props: { config } });
  return { head, body };
}

/** The public page's first HTML. */
export function renderPublicBody(config: PublicConfig): RenderedPart {
  const { head, body } = render(App, { props: { config } });
  return { head, body };
}
