import type { ReactNode } from 'react';
import type { KeptModel } from '#providers/local-models.ts';
import type { StatedLineage } from '#providers/provider.ts';
import { useText } from '../../language/language.tsx';
import { differencesOf } from './compare-claims.ts';
import { useWords } from './words.ts';

/** What the file and the card say of a downloaded model, side by side, and whether they agree. */
export function Claims({ model }: { readonly model: KeptModel }): ReactNode {
  const { words } = useWords();
  const { stated, card, sha256, revision, repository, file } = model;
  const differences = stated === null ? [] : differencesOf(stated, card);
  return (
    <details className="device-claims">
      <summary>{words.details}</summary>
      <dl>
        <dt>{words.repository}</dt>
        <dd>
          <bdi>
            {repository}/{file}
          </bdi>
        </dd>
        <dt>{words.revision}</dt>
        <dd>{revision}</dd>
        <dt>{words.checkedSum}</dt>
        <dd>{sha256 ?? words.checkedBySize}</dd>
      </dl>
      {stated === null ? null : <Claim title={words.saysFile} claim={stated} />}
      <Claim title={words.saysCard} claim={card} />
      {stated === null ? null : (
        <p className={differences.length === 0 ? 'device-note' : 'device-warning'}>
          {differences.length === 0 ? words.agree : words.differ(differences.map((one) => words.differences[one]).join(words.and))}
        </p>
      )}
    </details>
  );
}

function Claim({ title, claim }: { readonly title: string; readonly claim: StatedLineage }): ReactNode {
  const { chat } = useText();
  const said = (value: string | null): string => (value === null || value === '' ? chat.fileSilent : value);
  return (
    <section>
      <h4>{title}</h4>
      <dl>
        <dt>{chat.fileLicense}</dt>
        <dd dir="auto">{said(claim.license)}</dd>
        <dt>{chat.fileBase}</dt>
        <dd dir="auto">{said(claim.baseModels.map(({ name, repository }) => repository ?? name).join(', '))}</dd>
        <dt>{chat.fileData}</dt>
        <dd dir="auto">{said(claim.dataSets.join(', '))}</dd>
      </dl>
    </section>
  );
}
