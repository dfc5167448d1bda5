import { type ReactNode, Suspense, useMemo } from 'react';
import { votesOf } from '#chat/board/votes.ts';
import { lastAnswerOf } from '#chat/column-answers.ts';
import type { ComparisonRecord, VoteRecord } from '#chat/item-records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { useCompareText } from '../../language/compare-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { licenseOf } from '../../parts/license/known-licenses.ts';
import { LicenseBadge } from '../../parts/license/license-badge.tsx';
import { VerdictBadge } from '../../parts/license/verdict-badge.tsx';
import { servedName } from '../../parts/model-name.ts';
import { ShownTexts } from '../../parts/obligations/shown-texts.tsx';
import { hrefOf, navigate } from '../../routes.ts';
import { useCatalogIfHere, useChat } from '../../services-context.ts';
import { lineup } from '../lineup.ts';
import { useModelName } from '../use-model-name.ts';
import './blind.css';

/** How a blind round ended: what was voted, who it was, and what it stands on. */
export function RoundResult({ comparison }: { readonly comparison: ComparisonRecord }): ReactNode {
  const { round: text } = useCompareText();
  const items = useChat((state) => state.items);
  const vote = useMemo(() => votesOf(items).find(({ comparisonId }) => comparisonId === comparison.id) ?? null, [items, comparison.id]);
  const round = comparison.blind?.value;
  if (round === undefined) return null;
  const [left, right] = comparison.columns.value;
  function next(): void {
    lineup.setState({ setups: round?.contenders ?? null, terms: comparison.terms?.value ?? null, isBlind: true });
    navigate({ screen: 'compare', comparisonId: null });
  }
  return (
    <section className="round-result" data-vote={vote === null ? undefined : voteWord(vote)} aria-label={text.hidden}>
      <p className="round-vote">{vote === null ? text.void : text.voted[voteWord(vote)]}</p>
      <Suspense fallback={null}>
        <dl>
          {left === undefined ? null : <Side side={text.left} conversationId={left} />}
          {right === undefined ? null : <Side side={text.right} conversationId={right} />}
        </dl>
      </Suspense>
      <button type="button" className="button" onClick={next}>
        <Icon name="refresh" size={16} />
        {text.next}
      </button>
    </section>
  );
}

function voteWord({ choice }: VoteRecord): 'left' | 'right' | 'tie' | 'both-bad' {
  return typeof choice === 'number' ? (choice === 0 ? 'left' : 'right') : choice;
}

function Side({ side, conversationId }: { readonly side: string; readonly conversationId: string }): ReactNode {
  const { round: text } = useCompareText();
  const provenance = useProvenanceText();
  const catalog = useCatalogIfHere();
  const answer = useChat((state) => lastAnswerOf(state, conversationId));
  const asked = useModelName(useChat((state) => state.conversations.get(conversationId)?.model.value ?? null));
  const id = answer === null ? null : servedCatalogId(answer.provenance);
  const name = answer === null ? asked : servedName(catalog, answer.provenance);
  const license = id === null || catalog === null ? null : licenseOf(catalog, id);
  return (
    <div>
      <dt>{text.was(side)}</dt>
      <dd>
        {id === null || license === null ? (
          <bdi>{name}</bdi>
        ) : (
          <>
            <a href={hrefOf({ screen: 'atlas', modelId: id })}>
              <bdi>{name}</bdi>
            </a>
            <LicenseBadge modelId={id} />
            <ShownTexts modelId={id} />
            <span className="round-use">
              {provenance.questions['commercial-use']} <VerdictBadge verdict={license.verdicts['commercial-use'].verdict} />
            </span>
          </>
        )}
      </dd>
    </div>
  );
}
