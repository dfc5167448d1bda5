import type { ReactNode } from 'react';
import type { RunRecord, VoteRecord } from '#chat/item-records.ts';
import { stateOf } from '#chat/prompt-set/cells.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { useMarkdownText } from '../language/markdown-text.ts';
import { useRunsText } from '../language/runs-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Markdown } from '../parts/markdown/markdown.tsx';
import { ProvenanceSummary } from '../parts/provenance/provenance-summary.tsx';
import { useVoting } from './use-voting.ts';
import { VoteButtons } from './vote-buttons.tsx';

interface Properties {
  readonly run: RunRecord;
  readonly place: number;
  readonly answers: readonly (AnswerRecord | null)[];
  readonly names: readonly string[];
  readonly vote: VoteRecord | null;
  readonly onMove: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** The answers to one prompt beside each other, with who gave them, and a vote that knows it. */
export function ReadDialog({ run, place, answers, names, vote, onMove, onClose }: Properties): ReactNode {
  const text = useRunsText();
  const markdown = useMarkdownText();
  const voteFor = useVoting(run, place);
  const whole = answers.flatMap((answer, column) =>
    answer !== null && stateOf(answer) === 'done' ? [{ answer, name: names[column] ?? '' }] : [],
  );
  return (
    <Dialog title={run.prompts[place]?.id ?? ''} onClose={onClose} className="run-reading">
      <p className="run-question" dir="auto">
        {run.prompts[place]?.text}
      </p>
      <div className="run-sides">
        {answers.map((answer, column) => (
          <section key={run.columns[column]} aria-label={names[column]}>
            <h3>
              <bdi>{names[column]}</bdi>
            </h3>
            {answer === null || answer.text === '' ? (
              <p className="run-state">{stateOf(answer) === 'done' ? text.empty : text.states[stateOf(answer)]}</p>
            ) : (
              <div dir="auto">
                <Markdown text={answer.text} isLive={false} labels={markdown} />
              </div>
            )}
            {answer === null ? null : <ProvenanceSummary answer={answer} />}
          </section>
        ))}
      </div>
      <div className="run-vote">
        {vote === null ? (
          whole.length > 1 ? (
            <VoteButtons
              names={whole.map(({ name }) => name)}
              onVote={(choice) =>
                voteFor(
                  whole.map(({ answer }) => answer),
                  choice,
                  'open',
                )
              }
            />
          ) : null
        ) : (
          <p>{outcome(vote, whole, text)}</p>
        )}
        <span className="run-actions-space" />
        <button type="button" className="icon-button" aria-label={text.previous} title={text.previous} onClick={() => onMove(-1)}>
          <Icon name="chevron-left" />
        </button>
        <button type="button" className="icon-button" aria-label={text.next} title={text.next} onClick={() => onMove(1)}>
          <Icon name="chevron-right" />
        </button>
      </div>
    </Dialog>
  );
}

function outcome(
  { choice, sides }: VoteRecord,
  whole: readonly { readonly answer: AnswerRecord; readonly name: string }[],
  text: ReturnType<typeof useRunsText>,
): string {
  if (choice === 'tie') return text.votedTie;
  if (choice === 'both-bad') return text.votedBad;
  return text.votedFor(whole.find(({ answer }) => answer.id === sides[choice]?.answerId)?.name ?? sides[choice]?.model ?? '');
}
