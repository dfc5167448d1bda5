import { type ReactNode, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { contextOfAll } from '#providers/route-of-model.ts';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { useText } from '../../language/language.tsx';
import { findOffer } from '../../offers.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useServices } from '../../services-context.ts';
import { idFor, policies, priceOf, tokens } from './route-words.ts';
import './routes.css';

interface Properties {
  /** "backend id/model id", with or without the company that was chosen. */
  readonly modelKey: string;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

/** Who runs a model behind a router: by a policy, or one company, each with its price, its context and whether it answers now. */
export function RouteDialog({ modelKey, onChoose, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = useHuggingFaceText();
  const { offers } = useServices();
  const offer = findOffer(useStore(offers), modelKey);
  const [picked, setPicked] = useState<string | null>(null);
  const name = useId();
  if (offer === null) return null;
  const { model, backend } = offer;
  const routes = model.routes ?? [];
  const chosen = picked ?? (model.id.endsWith(':fastest') ? idFor('fastest', model.id) : model.id);
  const least = contextOfAll(routes);

  const option = (id: string, label: string, remarks: readonly string[]): ReactNode => (
    <div key={id} className="route-option">
      <input
        id={`${name}${id}`}
        type="radio"
        name={name}
        value={id}
        checked={id === chosen}
        onChange={() => setPicked(id)}
        data-first-focus={id === chosen ? '' : undefined}
      />
      <label htmlFor={`${name}${id}`}>
        <bdi>{label}</bdi>
        <small>{remarks.join(' · ')}</small>
      </label>
    </div>
  );

  // Outside of the message's form, where Enter would send, and of the picker, whose frame has its own height.
  return createPortal(
    <Dialog title={text.whoRuns(model.name)} onClose={onClose} className="route-dialog">
      <div className="route-form">
        <p className="server-hint">
          {text.goesToSome(backend.host ?? '')} {text.prices}
        </p>
        <div className="route-list" role="radiogroup" aria-label={text.whoRuns(model.name)}>
          {policies.map((policy) =>
            option(idFor(policy, model.id), text.policies[policy], least === null ? [] : [text.contextOfAll(tokens(least))]),
          )}
          {routes.map((route) =>
            option(route.id, route.provider, [
              priceOf(route, text),
              ...(route.contextTokens === null ? [] : [text.context(tokens(route.contextTokens))]),
              ...(route.isLive ? [] : [text.down]),
            ]),
          )}
        </div>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button
            type="button"
            className="button primary"
            onClick={() => {
              onChoose(`${backend.id}/${chosen}`);
              onClose();
            }}
          >
            {text.use}
          </button>
        </div>
      </div>
    </Dialog>,
    document.body,
  );
}
