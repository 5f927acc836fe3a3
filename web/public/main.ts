import '../shared/old-browsers.js';
import { hydrate } from 'svelte';
import type { PublicConfig } from '../../src/pages/page.contract.js';
import '../shared/fonts.css';
import '../shared/icon.svg';
import '../shared/tokens.css';
import { pageConfig } from '../shared/page.js';
import App from './App.svelte';
import './board.css';
import './college.css';
import { loadText } from './language.svelte.js';
import { loadCollegePage } from './load-college-page.js';

const config = pageConfig<PublicConfig>();
const college = config.view.collegeId === null ? null : loadCollegePage();
void Promise.all([loadText(config.locale), college]).then(([text, CollegePage]) =>
  hydrate(App, { target: document.getElementById('app')!, props: { config, text, CollegePage } }),
);
