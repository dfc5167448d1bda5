import type { ReactNode } from 'react';
import { claimSource } from '#catalog/stated-tree.ts';
import { useText } from '../../language/language.tsx';
import './source-link.css';

/** A source string's address, where it is certain: a GitHub repository or file, a Hugging Face page, a paper on arXiv. */
export function sourceAddress(source: string): string | null {
  const repository = /^gh:([\w.-]+\/[\w.-]+)/.exec(source);
  if (repository !== null) return `https://github.com/${repository[1]}`;
  const hub = /^hf:((?:datasets\/|spaces\/)?[\w.-]+\/[\w.-]+)/.exec(source);
  if (hub !== null) return `https://huggingface.co/${hub[1]}`;
  const paper = /\barXiv:?\s*(\d{4}\.\d{4,5})/i.exec(source);
  return paper === null ? null : `https://arxiv.org/abs/${paper[1]}`;
}

/** Where a fact comes from, in its own words, or who claims it; a link where its address is certain. */
export function SourceLink({ source }: { readonly source: string }): ReactNode {
  const { sources } = useText().stated;
  const claim = claimSource(source);
  if (claim !== null) {
    // A file's own words: no address is read out of them.
    return (
      <cite className="source">
        {sources[claim.by]} <bdi>{claim.name}</bdi>
      </cite>
    );
  }
  const address = sourceAddress(source);
  const words = source.replace(/^(gh|hf|web|paper):\s*/, '');
  return (
    <cite className="source">
      {address === null ? (
        words
      ) : (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {words}
        </a>
      )}
    </cite>
  );
}
