import type { ReactNode } from 'react';
import type { VoteRecord } from '#chat/item-records.ts';
import { useRunsText } from '../language/runs-text.ts';

/** One button for each answer, one for a tie and one for "all bad". */
export function VoteButtons({
  names,
  onVote,
}: {
  readonly names: readonly string[];
  readonly onVote: (choice: VoteRecord['choice']) => void;
}): ReactNode {
  const text = useRunsText();
  return (
    <fieldset className="vote-buttons">
      <legend>{text.vote}</legend>
      {names.map((name, place) => (
        <button key={place} type="button" className="button" onClick={() => onVote(place)}>
          {text.best(name)}
        </button>
      ))}
      <button type="button" className="button" onClick={() => onVote('tie')}>
        {text.tie}
      </button>
      <button type="button" className="button" onClick={() => onVote('both-bad')}>
        {text.bothBad}
      </button>
    </fieldset>
  );
}
