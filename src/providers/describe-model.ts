import type { Catalog } from '#catalog/catalog.ts';
import { modelOfRepository } from '#catalog/gguf-conversions.ts';
import { readHubFileId } from '#catalog/hub-file.ts';
import { type LicenseSnapshot, licenseSnapshot } from '#catalog/license-snapshot.ts';
import { matchModel } from '#catalog/match.ts';
import type { Model, PromptFormat } from '#catalog/schema.ts';
import type { BackendSettings } from './backend-settings.ts';
import { findModel, type NamedModel } from './name-model.ts';
import type { SamplingParameters } from './provider.ts';
import { withoutRoute } from './route-of-model.ts';

/** What is known of a model before it is asked. */
export interface DescribedModel {
  readonly asked: NamedModel;
  /** A format of the catalog: the prompt is written here. `null`: the server or the file applies its own template. */
  readonly promptFormat: PromptFormat | null;
  /** Id of the format that would be applied if this backend took raw prompts. */
  readonly unusedFormat?: string;
  /** Tokens of its window: the smaller of what the configuration and the catalog say. */
  readonly contextTokens: number | null;
  /** The guide's prompt is made from the catalog, and the guide takes from the conversation what it needs. */
  readonly cutsItself: boolean;
  /** Whether it reads pictures by the configuration; absent where that says nothing. */
  readonly readsImages?: boolean;
  /** What the catalog says now of a model's license. */
  readonly licenseOf: (catalogId: string | null) => LicenseSnapshot | null;
  readonly parameters: SamplingParameters;
}

/** Published without a chat template, as base models are: a server that is asked to chat with them would make one up. */
const withoutTemplate = /^(oasst-|stable-vicuna-|dolly-)/;

/**
 * Describes "backend id/model id" from the configuration and the catalog; of an unknown backend only the name is known. `said` is the card
 * that the person says it is, `null` = none of them; absent = they said nothing.
 */
export function describeModel(catalog: Catalog, backends: readonly BackendSettings[], key: string, said?: string | null): DescribedModel {
  const { backend, settings, named } = findModel(backends, key);
  const modelId = backend?.kind === 'hugging-face' ? withoutRoute(named.modelId) : named.modelId;
  const isOwnFile = backend?.kind === 'in-browser' && settings === undefined;
  const found = settings?.catalog ?? (isOwnFile ? cardOfFile(catalog, named.modelId) : matchModel(catalog, modelId));
  const catalogId = said === undefined ? found : said;
  const card = catalog.models.get(catalogId ?? '');
  const format = promptFormatOf(catalog, settings?.promptFormat, card);
  return {
    asked: { ...named, catalogId: card?.id ?? null, ...(said === undefined ? {} : { saidByPerson: true }) },
    ...(backend?.kind === 'hugging-face'
      ? { promptFormat: null, ...(format === null ? {} : { unusedFormat: format.id }) }
      : { promptFormat: format }),
    contextTokens: smaller(settings?.contextTokens ?? null, card?.contextTokens.value ?? null),
    cutsItself: card?.kind === 'guide',
    ...(settings?.images === undefined ? {} : { readsImages: settings.images }),
    licenseOf: (id) => licenseSnapshot(catalog, id),
    parameters: card === undefined ? {} : samplingOf(card),
  };
}

/** A file's name proves nothing about its weights; the Hub repository that a person chose it from does as much as a server's word. */
function cardOfFile(catalog: Catalog, modelId: string): string | null {
  const hubFile = readHubFileId(modelId);
  return hubFile === null ? null : modelOfRepository(catalog, hubFile.repository);
}

const smaller = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? (left ?? right) : Math.min(left, right);

function promptFormatOf(catalog: Catalog, configured: string | undefined, card: Model | undefined): PromptFormat | null {
  if (configured === 'server') return null;
  const id = configured ?? (card !== undefined && (card.kind === 'base' || withoutTemplate.test(card.id)) ? card.promptFormat : null);
  return catalog.promptFormats.get(id ?? '') ?? null;
}

/** The values of the authors' own code, as far as they are sampling parameters of every backend. */
function samplingOf({ sampling }: Model): SamplingParameters {
  const number = (name: string): number | undefined => {
    const value = sampling?.values[name];
    return typeof value === 'number' ? value : undefined;
  };
  const temperature = number('temperature');
  const topP = number('top_p');
  const topK = number('top_k');
  const repetitionPenalty = number('repetition_penalty');
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(topK === undefined ? {} : { topK }),
    ...(repetitionPenalty === undefined ? {} : { repetitionPenalty }),
  };
}
