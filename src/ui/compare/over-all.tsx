import type { ReactNode } from 'react';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { DifferencesDialog } from './differences-dialog.tsx';
import { LineageDialog } from './lineage-dialog.tsx';
import { NumbersDialog } from './numbers-dialog.tsx';
import { useShownColumns } from './shown-column.ts';

interface Properties {
  readonly view: 'numbers' | 'lineage' | 'differences';
  readonly comparison: ComparisonRecord;
  readonly onClose: () => void;
}

/** A view over the columns' newest answers. */
export function OverAll({ view, comparison, onClose }: Properties): ReactNode {
  const columns = useShownColumns(comparison);
  const Shown = { numbers: NumbersDialog, lineage: LineageDialog, differences: DifferencesDialog }[view];
  return <Shown columns={columns} onClose={onClose} />;
}
