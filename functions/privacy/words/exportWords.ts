import type { en } from './en.ts';

/** What every language has to say: as much as English does. */
export type ExportWords = typeof en;
