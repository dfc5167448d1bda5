import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { SourceLink } from '../sources/source-link.tsx';

/** What the guide did not write: the words that the catalog filled in, each with its source. */
export function FilledFacts({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useProvenanceText();
  const facts = new Map(
    answer.filled.flatMap(({ start, end, source }) =>
      source === null ? [] : [[`${answer.text.slice(start, end)} ${source}`, { words: answer.text.slice(start, end), source }] as const],
    ),
  );
  return (
    <div>
      <h3>{text.guideTitle}</h3>
      <p className="provenance-text">{text.guideText}</p>
      <ul className="filled-facts">
        {[...facts].map(([key, { words, source }]) => (
          <li key={key}>
            <bdi>{words}</bdi>
            <SourceLink source={source} />
          </li>
        ))}
      </ul>
    </div>
  );
}
