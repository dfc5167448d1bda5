import { type ReactNode, useMemo } from 'react';
import { useDiffText } from '../../language/diff-text.ts';
import './diff.css';
import { diffTexts } from './word-diff.ts';

interface Properties {
  readonly first: string;
  readonly second: string;
  readonly firstName: string;
  readonly secondName: string;
}

/** Two texts in one: what only the first has is struck out, what only the second has is underlined. The texts are shown as they were written. */
export function DiffView({ first, second, firstName, secondName }: Properties): ReactNode {
  const text = useDiffText();
  const { pieces, by } = useMemo(() => diffTexts(first, second), [first, second]);
  const isSame = pieces.every(({ kind }) => kind === 'same');
  return (
    <div className="diff" data-diff={isSame ? 'same' : by}>
      <p className="diff-legend">
        {isSame ? (
          text.same
        ) : (
          <>
            <del>{text.only(firstName)}</del> <ins>{text.only(secondName)}</ins> <span>{text.by[by]}</span>
          </>
        )}
      </p>
      <div className="diff-text" dir="auto" tabIndex={0} role="region" aria-label={text.region}>
        {pieces.map(({ kind, text: words }, place) => {
          const key = `${place} ${kind}`;
          if (kind === 'removed') return <del key={key}>{words}</del>;
          if (kind === 'added') return <ins key={key}>{words}</ins>;
          return <span key={key}>{words}</span>;
        })}
      </div>
    </div>
  );
}
