import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Fairness } from '#chat/fairness.ts';
import type { SharedTerms } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { useCounts } from '../language/counts.ts';
import { Icon } from '../parts/icon.tsx';
import { TermsDialog } from './terms-dialog.tsx';

interface Properties {
  readonly terms: SharedTerms;
  readonly onChange: (terms: SharedTerms) => void;
  /** The seed that the last answers were drawn with, where it was one. */
  readonly lastSeed?: number | null;
  /** How alike the columns are; absent where nothing was asked yet, or where it would tell who they are. */
  readonly fairness?: Fairness;
  readonly names?: readonly string[];
}

/** What is the same for all columns, in one line, with a mark where something is not; it opens to the whole. */
export function TermsButton({ terms, onChange, lastSeed = null, fairness, names }: Properties): ReactNode {
  const text = useCompareText();
  const counts = useCounts();
  const [isOpen, setIsOpen] = useState(false);
  const shown = lastSeed ?? (typeof terms.seed === 'number' ? terms.seed : null);
  const seed = shown !== null ? text.terms.seedNow(shown) : terms.seed === 'none' ? text.terms.seedNone : text.terms.seedDrawn;
  const uneven = fairness?.uneven ?? [];
  return (
    <>
      <button
        type="button"
        className="terms-button"
        aria-haspopup="dialog"
        data-fair={fairness === undefined ? undefined : uneven.join(' ')}
        data-max-tokens={terms.maxTokens}
        data-seed={shown ?? terms.seed}
        onClick={() => setIsOpen(true)}
      >
        <Icon name="check" size={14} />
        <span>{text.terms.line(counts(terms.maxTokens), seed)}</span>
        {uneven.length === 0 ? null : (
          <span className="terms-uneven">
            <Icon name="warning" size={14} />
            <span>{uneven.map((kind) => text.terms.differs[kind]).join(' ')}</span>
          </span>
        )}
      </button>
      {isOpen
        ? // Outside of the form in the page: Enter in one of its fields must not send the message.
          createPortal(
            <TermsDialog
              terms={terms}
              onChange={onChange}
              fairness={fairness ?? null}
              names={names ?? []}
              onClose={() => setIsOpen(false)}
            />,
            document.body,
          )
        : null}
    </>
  );
}
