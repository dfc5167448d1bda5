import { lazy, type ReactNode, Suspense, useState } from 'react';
import { mostColumns } from '#chat/comparison.ts';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { hrefOf } from '../routes.ts';
import { useServices } from '../services-context.ts';
import { comparing } from './comparing.ts';
import { ComparisonMenu } from './comparison-menu.tsx';
import { plainSetup } from './lineup.ts';

const PickerDialog = lazy(async () => ({ default: (await import('../parts/picker/picker-dialog.tsx')).PickerDialog }));
const OverAll = lazy(async () => ({ default: (await import('./over-all.tsx')).OverAll }));

interface Properties {
  readonly comparison: ComparisonRecord;
  readonly menuButton: ReactNode;
  readonly isLinked: boolean;
  readonly onLink: (isLinked: boolean) => void;
}

/** What a comparison is called, and the views over all of its columns. */
export function CompareBar({ comparison, menuButton, isLinked, onLink }: Properties): ReactNode {
  const text = useCompareText();
  const { store } = useServices();
  const [open, setOpen] = useState<'numbers' | 'lineage' | 'differences' | 'picker' | null>(null);
  const isFull = comparison.columns.value.length >= mostColumns;
  const views: readonly (readonly [view: 'numbers' | 'lineage' | 'differences', icon: IconName])[] = [
    ['numbers', 'table'],
    ['lineage', 'tree'],
    ['differences', 'columns'],
  ];
  return (
    <header className="compare-bar">
      {menuButton}
      <ComparisonMenu comparison={comparison} />
      <div className="compare-tools">
        {views.map(([view, icon]) => (
          <button key={view} type="button" className="tool-button" aria-haspopup="dialog" title={text[view]} onClick={() => setOpen(view)}>
            <Icon name={icon} size={18} />
            <span>{text[view]}</span>
          </button>
        ))}
        <button
          type="button"
          className="tool-button small linked"
          aria-pressed={isLinked}
          title={text.linked}
          onClick={() => onLink(!isLinked)}
        >
          <Icon name="linked" size={18} />
          <span>{text.linked}</span>
        </button>
        <button
          type="button"
          className="tool-button small"
          disabled={isFull}
          title={isFull ? text.enough : text.addColumn}
          onClick={() => setOpen('picker')}
        >
          <Icon name="plus" size={18} />
          <span>{text.addColumn}</span>
        </button>
        <a className="tool-button small" title={text.newComparison} href={hrefOf({ screen: 'compare', comparisonId: null })}>
          <Icon name="pencil" size={18} />
          <span>{text.newComparison}</span>
        </a>
      </div>
      <Suspense fallback={null}>
        {open === 'picker' ? (
          <PickerDialog
            chosen={null}
            onClose={() => setOpen(null)}
            onChoose={(model) => {
              comparing(store).addColumn(comparison.id, plainSetup(model));
              setOpen(null);
            }}
          />
        ) : open === null ? null : (
          <OverAll view={open} comparison={comparison} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </header>
  );
}
