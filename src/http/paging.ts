import { z } from 'zod';

/** The part of a list that is wanted; all lists of the interface are asked for in this way. */
export const paging = (standard: number, most: number) => ({
  limit: z.coerce.number().int().min(1).max(most).default(standard),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

export interface Page {
  limit: number;
  offset: number;
}

/** One page of a list that is at hand as a whole. */
export const pageIn = <Item>(all: readonly Item[], { limit, offset }: Page): { items: Item[]; total: number } => ({
  items: all.slice(offset, offset + limit),
  total: all.length,
});
