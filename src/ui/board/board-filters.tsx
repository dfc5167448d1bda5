import type { ReactNode } from 'react';
import { useBoardText } from '../language/board-text.ts';
import { type BoardState, groupings } from './board-address.ts';

/** What is ranked, and which votes and models count. */
export function BoardFilters({
  state,
  onChange,
}: {
  readonly state: BoardState;
  readonly onChange: (state: BoardState) => void;
}): ReactNode {
  const text = useBoardText();
  return (
    <div className="board-filters">
      <fieldset className="board-groupings">
        <legend className="visually-hidden">{text.by}</legend>
        {groupings.map((by) => (
          <button key={by} type="button" aria-pressed={state.by === by} onClick={() => onChange({ ...state, by })}>
            {text.groupings[by]}
          </button>
        ))}
      </fieldset>
      <label>
        <input
          type="checkbox"
          checked={state.isCommercial}
          onChange={(event) => onChange({ ...state, isCommercial: event.currentTarget.checked })}
        />
        {text.commercial}
      </label>
      <label>
        <input
          type="checkbox"
          checked={state.isBlindOnly}
          onChange={(event) => onChange({ ...state, isBlindOnly: event.currentTarget.checked })}
        />
        {text.blind}
      </label>
    </div>
  );
}
