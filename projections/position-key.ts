const WIDTH = 20;

/** A document key whose text order is the order of positions: numbers, with or without a dash. */
export function positionKey(position: string): string {
  return position
    .split('-')
    .map((part) => part.padStart(WIDTH, '0'))
    .join('-');
}
