import type { ReactNode } from 'react';
import type { StatedLineage } from '#catalog/stated-lineage.ts';
import { useStatedText } from '../../language/lineage-text.ts';

/** Characters of one field that are shown: some files hold a whole license text there. */
const longestWords = 400;

/** The words of a file or a card about itself, as written. */
export function StatedWords({ stated: claim }: { readonly stated: StatedLineage }): ReactNode {
  const text = useStatedText();
  const said = (value: string | null): string => {
    if (value === null || value === '') return text.silent;
    return value.length > longestWords ? `${value.slice(0, longestWords)}…` : value;
  };
  const bases = claim.baseModels.map(({ name, organisation }) => (organisation === null ? name : `${organisation}/${name}`));
  return (
    <div>
      <h3 className="stated-title">
        {text.title[claim.by]} <span className="claim-mark">{text.claim}</span>
      </h3>
      <dl className="stated-words">
        <dt>{text.name}</dt>
        <dd dir="auto">{said(claim.name)}</dd>
        <dt>{text.maker}</dt>
        <dd dir="auto">{said(claim.organisation)}</dd>
        <dt>{text.license}</dt>
        <dd dir="auto">{said(claim.license)}</dd>
        <dt>{text.base}</dt>
        <dd dir="auto">{said(bases.join(', '))}</dd>
        <dt>{text.data}</dt>
        <dd dir="auto">{said(claim.dataSets.join(', '))}</dd>
      </dl>
      <p className="stated-small">{text.note[claim.by]}</p>
    </div>
  );
}
