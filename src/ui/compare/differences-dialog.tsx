import { type ReactNode, useState } from 'react';
import { useCompareText } from '../language/compare-text.ts';
import { DiffView } from '../parts/diff/diff-view.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { ShownColumn } from './shown-column.ts';

/** Two of the newest answers, word by word. */
export function DifferencesDialog({
  columns,
  onClose,
}: {
  readonly columns: readonly ShownColumn[];
  readonly onClose: () => void;
}): ReactNode {
  const { diff: text } = useCompareText();
  const withWords = columns.filter(({ answer }) => answer !== null && answer.text !== '');
  const [chosen, setChosen] = useState<readonly [number, number]>([0, 1]);
  const [first, second] = chosen.map((place) => withWords[place]);
  return (
    <Dialog title={text.title} onClose={onClose} className="compare-wide">
      {withWords.length < 2 || first === undefined || second === undefined ? (
        <p className="compare-note">{text.notEnough}</p>
      ) : (
        <div className="compare-dialog-body" tabIndex={-1}>
          {withWords.length === 2 ? null : (
            <div className="diff-choice">
              {([0, 1] as const).map((side) => (
                <label key={side}>
                  <span>{side === 0 ? text.first : text.second}</span>
                  <select
                    className="text-input"
                    value={chosen[side]}
                    onChange={(event) => {
                      const place = Number(event.currentTarget.value);
                      setChosen(side === 0 ? [place, chosen[1]] : [chosen[0], place]);
                    }}
                  >
                    {withWords.map(({ id, name }, place) => (
                      <option key={id} value={place}>
                        {`${place + 1}. ${name}`}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
            </div>
          )}
          <DiffView first={first.answer?.text ?? ''} second={second.answer?.text ?? ''} firstName={first.name} secondName={second.name} />
        </div>
      )}
    </Dialog>
  );
}
