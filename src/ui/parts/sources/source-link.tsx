import { Fragment, type ReactNode } from 'react';
import { claimSource } from '#catalog/stated-tree.ts';
import { useStatedText } from '../../language/lineage-text.ts';
import { singleSources, sourceAddress } from './source-address.ts';
import './source-link.css';

/** Where a fact comes from, in its own words, or who claims it; a link for each source of which the address is certain. */
export function SourceLink({ source }: { readonly source: string }): ReactNode {
  const { sources } = useStatedText();
  const claim = claimSource(source);
  if (claim !== null) {
    // A file's own words: no address is read out of them.
    return (
      <cite className="source">
        {sources[claim.by]} <bdi>{claim.name}</bdi>
      </cite>
    );
  }
  return (
    <cite className="source">
      {singleSources(source).map((single, place) => (
        <Fragment key={single}>
          {place === 0 ? null : '; '}
          <SingleSource source={single} />
        </Fragment>
      ))}
    </cite>
  );
}

function SingleSource({ source }: { readonly source: string }): ReactNode {
  const address = sourceAddress(source);
  const words = source.replace(/^(gh|hf|web|paper):\s*/, '');
  if (address === null) return words;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  );
}
