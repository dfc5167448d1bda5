import type { BackendSettings, ModelSettings } from './backend-settings.ts';
import type { BackendKind } from './provider.ts';

/** A model by its name: who is asked for what. */
export interface NamedModel {
  readonly backendId: string;
  readonly backendKind: BackendKind;
  readonly backendLabel: string;
  readonly modelId: string;
  /** As configured; the catalog has not been asked. */
  readonly catalogId: string | null;
  /** The person said which card it is. */
  readonly saidByPerson?: true;
}

/** The parts of "backend id/model id" in the configuration; of an unknown backend only the name is known. */
export function findModel(
  backends: readonly BackendSettings[],
  key: string,
): { readonly backend: BackendSettings | undefined; readonly settings: ModelSettings | undefined; readonly named: NamedModel } {
  const [backendId = '', ...rest] = key.split('/');
  const modelId = rest.join('/');
  const backend = backends.find(({ id }) => id === backendId);
  const settings = backend?.models.find(({ id }) => id === modelId);
  const named = {
    backendId,
    backendKind: backend?.kind ?? 'openai-compatible',
    backendLabel: backend?.label ?? backendId,
    modelId,
    catalogId: settings?.catalog ?? null,
  };
  return { backend, settings, named };
}
