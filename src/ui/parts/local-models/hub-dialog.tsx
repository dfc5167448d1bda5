import { type ReactNode, useEffect, useRef, useState } from 'react';
import { browserCandidates, type BrowserCandidate } from '#catalog/gguf-conversions.ts';
import { hubFileId } from '#catalog/hub-file.ts';
import { useText } from '../../language/language.tsx';
import { announce } from '../../notices.ts';
import { hrefOf } from '../../routes.ts';
import { useCatalog, useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { CandidateList } from './candidate-list.tsx';
import { DownloadProgress } from './download-row.tsx';
import './local-models.css';
import { OfferView } from './offer-view.tsx';
import { RepositoryForm } from './repository-form.tsx';
import { useLocalModels } from './use-local-models.ts';
import { useLookUp } from './use-look-up.ts';
import { useWords } from './words.ts';

interface Properties {
  /** Catalog id of the model that the person came for, whose file is listed first; empty: they have not said which. */
  readonly modelId: string;
  /** Chooses the model: "backend id/model id". */
  readonly onUse: (key: string) => void;
  readonly onClose: () => void;
  /** The person follows a link to another screen. */
  readonly onLeave: () => void;
}

/**
 * Chooses a model file of the Hub, shows what it is and what it costs, and fetches it. The Hub is asked only when a button is pressed that
 * names it.
 */
export function HubDialog({ modelId, onUse, onClose, onLeave }: Properties): ReactNode {
  const { words } = useWords();
  const { common } = useText();
  const { localModels, offers } = useServices();
  const catalog = useCatalog();
  const { models, state, hasFailed } = useLocalModels();
  const { result, asked, ask, reset } = useLookUp(models);
  const [fetched, setFetched] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const candidates = browserCandidates(catalog).toSorted((one, other) => rank(one, modelId) - rank(other, modelId));
  const wantedModel = catalog.models.get(modelId);
  const current = state.models.find(({ id }) => id === fetched) ?? null;
  const isReady = current?.state === 'whole';
  const readyName = isReady ? current.name : null;
  const useButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (readyName === null) return;
    announce(words.ready(readyName));
    useButton.current?.focus();
  }, [readyName, words]);

  async function use(id: string): Promise<void> {
    await offers.getState().refresh();
    onUse(`${localModels.backendId}/${id}`);
  }
  function askAbout({ conversion }: BrowserCandidate): void {
    setWanted(conversion.file);
    ask(conversion.repository);
  }

  return (
    <Dialog title={words.addTitle} onClose={onClose} className="hub-dialog">
      {models === null ? <p>{hasFailed ? common.screenFailed : common.loading}</p> : null}
      {models !== null && !state.canKeep ? (
        <p role="alert" className="device-warning">
          {words.cannotKeep}
        </p>
      ) : null}
      {models !== null && state.canKeep && current === null && asked === null ? (
        <div className="hub-scroller">
          <p className="device-note">{words.intro(models.hubHost)}</p>
          {wantedModel === undefined ? null : (
            <p className="device-note">
              <a href={hrefOf({ screen: 'atlas', modelId })} onClick={onLeave}>
                {words.otherWays(wantedModel.name)}
              </a>
            </p>
          )}
          <CandidateList
            candidates={candidates}
            models={models}
            state={state}
            onAsk={askAbout}
            onShow={setFetched}
            onUse={(id) => void use(id)}
          />
          <RepositoryForm
            host={models.hubHost}
            onAsk={(repository) => {
              setWanted(null);
              ask(repository);
            }}
          />
        </div>
      ) : null}
      {models !== null && current === null && asked !== null ? (
        <OfferView
          result={result}
          repository={asked}
          wanted={wanted}
          models={models}
          state={state}
          onBack={reset}
          onDownload={(offer, file) => {
            setFetched(hubFileId({ repository: offer.repository, file: file.file }));
            void models.download(offer, file);
          }}
        />
      ) : null}
      {models !== null && current !== null ? (
        <div className="hub-scroller">
          <h3 className="device-title">
            <bdi>{current.name}</bdi>
          </h3>
          <p className="device-note">
            <bdi>{current.file}</bdi>
          </p>
          <DownloadProgress model={current} models={models} />
          <p className="device-note">{isReady ? words.ready(current.name) : words.goesOn}</p>
          <div className="dialog-actions">
            <button
              type="button"
              className="button"
              onClick={() => {
                setFetched(null);
                reset();
              }}
            >
              {words.back}
            </button>
            {isReady ? (
              <button ref={useButton} type="button" className="button primary" onClick={() => void use(current.id)}>
                {words.choose}
              </button>
            ) : null}
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}

/** The wanted model comes first, the others keep their order. */
const rank = ({ model }: BrowserCandidate, wanted: string): number => (model.id === wanted ? 0 : 1);
