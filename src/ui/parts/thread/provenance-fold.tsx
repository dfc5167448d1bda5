import { memo, type ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ProvenanceSummary } from '../../parts/provenance/provenance-summary.tsx';
import { AnswerProvenance } from './answer-provenance.tsx';
import { provenanceId, useSelected } from './selection.ts';

/**
 * The line under an answer that says what it stands on. It opens the whole provenance: beside the thread where there is room, else below.
 * It takes a steady record, so that words which arrive do not render it again.
 */
export const ProvenanceFold = memo(function ProvenanceFold({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useText();
  const { selectedId, isWide, select } = useSelected();
  const isOpen = selectedId === answer.id;
  return (
    <>
      <button
        type="button"
        className="provenance-fold"
        aria-expanded={isOpen}
        aria-controls={isOpen ? provenanceId(answer.id) : undefined}
        title={text.chat.provenance}
        onClick={() => select(isOpen ? null : answer.id)}
      >
        <ProvenanceSummary answer={answer} />
        <Icon name={isWide ? 'panel' : isOpen ? 'minus' : 'chevron-down'} size={16} />
      </button>
      {isOpen && !isWide ? (
        <div className="provenance-below">
          <h2 className="visually-hidden">{text.chat.provenance}</h2>
          <AnswerProvenance answerId={answer.id} />
        </div>
      ) : null}
    </>
  );
});
