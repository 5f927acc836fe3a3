import type { IconName } from '../components/icons.js';
import { frame } from '../words/frame.js';

export interface Place {
  href: string;
  label: string;
  short: string;
  icon: IconName;
}

/** Places of the portal; the dock of a phone shows the first three. */
export const portalPlaces = (): Place[] => [
  { href: '/portal', label: frame.t('home'), short: frame.t('homeShort'), icon: 'home' },
  { href: '/portal/actions', label: frame.t('actions'), short: frame.t('actions'), icon: 'list' },
  { href: '/portal/points', label: frame.t('points'), short: frame.t('points'), icon: 'chart' },
];

/** The place of an address: the home page, or the longest place above it. */
export const isIn = (place: string, path: string): boolean =>
  place === '/portal' ? path === '/portal' : path === place || path.startsWith(`${place}/`);
