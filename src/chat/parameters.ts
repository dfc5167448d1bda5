import { choosesSeed } from '#providers/known-parameters.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import type { ModelDescription } from './dependencies.ts';
import type { ConversationRecord } from './records.ts';

/** The person's own values: those of this conversation over those of all. */
export function ownParameters(ofAll: SamplingParameters, { parameters }: Pick<ConversationRecord, 'parameters'>): SamplingParameters {
  return parameters === undefined || parameters.value === null ? ofAll : { ...ofAll, ...parameters.value };
}

/**
 * What an answer is drawn with: the person's own values over the model's usual ones, and a seed where the backend surely knows one, so that
 * the same answer can be drawn again. `seed` is one that the person wants for this answer alone.
 */
export function parametersFor(
  { asked, cutsItself, parameters }: Pick<ModelDescription, 'asked' | 'cutsItself' | 'parameters'>,
  own: SamplingParameters,
  seed?: number,
): SamplingParameters {
  // The guide draws nothing: it takes the likeliest word.
  const chosen = cutsItself || !choosesSeed(asked.backendKind) ? {} : { seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 };
  return { ...chosen, ...parameters, ...own, ...(seed === undefined ? {} : { seed }) };
}
