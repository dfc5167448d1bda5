import type { ReactNode } from 'react';
import { lastAnswerOf } from '#chat/column-answers.ts';
import type { ComparisonRecord, VoteRecord } from '#chat/item-records.ts';
import { useCompareText } from '../../language/compare-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useServices } from '../../services-context.ts';
import { comparing } from '../comparing.ts';

interface Properties {
  readonly comparison: ComparisonRecord;
  /** Both answers are whole. */
  readonly canVote: boolean;
}

/** The vote that ends a round, and the way out without one. */
export function VoteBar({ comparison, canVote }: Properties): ReactNode {
  const { round: text } = useCompareText();
  const { store } = useServices();
  const { actions } = store.getState();
  const { id } = comparison;
  const vote = (choice: VoteRecord['choice']) => (): void => {
    comparing(store).vote(id, choice);
  };
  function askBothAgain(): void {
    const answers = comparison.columns.value.map((one) => lastAnswerOf(store.getState(), one));
    for (const answer of answers) if (answer !== null) actions.askAgain(answer.id);
  }
  return (
    <section className="vote-bar" aria-label={text.question}>
      {canVote ? (
        <>
          <h2>{text.question}</h2>
          <div className="vote-buttons">
            <button type="button" className="button vote" data-vote="left" onClick={vote(0)}>
              <Icon name="chevron-left" size={18} />
              {text.voteLeft}
            </button>
            <button type="button" className="button vote" data-vote="tie" onClick={vote('tie')}>
              {text.tie}
            </button>
            <button type="button" className="button vote" data-vote="both-bad" onClick={vote('both-bad')}>
              {text.bothBad}
            </button>
            <button type="button" className="button vote" data-vote="right" onClick={vote(1)}>
              {text.voteRight}
              <Icon name="chevron-right" size={18} />
            </button>
          </div>
        </>
      ) : (
        <div className="vote-buttons">
          <p>{text.noVote}</p>
          <button type="button" className="button" onClick={askBothAgain}>
            <Icon name="refresh" size={16} />
            {text.askBothAgain}
          </button>
        </div>
      )}
      <p className="vote-reveal">
        <button type="button" className="link-button" data-reveal onClick={() => comparing(store).reveal(id)}>
          {text.reveal}
        </button>{' '}
        {text.revealNote}
      </p>
    </section>
  );
}
