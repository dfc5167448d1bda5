import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileTroubleCode } from '#providers/files/file-trouble.ts';

/** A file that is being read for a question. */
export interface Reading {
  readonly id: number;
  /** The draft that it is attached to. */
  readonly draftKey: string;
  readonly name: string;
  readonly giveUp: () => void;
}

/** A file that could not be attached. */
export interface Trouble {
  readonly id: number;
  readonly draftKey: string;
  readonly name: string;
  readonly code: FileTroubleCode;
  readonly number: number;
}

export interface Attaching {
  readonly reading: readonly Reading[];
  readonly troubles: readonly Trouble[];
  /** What was found out about models, by "backend id/model id": whether they read pictures, `null` = nobody tells. */
  readonly sight: Readonly<Record<string, boolean | null>>;
}

/** Files on their way into a question. */
export const attaching: StoreApi<Attaching> = createStore<Attaching>()(() => ({ reading: [], troubles: [], sight: {} }));
