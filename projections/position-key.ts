const WIDTH = 20;

/** Positions are texts of numbers with or without a dash; as keys of documents they stand in the order of the history. */
export function positionKey(position: string): string {
  return position
    .split('-')
    .map((part) => part.padStart(WIDTH, '0'))
    .join('-');
}
