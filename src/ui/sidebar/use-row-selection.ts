import { useMemo, useState } from 'react';

/** Which conversations are chosen to be moved, archived or deleted together; `null`: nothing is being chosen. */
export interface RowSelection {
  readonly selected: ReadonlySet<string> | null;
  readonly set: (ids: readonly string[] | null) => void;
  readonly toggle: (id: string) => void;
}

export function useRowSelection(): RowSelection {
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null);
  return useMemo(
    () => ({
      selected,
      set: (ids) => setSelected(ids === null ? null : new Set(ids)),
      toggle: (id) =>
        setSelected((before) => {
          const after = new Set(before);
          if (!after.delete(id)) after.add(id);
          return after;
        }),
    }),
    [selected],
  );
}
