import type { SamplingParameters } from '#providers/provider.ts';

/** A preset that comes with the app. It has no record: it cannot be changed, only copied. */
export interface BuiltInPreset {
  readonly id: string;
  readonly name: string;
  readonly parameters: SamplingParameters;
}

/** Where the values were read: the presets that Open Assistant's inference server offered for each of its models. */
export const openAssistantSource =
  'gh:LAION-AI/Open-Assistant:inference/server/oasst_inference_server/routes/configs.py@0fb5fb5e (DEFAULT_PARAMETER_CONFIGS)';

/** The server's own limit where a preset names none: `max_new_tokens` of gh:LAION-AI/Open-Assistant:oasst-shared/oasst_shared/schemas/inference.py@01b01d01. */
const maxTokens = 1024;
const k50 = { topK: 50, topP: 0.95, repetitionPenalty: 1.2, maxTokens };

/** The presets under the names that Open Assistant gave them. They had no system text. */
export const openAssistantPresets: readonly BuiltInPreset[] = [
  { id: 'open-assistant-k50', name: 'k50', parameters: { ...k50, temperature: 0.75 } },
  { id: 'open-assistant-k50-creative', name: 'k50-Creative', parameters: { ...k50, temperature: 0.85 } },
  { id: 'open-assistant-k50-precise', name: 'k50-Precise', parameters: { ...k50, temperature: 0.1 } },
  { id: 'open-assistant-k50-original', name: 'k50-Original', parameters: { ...k50, temperature: 0.9 } },
  // Written there as 1 / 0.90.
  {
    id: 'open-assistant-k50-plugins',
    name: 'k50-Plugins',
    parameters: { topK: 50, temperature: 0.35, repetitionPenalty: 1 / 0.9, maxTokens },
  },
  { id: 'open-assistant-nucleus9', name: 'nucleus9', parameters: { topP: 0.9, temperature: 0.8, repetitionPenalty: 1.2, maxTokens } },
];

/** Its two other presets draw by `typical_p`, which is no parameter here: without it they would be something else under their name. */
export const openAssistantLeftOut: readonly { readonly name: string; readonly needs: string }[] = [
  { name: 'typical2', needs: 'typical_p = 0.2' },
  { name: 'typical3', needs: 'typical_p = 0.3' },
];
