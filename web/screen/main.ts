import '../shared/old-browsers.js';
import { hydrate } from 'svelte';
import type { ScreenConfig } from '../../src/pages/page.contract.js';
import '../shared/fonts.css';
import '../shared/icon.svg';
import '../shared/tokens.css';
import { pageConfig } from '../shared/page.js';
import './screen.css';
import './screen-portrait.css';
import Screen from './Screen.svelte';

hydrate(Screen, { target: document.getElementById('app')!, props: { config: pageConfig<ScreenConfig>() } });
