import { choosesSeed, knownParameters, limitUnasked } from '#providers/known-parameters.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import type { ModelDescription } from './dependencies.ts';
import type { ConversationRecord } from './records.ts';

/** The person's own values: those of this conversation over those of all. */
export function ownParameters(ofAll: SamplingParameters, { parameters }: Pick<ConversationRecord, 'parameters'>): SamplingParameters {
  return parameters === undefined || parameters.value === null ? ofAll : { ...ofAll, ...parameters.value };
}

type Drawing = Pick<ModelDescription, 'asked' | 'cutsItself' | 'parameters' | 'promptFormat'>;

/**
 * What an answer is drawn with, exactly as it is sent, but for a seed that is chosen for it: the person's own values over the model's usual
 * ones, without those that the backend is not told, and the limit that holds where nobody set one.
 */
export function sentParameters({ asked, cutsItself, parameters, promptFormat }: Drawing, own: SamplingParameters): SamplingParameters {
  // The guide draws nothing: it takes the likeliest word, and knows by itself how much it has to say.
  if (cutsItself) return {};
  const isRaw = promptFormat !== null;
  const wanted: SamplingParameters = { ...limitUnasked(asked.backendKind, isRaw), ...parameters, ...own };
  const known = knownParameters(asked.backendKind, isRaw);
  return Object.fromEntries(known.flatMap((name) => (wanted[name] === undefined ? [] : [[name, wanted[name]]])));
}

/**
 * The same with a seed where the backend surely knows one, so that the same answer can be drawn again. `seed` is one that the person wants
 * for this answer alone.
 */
export function parametersFor(model: Drawing, own: SamplingParameters, seed?: number): SamplingParameters {
  const chosen = choosesSeed(model.asked.backendKind) ? { seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 } : {};
  return sentParameters(model, { ...chosen, ...own, ...(seed === undefined ? {} : { seed }) });
}
