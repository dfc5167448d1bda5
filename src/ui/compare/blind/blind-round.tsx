import { type ReactNode, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { answersToJudge, lastAnswerOf, liveAnswers } from '#chat/column-answers.ts';
import { termsOf } from '#chat/comparison.ts';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useCompareText } from '../../language/compare-text.ts';
import { Icon } from '../../parts/icon.tsx';
import type { Preferences } from '../../preferences.ts';
import { useChat, useServices } from '../../services-context.ts';
import { comparing } from '../comparing.ts';
import { ColumnTabs } from '../column-tabs.tsx';
import { CompareAnnouncer } from '../compare-announcer.tsx';
import { CompareComposer } from '../compare-composer.tsx';
import { ComparisonMenu } from '../comparison-menu.tsx';
import { TermsButton } from '../terms-button.tsx';
import { useLinkedScroll } from '../use-linked-scroll.ts';
import './blind.css';
import { BlindSide } from './blind-side.tsx';
import { VoteBar } from './vote-bar.tsx';

interface Properties {
  readonly comparison: ComparisonRecord;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

/**
 * Two sides that nobody has a name for yet. Nothing that could tell who they are is given to the page: no model, license, number, reasoning,
 * error of a backend or state of an answer. Words are shown only when both answers have ended, so that neither speed nor order tells.
 */
export function BlindRound({ comparison, menuButton, preferences }: Properties): ReactNode {
  const text = useCompareText();
  const { store } = useServices();
  const { id } = comparison;
  const track = useRef<HTMLDivElement>(null);
  // Both move together: reading one side further than the other is no part of a fair look.
  useLinkedScroll(track, true);
  const columns = comparison.columns.value;
  const isLive = useChat((state) => liveAnswers(state, comparison).length > 0);
  const isAsked = useChat((state) => columns.some((one) => lastAnswerOf(state, one) !== null));
  const canVote = useChat((state) => answersToJudge(state, comparison) !== null);
  const lastSeed = useChat((state) => lastAnswerOf(state, columns[0] ?? '')?.provenance.parameters.seed ?? null);
  const names = [text.round.left, text.round.right];
  return (
    <div className="compare" data-compare="blind" data-comparison-id={id} data-round="open">
      <header className="compare-bar">
        {menuButton}
        <ComparisonMenu comparison={comparison} />
        <span className="blind-badge">
          <Icon name="hidden" size={16} />
          {text.round.hidden}
        </span>
      </header>
      <main id="main" className="compare-main" tabIndex={-1}>
        <details className="blind-note">
          <summary>{text.round.hiddenShort}</summary>
          <p>{text.round.hiddenNote}</p>
        </details>
        <ColumnTabs track={track} names={names} />
        <div className="compare-track" ref={track}>
          {columns.map((one, place) => (
            <BlindSide key={place === 0 ? 'left' : 'right'} conversationId={one} side={place === 0 ? 'left' : 'right'} isWaiting={isLive} />
          ))}
        </div>
        {isLive ? (
          <p className="blind-waiting">
            <span className="answer-progress-dot" aria-hidden="true" />
            {text.round.waiting}
          </p>
        ) : isAsked ? (
          <VoteBar comparison={comparison} canVote={canVote} />
        ) : null}
        <CompareComposer
          draftKey={id}
          placeholder={text.placeholder(2)}
          isLive={isLive}
          hindrance={null}
          onSend={(question) => comparing(store).askColumns(id, question).length > 0}
          onStop={() => comparing(store).stopColumns(id)}
          preferences={preferences}
        >
          <p className="compare-places">{text.round.goesToBoth}</p>
          <TermsButton terms={termsOf(comparison)} onChange={(terms) => comparing(store).setTerms(id, terms)} lastSeed={lastSeed} />
        </CompareComposer>
      </main>
      <CompareAnnouncer comparison={comparison} />
    </div>
  );
}
