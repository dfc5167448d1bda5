import type { ReactNode } from 'react';
import { useAtlasText } from '../language/atlas-text.ts';
import { Icon } from '../parts/icon.tsx';
import './view-switch.css';

export type View = 'tree' | 'table';
export const views: readonly View[] = ['tree', 'table'];

/** From here on the tree is shown before the table. */
export const wideEnoughForTree = '(min-width: 48rem)';

/** The same models as a tree or as a table. */
export function ViewSwitch({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }): ReactNode {
  const { familyTree: text } = useAtlasText();
  return (
    <fieldset className="view-switch">
      <legend className="visually-hidden">{text.view}</legend>
      {views.map((one) => (
        <button key={one} type="button" aria-pressed={view === one} onClick={() => onChange(one)}>
          <Icon name={one} size={16} />
          {text[one]}
        </button>
      ))}
    </fieldset>
  );
}
