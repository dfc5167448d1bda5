import { type ReactNode, useState } from 'react';
import type { HubFileOffer, HubOffer, HubOfferResult, LocalModels, LocalModelsState } from '#providers/local-models.ts';
import { useErrorsText } from '../../language/errors-text.ts';
import { useCatalog } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { StatedPanel } from '../stated/stated-panel.tsx';
import { LicenseBadge } from '../license/license-badge.tsx';
import { formatBytes } from './amounts.ts';
import { FileChoice } from './file-choice.tsx';
import { HubKey } from './hub-key.tsx';
import { useWords } from './words.ts';

interface Properties {
  readonly result: HubOfferResult | null;
  readonly repository: string;
  /** File that the person came for. */
  readonly wanted: string | null;
  readonly models: LocalModels;
  readonly state: LocalModelsState;
  readonly onBack: () => void;
  readonly onDownload: (offer: HubOffer, file: HubFileOffer) => void;
}

/** What a repository is and what its files cost, before a byte of them is fetched. */
export function OfferView({ result, repository, wanted, models, state, onBack, onDownload }: Properties): ReactNode {
  const { words } = useWords();
  const errors = useErrorsText();
  return (
    <div className="hub-scroller">
      <h3 className="device-title">
        <bdi>{result?.ok === true ? result.offer.repository : repository}</bdi>
      </h3>
      {result === null ? <p role="status">{words.asking(models.hubHost)}</p> : null}
      {result?.ok === false ? (
        <div role="alert" className="download-trouble" data-code={result.error.code}>
          <p>{words.lookUpFailed(models.hubHost)}</p>
          <p>{result.error.code === 'not-found' ? result.error.detail : errors.byCode[result.error.code]}</p>
        </div>
      ) : null}
      {result?.ok === true ? (
        <Offer offer={result.offer} wanted={wanted} models={models} state={state} onBack={onBack} onDownload={onDownload} />
      ) : (
        <div className="dialog-actions">
          <button type="button" className="button" data-first-focus onClick={onBack}>
            {words.back}
          </button>
        </div>
      )}
    </div>
  );
}

interface OfferProperties extends Pick<Properties, 'wanted' | 'models' | 'state' | 'onBack' | 'onDownload'> {
  readonly offer: HubOffer;
}

function Offer({ offer, wanted, models, state, onBack, onDownload }: OfferProperties): ReactNode {
  const { words, locale } = useWords();
  const catalog = useCatalog();
  const { card, catalogId, files, host, isGated, revision } = offer;
  const fitting = files.filter(({ fit }) => fit === 'fits');
  const [chosen, setChosen] = useState<HubFileOffer | null>(fitting.find(({ file }) => file === wanted) ?? fitting[0] ?? null);
  const known = catalog.models.get(catalogId ?? '');
  const needed = chosen?.memoryAtLeast ?? 0;
  const isOver = needed > state.memoryLimit;
  const sizes = [formatBytes(needed, locale), formatBytes(state.memoryLimit, locale)] as const;
  return (
    <>
      <p className="device-note">{known === undefined ? words.notInCatalog : words.inCatalog(known.name)}</p>
      <dl className="offer-facts">
        {known === undefined ? null : (
          <>
            <dt>{words.effective}</dt>
            <dd>
              <LicenseBadge modelId={known.id} />
            </dd>
          </>
        )}
        <dt>{words.revision}</dt>
        <dd>
          <code>{revision.slice(0, 12)}</code>
        </dd>
      </dl>
      <StatedPanel stated={card} repository={null} modelId={known?.id ?? null} />
      {isGated ? (
        <>
          <p role="alert" className="device-warning">
            {words.gated}
          </p>
          <HubKey models={models} hasKey={state.hasHubKey} />
        </>
      ) : null}
      {files.length === 0 ? <p className="device-warning">{words.noFiles}</p> : null}
      {files.some(({ fit }) => fit === 'split') ? <p className="device-warning">{words.parts}</p> : null}
      <FileChoice files={files} chosen={chosen} onChoose={setChosen} />
      {chosen === null ? null : (
        <>
          <p className="device-note">{chosen.sha256 === null ? words.checkedBySize : words.checkedBySum}</p>
          <p className={isOver ? 'device-warning' : 'device-note'}>{isOver ? words.overMemory(...sizes) : words.memory(...sizes)}</p>
        </>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onBack}>
          {words.back}
        </button>
        {chosen === null || (isGated && !state.hasHubKey) ? null : (
          <button type="button" className="button primary" onClick={() => onDownload(offer, chosen)}>
            <Icon name="download" size={18} />
            {words.download(formatBytes(chosen.bytes, locale), host)}
          </button>
        )}
      </div>
    </>
  );
}
