/** Line icons on a grid of 24; decorative, so words stand beside each. */
const icon = (path: string): string =>
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`;

export const icons = {
  eye: icon('M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'),
  check: icon('M4.5 12.5l5 5 10-11'),
  link: icon(
    'M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  ),
  forward: icon('M9 5l7 7-7 7'),
  back: icon('M15 5l-7 7 7 7'),
  person: icon('M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6'),
  letter: icon('M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5'),
  phone: icon('M7.5 2.5h9v19h-9zM11 18.5h2'),
  passkey: icon(
    'M9 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2.5 20.5c.6-4 3.2-6 6.5-6 1 0 2 .2 2.8.6M17.5 10a3 3 0 0 1 1.2 5.7l1.3 1.3-1.3 1.3 1.3 1.3-2.5 2-1.5-1.5v-4.4A3 3 0 0 1 17.5 10z',
  ),
  theme: icon('M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5a8.5 8.5 0 0 1 0 17'),
} as const;
