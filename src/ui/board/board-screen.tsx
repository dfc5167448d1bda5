import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { boardOf } from '#chat/board/board.ts';
import { playersBy } from '#chat/board/players.ts';
import { votesOf } from '#chat/board/votes.ts';
import { useBoardText } from '../language/board-text.ts';
import '../parts/license/license.css';
import '../parts/page.css';
import { ComparingNav } from '../parts/page-nav/comparing-nav.tsx';
import { hrefOf, navigate } from '../routes.ts';
import { useCatalog, useChat } from '../services-context.ts';
import { BiasLine } from './bias-line.tsx';
import { type BoardState, readBoard, writeBoard } from './board-address.ts';
import { BoardFilters } from './board-filters.tsx';
import './board.css';
import { BoardTable } from './board-table.tsx';
import { HeadToHeadTable } from './head-to-head-table.tsx';
import { createPlayerNames } from './player-names.ts';
import { VoteFiles } from './vote-files.tsx';

/** A rank from fewer comparisons would be a guess. */
const minimumPairs = 5;

/** The person's own votes as a ranking of models, of foundations or of licenses. What is shown stands in the address. */
export function BoardScreen({ query }: { readonly query: string }): ReactNode {
  const text = useBoardText();
  const catalog = useCatalog();
  const items = useChat((state) => state.items);
  // The address follows a choice a moment later; until then the choice itself is right.
  const [ahead, setAhead] = useState({ of: query, query });
  const asked = ahead.of === query ? ahead.query : query;
  const state = useMemo(() => readBoard(asked), [asked]);
  const shown = useDeferredValue(state);
  const votes = useMemo(() => votesOf(items), [items]);
  const counted = useMemo(() => (shown.isBlindOnly ? votes.filter(({ how }) => how === 'blind') : votes), [votes, shown.isBlindOnly]);
  const board = useMemo(() => {
    const isUsable = (verdict: string | null): boolean => !shown.isCommercial || verdict === 'allowed' || verdict === 'conditional';
    return boardOf(counted, { playerOf: playersBy(catalog, shown.by, isUsable), minimumPairs });
  }, [catalog, counted, shown]);
  const nameOf = useMemo(() => createPlayerNames(catalog, shown.by), [catalog, shown.by]);
  function change(next: BoardState): void {
    const written = writeBoard(next);
    setAhead({ of: query, query: written });
    navigate({ screen: 'board', query: written }, { replace: true });
  }
  return (
    <div className="page board-page">
      <ComparingNav here="board" />
      <h1>{text.title}</h1>
      <p className="page-intro">{text.intro}</p>
      {votes.length === 0 ? (
        <div className="board-empty">
          <p>{text.empty}</p>
          <a className="button primary" href={hrefOf({ screen: 'compare', comparisonId: null })}>
            {text.compare}
          </a>
        </div>
      ) : (
        <>
          <BoardFilters state={state} onChange={change} />
          <p className="board-count" role="status">
            {text.votes(board.votes)}
          </p>
          {board.rows.length === 0 ? (
            <p>{text.emptyFiltered}</p>
          ) : (
            <>
              <BoardTable board={board} by={shown.by} nameOf={nameOf} minimumPairs={minimumPairs} />
              <HeadToHeadTable board={board} nameOf={nameOf} />
            </>
          )}
          <BiasLine votes={counted} />
          <details className="board-how">
            <summary>{text.how}</summary>
            {text.howText.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </details>
          <VoteFiles votes={votes} />
        </>
      )}
    </div>
  );
}
