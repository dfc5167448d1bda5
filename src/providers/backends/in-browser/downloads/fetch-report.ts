import type { DownloadTrouble, DownloadTroubleCode } from '../../../local-models.ts';

/** What the worker is told to fetch. */
export interface FetchOrder {
  readonly folder: string;
  readonly address: string;
  /** Sent to the address's origin; `null`: none. */
  readonly key: string | null;
  readonly bytes: number;
  readonly sha256: string | null;
}

/** What the worker tells; the last three end it. */
export type FetchReport =
  | { readonly type: 'progress'; readonly stage: 'checking' | 'fetching'; readonly done: number }
  | { readonly type: 'whole'; readonly sha256: string }
  | { readonly type: 'stopped'; readonly done: number }
  | { readonly type: 'trouble'; readonly trouble: DownloadTrouble; readonly done: number };

/** Name of the lock that keeps two tabs from writing one file. */
export const lockOf = (folder: string): string => `stemma-download:${folder}`;

/** A download's failure on its way to the report. */
export class FetchFailure extends Error {
  readonly trouble: DownloadTrouble;

  constructor(code: DownloadTroubleCode, detail: string) {
    super(detail);
    this.trouble = { code, detail };
  }
}
