import { z } from 'zod';

/** Query parameters of every list. */
export const paging = (standard: number, most: number) => ({
  limit: z.coerce.number().int().min(1).max(most).default(standard),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** A filter by yes or no. */
export const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true');

export interface Page {
  limit: number;
  offset: number;
}

/** Cuts one page from a complete list. */
export const pageIn = <Item>(all: readonly Item[], { limit, offset }: Page): { items: Item[]; total: number } => ({
  items: all.slice(offset, offset + limit),
  total: all.length,
});
