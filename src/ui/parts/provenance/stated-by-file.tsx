import type { ReactNode } from 'react';
import type { StatedLineage } from '#providers/provider.ts';
import { useText } from '../../language/language.tsx';

/** What a model file says about itself, as a claim: it has no verdicts. */
export function StatedByFile({ stated }: { readonly stated: StatedLineage }): ReactNode {
  const { provenance, chat } = useText();
  const said = (value: string | null): string => (value === null || value === '' ? chat.fileSilent : value);
  const bases = stated.baseModels.map(({ name, organisation }) => (organisation === null ? name : `${organisation}/${name}`));
  return (
    <div>
      <h3>{provenance.statedTitle}</h3>
      <dl className="answer-details">
        <dt>{chat.fileName}</dt>
        <dd dir="auto">{said(stated.name)}</dd>
        <dt>{chat.fileMaker}</dt>
        <dd dir="auto">{said(stated.organisation)}</dd>
        <dt>{chat.fileLicense}</dt>
        <dd dir="auto">{said(stated.license)}</dd>
        <dt>{chat.fileBase}</dt>
        <dd dir="auto">{said(bases.join(', '))}</dd>
        <dt>{chat.fileData}</dt>
        <dd dir="auto">{said(stated.dataSets.join(', '))}</dd>
      </dl>
      <p className="provenance-small">{provenance.statedNote}</p>
    </div>
  );
}
