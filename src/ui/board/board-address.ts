import type { BoardGrouping } from '#chat/board/players.ts';

/** What the board shows, as an address holds it: `by=foundation&use=commercial&votes=blind`. */
export interface BoardState {
  readonly by: BoardGrouping;
  /** Only models that may be used commercially, on conditions perhaps. */
  readonly isCommercial: boolean;
  readonly isBlindOnly: boolean;
}

export const groupings: readonly BoardGrouping[] = ['model', 'foundation', 'license'];

/** Values that do not exist are left out. */
export function readBoard(query: string): BoardState {
  const values = new URLSearchParams(query);
  return {
    by: groupings.find((grouping) => grouping === values.get('by')) ?? 'model',
    isCommercial: values.get('use') === 'commercial',
    isBlindOnly: values.get('votes') === 'blind',
  };
}

/** The shortest query that `readBoard` reads back. */
export function writeBoard({ by, isCommercial, isBlindOnly }: BoardState): string {
  const values = new URLSearchParams();
  if (by !== 'model') values.set('by', by);
  if (isCommercial) values.set('use', 'commercial');
  if (isBlindOnly) values.set('votes', 'blind');
  return values.toString();
}
