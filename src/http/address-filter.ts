import { z } from 'zod';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);

/** A part of a filter in an address. What is wrong there counts as not chosen: addresses get edited and old. */
export const inAddress = <T extends z.ZodType>(schema: T) =>
  z.preprocess(blank, schema.optional().catch(undefined));

/** One of several choices in an address. */
export const choiceInAddress = <T extends string>(values: readonly [T, ...T[]]) =>
  inAddress(z.enum(values));

/** Words in an address. */
export const textInAddress = inAddress(z.string().trim().max(200));
