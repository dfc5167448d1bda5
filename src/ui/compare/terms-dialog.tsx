import { type ReactNode, useId, useState } from 'react';
import type { Fairness } from '#chat/fairness.ts';
import type { SharedTerms } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FairnessList } from './fairness-list.tsx';

const longestAnswer = 131_072;
const largestSeed = 4_294_967_295;

interface Properties {
  readonly terms: SharedTerms;
  readonly onChange: (terms: SharedTerms) => void;
  readonly fairness: Fairness | null;
  readonly names: readonly string[];
  readonly onClose: () => void;
}

function wholeNumber(written: string, low: number, high: number): number | null {
  const number = Number(written);
  return written.trim() !== '' && Number.isInteger(number) && number >= low && number <= high ? number : null;
}

/** What is forced on all columns, and where they are not alike all the same. */
export function TermsDialog({ terms, onChange, fairness, names, onClose }: Properties): ReactNode {
  const { terms: text } = useCompareText();
  const { common } = useText();
  const id = useId();
  const [limit, setLimit] = useState(String(terms.maxTokens));
  const [fixed, setFixed] = useState(typeof terms.seed === 'number' ? String(terms.seed) : '42');
  const kind = typeof terms.seed === 'number' ? 'fixed' : terms.seed;
  const limitIsGood = wholeNumber(limit, 1, longestAnswer) !== null;
  const seedIsGood = wholeNumber(fixed, 0, largestSeed) !== null;
  function takeSeed(written: string): void {
    setFixed(written);
    const seed = wholeNumber(written, 0, largestSeed);
    if (seed !== null) onChange({ ...terms, seed });
  }
  return (
    <Dialog title={text.title} onClose={onClose} className="compare-terms">
      <div className="compare-dialog-body" tabIndex={-1}>
        <p className="compare-note">{text.note}</p>
        <div className="field">
          <label htmlFor={`${id}limit`}>{text.limit}</label>
          <input
            id={`${id}limit`}
            className="text-input"
            inputMode="numeric"
            autoComplete="off"
            value={limit}
            aria-invalid={!limitIsGood}
            aria-describedby={limitIsGood ? undefined : `${id}limit-range`}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setLimit(value);
              const maxTokens = wholeNumber(value, 1, longestAnswer);
              if (maxTokens !== null) onChange({ ...terms, maxTokens });
            }}
          />
          {limitIsGood ? null : (
            <p id={`${id}limit-range`} className="compare-wrong">
              {text.limitRange}
            </p>
          )}
        </div>
        <fieldset className="terms-seed">
          <legend>{text.seed}</legend>
          {(['drawn', 'fixed', 'none'] as const).map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name={`${id}seed`}
                checked={kind === choice}
                onChange={() => (choice === 'fixed' ? takeSeed(seedIsGood ? fixed : '42') : onChange({ ...terms, seed: choice }))}
              />
              {text[choice]}
            </label>
          ))}
          {kind === 'fixed' ? (
            <>
              <input
                className="text-input"
                inputMode="numeric"
                autoComplete="off"
                aria-label={text.seedValue}
                value={fixed}
                aria-invalid={!seedIsGood}
                onChange={(event) => takeSeed(event.currentTarget.value)}
              />
              {seedIsGood ? null : <p className="compare-wrong">{text.seedRange}</p>}
            </>
          ) : null}
        </fieldset>
        {fairness === null ? null : <FairnessList fairness={fairness} names={names} />}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button primary" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </Dialog>
  );
}
