import { type ReactNode, useId } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import { saidMatch } from '#chat/said-match.ts';
import type { BackendKind } from '#providers/provider.ts';
import { useSendingText } from '../../language/sending-text.ts';
import { useChat, useServices } from '../../services-context.ts';

/** Values of the two choices that are no card. */
const asFound = 'as-found';
const noCard = 'none';

interface Properties {
  readonly catalog: Catalog;
  /** "backend id/model id". */
  readonly modelKey: string;
  readonly modelId: string;
  readonly backendKind: BackendKind;
  /** The card that counts now; `null` = none. */
  readonly catalogId: string | null;
}

/** Which card of the catalog this model is taken for, and the person's word if it is wrong. */
export function MatchField({ catalog, modelKey, modelId, backendKind, catalogId }: Properties): ReactNode {
  const text = useSendingText();
  const { store } = useServices();
  const id = useId();
  const said = useChat((state) => saidMatch(state.matches, modelKey, backendKind));
  const taken = catalog.models.get(catalogId ?? '')?.name;
  return (
    <div className="next-request-match">
      <label htmlFor={id}>{taken === undefined ? text.matchNone(modelId) : text.matchOf(modelId, taken)}</label>
      <select
        id={id}
        className="text-input"
        value={said === undefined ? asFound : (said ?? noCard)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          store.getState().actions.setMatch(modelKey, value === asFound ? undefined : value === noCard ? null : value);
        }}
      >
        <option value={asFound}>{text.matchAsFound}</option>
        <option value={noCard}>{text.matchNoCard}</option>
        {[...catalog.models.values()]
          .filter(({ kind }) => kind !== 'image' && kind !== 'guide')
          .map((model) => (
            <option key={model.id} value={model.id}>
              {model.name}
            </option>
          ))}
      </select>
    </div>
  );
}
