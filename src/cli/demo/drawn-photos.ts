import sharp from 'sharp';
import { seededRandom } from './season.js';

export const SCENES = ['shore', 'planting', 'yard', 'baskets', 'act'] as const;
export type Scene = (typeof SCENES)[number];

const WIDTH = 1_600;
const HEIGHT = 1_200;
const HORIZON = 620;
type Random = () => number;

/** A photo for the demo, drawn by this program: nobody is on it. The number varies the scene; a number gives the same bytes. */
export async function drawnPhoto(scene: Scene, number: number): Promise<Buffer> {
  const random = seededRandom(number * 31 + SCENES.indexOf(scene));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">${draw[scene](random)}</svg>`;
  return sharp(Buffer.from(svg), { density: 72 }).jpeg({ quality: 82 }).toBuffer();
}

const between = (random: Random, from: number, to: number): number => Math.round(from + random() * (to - from));
const times = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('');

const sky = (random: Random, top: string, low: string): string =>
  `<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient>
<path fill="url(#s)" d="M0 0h${WIDTH}v${HORIZON + 40}H0z"/><circle cx="${between(random, 1_050, 1_450)}" cy="${between(random, 130, 260)}" r="84" fill="#ffe3a3"/>`;

/** White cliffs of Mangystau. */
const cliffs = (random: Random): string => {
  const x = between(random, 60, 700);
  return `<path fill="#e8c9a0" d="M${x} ${HORIZON}l120-190h180l60 60h130l110 130z"/><path fill="#d7b083" d="M${x + 240} ${HORIZON}l60-190h0l60 60h130l110 130z"/>`;
};

const sapling = (x: number, y: number, size: number): string =>
  `<path stroke="#5a4030" stroke-width="${size / 9}" d="M${x} ${y}v-${size}"/><ellipse cx="${x}" cy="${y - size}" rx="${size / 3.2}" ry="${size / 2}" fill="#3f8f4f"/><ellipse cx="${x}" cy="${y}" rx="${size / 2}" ry="${size / 9}" fill="#8a6238"/>`;
const bag = (x: number, y: number, size: number, colour: string): string =>
  `<path fill="${colour}" d="M${x - size / 2} ${y}q-${size / 6}-${size / 1.4} ${size / 3}-${size}l${size / 6}-${size / 8} ${size / 6} ${size / 8}q${size / 2} ${size / 3.5} ${size / 3} ${size}z"/>`;

const draw: Readonly<Record<Scene, (random: Random) => string>> = {
  shore: (random) => `${sky(random, '#9fd3dc', '#dff0ee')}${cliffs(random)}
<path fill="#2f8f93" d="M0 ${HORIZON}h${WIDTH}v270H0z"/>${times(9, () => `<path stroke="#bfe3e0" stroke-width="7" d="M${between(random, 0, 1_400)} ${between(random, HORIZON + 20, HORIZON + 170)}h${between(random, 70, 190)}"/>`)}
<path fill="#e3cfa5" d="M0 ${HORIZON + 180}q400-70 800 0t800-10v${HEIGHT}H0z"/>${times(between(random, 6, 11), () => bag(between(random, 90, 1_500), between(random, 930, 1_150), between(random, 100, 170), random() > 0.5 ? '#27566b' : '#3b3b46'))}`,
  planting: (random) => `${sky(random, '#b7dbe4', '#f3ead2')}${cliffs(random)}
<path fill="#c49a5f" d="M0 ${HORIZON}h${WIDTH}v${HEIGHT}H0z"/>${times(5, (row) => times(4 + row, (column) => sapling(120 + column * (1_500 / (4 + row)) + between(random, -20, 20), 690 + row * 110, 60 + row * 26)))}`,
  yard: (random) => `${sky(random, '#c7dbe8', '#eef1e4')}
<path fill="#d9d2c3" d="M180 250h1240v370H180z"/>${times(8, (n) => `<path fill="#7f9db0" d="M${240 + n * 148} 310h86v110h-86zM${240 + n * 148} 470h86v110h-86z"/>`)}
<path fill="#9aa88a" d="M0 ${HORIZON}h${WIDTH}v${HEIGHT}H0z"/><path fill="#b9b3a4" d="M600 ${HORIZON}h400l240 580H360z"/>${times(between(random, 4, 8), () => bag(between(random, 100, 1_500), between(random, 900, 1_140), between(random, 110, 160), '#2c4f86'))}`,
  baskets: (random) =>
    `<path fill="#efe4d0" d="M0 0h${WIDTH}v${HEIGHT}H0z"/><path fill="#b98b5a" d="M0 760h${WIDTH}v${HEIGHT}H0z"/>${times(
      6,
      (n) => {
        const [x, y] = [170 + (n % 3) * 460, 620 + Math.floor(n / 3) * 330];
        return `<path fill="#a8672f" d="M${x} ${y}h330l-40 200h-250z"/><path fill="none" stroke="#8a5024" stroke-width="16" d="M${x + 30} ${y}q135-210 270 0"/>${times(4, (k) => `<circle cx="${x + 60 + k * 70}" cy="${y - 10}" r="${between(random, 30, 44)}" fill="${['#c8402c', '#e9b949', '#5b9a4c', '#f3efe2'][k]}"/>`)}`;
      },
    )}`,
  act: (random) =>
    `<path fill="#8d949c" d="M0 0h${WIDTH}v${HEIGHT}H0z"/><g transform="rotate(${between(random, -6, 6)} 800 600)"><path fill="#fdfbf4" d="M420 70h760v1060H420z"/><path fill="#33201c" d="M560 190h480v34H560z"/>${times(13, (line) => `<path fill="#b9b2a6" d="M510 ${300 + line * 48}h${between(random, 330, 580)}v14H510z"/>`)}<circle cx="980" cy="1010" r="72" fill="none" stroke="#3a5aa8" stroke-width="9"/><path stroke="#2b3f86" stroke-width="7" fill="none" d="M540 1020q60-90 110 0t120-20"/></g>`,
};
