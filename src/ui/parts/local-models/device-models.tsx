import { type ReactNode, useId, useState } from 'react';
import type { KeptModel, LocalModels } from '#providers/local-models.ts';
import { useText } from '../../language/language.tsx';
import { useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { LicenseBadge } from '../license/license-badge.tsx';
import { allOffers } from '../../offers.ts';
import { navigate } from '../../routes.ts';
import { formatBytes } from './amounts.ts';
import { Claims } from './claims.tsx';
import { DownloadProgress } from './download-row.tsx';
import { HubDialog } from './hub-dialog.tsx';
import './local-models.css';
import { MemoryPart } from './memory-part.tsx';
import { useLocalModels } from './use-local-models.ts';
import { useWords } from './words.ts';

/** Everything that lies on this device: downloads, the place they take, what is loaded, and the ways to be rid of it. */
export function DeviceModels(): ReactNode {
  const { words } = useWords();
  const { common } = useText();
  const { store } = useServices();
  const { models, state, hasFailed } = useLocalModels();
  const [isAdding, setIsAdding] = useState(false);
  if (models === null) return <p className="device-note">{hasFailed ? common.screenFailed : common.loading}</p>;
  return (
    <div className="device">
      <p className="device-note">{state.canKeep ? words.sectionNote : words.cannotKeep}</p>
      {state.canKeep ? (
        <>
          {state.models.length === 0 ? <p>{words.none}</p> : null}
          <ul className="device-list">
            {state.models.map((model) => (
              <DeviceModel key={model.id} model={model} models={models} />
            ))}
          </ul>
          <div>
            <button type="button" className="button" onClick={() => setIsAdding(true)}>
              <Icon name="plus" size={18} />
              {words.add}
            </button>
          </div>
        </>
      ) : null}
      <MemoryPart models={models} state={state} />
      {isAdding ? (
        <HubDialog
          modelId=""
          onClose={() => setIsAdding(false)}
          onLeave={() => setIsAdding(false)}
          onUse={(key) => {
            store.getState().actions.chooseModel(key, null);
            navigate({ screen: 'new' });
          }}
        />
      ) : null}
    </div>
  );
}

function DeviceModel({ model, models }: { readonly model: KeptModel; readonly models: LocalModels }): ReactNode {
  const { words, locale } = useWords();
  const { chat, common } = useText();
  const { localModels, offers, store } = useServices();
  const [isAsking, setIsAsking] = useState(false);
  const heading = useId();
  const size = formatBytes(model.bytes, locale);

  async function remove(): Promise<void> {
    setIsAsking(false);
    await models.remove(model.id);
    const { chosenModel, actions } = store.getState();
    const other = allOffers(offers.getState()).find(({ key }) => key !== chosenModel);
    // The next question must not go to a model that is gone.
    if (chosenModel === `${localModels.backendId}/${model.id}` && other !== undefined) actions.chooseModel(other.key, null);
  }
  return (
    <li aria-labelledby={heading}>
      <div className="device-model">
        <span className="candidate-name">
          <bdi id={heading}>{model.name}</bdi>
          <small>
            <bdi>{model.file}</bdi> · {size}
          </small>
        </span>
        {model.catalogId === null ? (
          <span className="device-unknown">{chat.unknownLineage}</span>
        ) : (
          <LicenseBadge modelId={model.catalogId} />
        )}
        {model.state === 'whole' ? (
          <button
            type="button"
            className="icon-button"
            aria-label={words.removeNamed(model.name)}
            title={words.remove}
            onClick={() => setIsAsking(true)}
          >
            <Icon name="trash" size={18} />
          </button>
        ) : null}
      </div>
      <DownloadProgress model={model} models={models} />
      <Claims model={model} />
      {isAsking ? (
        <Dialog title={words.removeTitle(model.name)} onClose={() => setIsAsking(false)}>
          <p>{words.removeText(size)}</p>
          <div className="dialog-actions">
            <button type="button" className="button" data-first-focus onClick={() => setIsAsking(false)}>
              {common.cancel}
            </button>
            <button type="button" className="button danger" onClick={() => void remove()}>
              {words.remove}
            </button>
          </div>
        </Dialog>
      ) : null}
    </li>
  );
}
