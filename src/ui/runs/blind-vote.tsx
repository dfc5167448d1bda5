import { type ReactNode, useMemo, useRef, useState } from 'react';
import { drawn } from '#chat/chance.ts';
import type { RunRecord } from '#chat/item-records.ts';
import { answersIn } from '#chat/prompt-set/cells.ts';
import { votesOn, wholeAnswers } from '#chat/prompt-set/run-votes.ts';
import type { AnswerRecord, MessageRecord } from '#chat/records.ts';
import { useMarkdownText } from '../language/markdown-text.ts';
import { useRunsText } from '../language/runs-text.ts';
import { Markdown } from '../parts/markdown/markdown.tsx';
import { ProvenanceSummary } from '../parts/provenance/provenance-summary.tsx';
import { hrefOf } from '../routes.ts';
import { useChat } from '../services-context.ts';
import { useVoting } from './use-voting.ts';
import { VoteButtons } from './vote-buttons.tsx';

interface Properties {
  readonly run: RunRecord;
  readonly messages: ReadonlyMap<string, MessageRecord>;
  readonly onEnd: () => void;
}

/** One prompt after the other that has no vote yet: answers without names, in an order drawn for each. */
export function BlindVote({ run, messages, onEnd }: Properties): ReactNode {
  const text = useRunsText();
  const items = useChat((state) => state.items);
  const votes = useMemo(() => votesOn(run, items), [run, items]);
  const answers = useMemo(() => answersIn(messages), [messages]);
  const open = [...run.prompts.keys()].filter((place) => !votes.has(place) && wholeAnswers(run, messages, answers, place).length > 1);
  const [place, setPlace] = useState<number | null>(open[0] ?? null);
  const left = open.filter((other) => other !== place);
  return (
    <section className="blind-vote" aria-label={text.blindVote}>
      <p className="page-intro">{text.blindIntro}</p>
      <p role="status" className="page-count">
        {place === null ? text.allVoted : text.left(left.length + Number(!votes.has(place)))}
      </p>
      {place === null ? null : (
        <BlindRound
          key={place}
          run={run}
          place={place}
          answers={wholeAnswers(run, messages, answers, place)}
          onNext={() => setPlace(left[0] ?? null)}
        />
      )}
      <div className="run-actions">
        <button type="button" className="button" onClick={onEnd}>
          {text.endBlind}
        </button>
        <a className="button" href={hrefOf({ screen: 'board' })}>
          {text.board}
        </a>
      </div>
    </section>
  );
}

interface RoundProperties {
  readonly run: RunRecord;
  readonly place: number;
  readonly answers: readonly AnswerRecord[];
  readonly onNext: () => void;
}

function BlindRound({ run, place, answers, onNext }: RoundProperties): ReactNode {
  const text = useRunsText();
  const markdown = useMarkdownText();
  const vote = useVoting(run, place);
  // Drawn once: the order must not change while it is read, nor after the vote.
  const [sides] = useState(() => drawn(answers, answers.length));
  const [hasVoted, setHasVoted] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  return (
    <>
      <p className="run-question" dir="auto">
        {run.prompts[place]?.text}
      </p>
      <div className="run-sides">
        {sides.map((answer, side) => (
          <section key={side} aria-label={text.side(letterOf(side))}>
            <h3>{text.side(letterOf(side))}</h3>
            {answer.text === '' ? (
              <p className="run-state">{text.empty}</p>
            ) : (
              <div dir="auto">
                <Markdown text={answer.text} isLive={false} labels={markdown} />
              </div>
            )}
            {hasVoted ? <ProvenanceSummary answer={answer} /> : null}
          </section>
        ))}
      </div>
      {hasVoted ? (
        <div className="run-actions" role="status">
          <p>{text.voted}</p>
          <button ref={next} type="button" className="button primary" autoFocus onClick={onNext}>
            {text.next}
          </button>
        </div>
      ) : (
        <VoteButtons
          names={sides.map((_, side) => letterOf(side))}
          onVote={(choice) => {
            vote(sides, choice, 'blind');
            setHasVoted(true);
          }}
        />
      )}
    </>
  );
}

const letterOf = (side: number): string => String.fromCodePoint(65 + side);
