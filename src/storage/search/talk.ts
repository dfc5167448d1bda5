import type { Found, Sought } from '#chat/search/match.ts';
import type { SearchPlan } from '#chat/search/plan.ts';
import type { MessageRecord } from '#chat/records.ts';

/** What the page tells the worker that reads the messages. */
export type SearchOrder =
  | {
      readonly type: 'begin';
      /** `null`: nothing is stored here, everything is in `memory`. */
      readonly databaseName: string | null;
      /** In the order in which they are searched. */
      readonly sought: readonly Sought[];
      /** Messages that are not in the database, or are newer here than there. */
      readonly memory: readonly MessageRecord[];
    }
  /** Takes the place of the search before it. */
  | { readonly type: 'find'; readonly id: number; readonly plan: SearchPlan };

/** What the worker tells back; `id` names the search. */
export type SearchReport =
  | { readonly type: 'found'; readonly id: number; readonly found: readonly Found[]; readonly searched: number }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };
