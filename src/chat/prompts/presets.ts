import type { SamplingParameters } from '#providers/provider.ts';
import type { ChatState } from '../state.ts';
import { openAssistantPresets } from './open-assistant.ts';

/** What a preset gives a conversation. */
export interface PresetContent {
  readonly system: string | null;
  readonly parameters: SamplingParameters;
}

/** A person's preset or one that comes with the app, by its id; `null` if it is not here any more. */
export function presetContent(items: ChatState['items'], id: string | null): PresetContent | null {
  if (id === null) return null;
  const own = items.get(id);
  if (own?.kind === 'preset' && own.deleted.value === null) return { system: own.system.value, parameters: own.parameters.value };
  const builtIn = openAssistantPresets.find((preset) => preset.id === id);
  return builtIn === undefined ? null : { system: null, parameters: builtIn.parameters };
}

/** What the next new conversation begins with, as far as the default preset says. */
export function freshStart({
  items,
  defaultPreset,
}: Pick<ChatState, 'items' | 'defaultPreset'>): Pick<ChatState, 'newSystem' | 'newParameters'> {
  const preset = presetContent(items, defaultPreset);
  const isEmpty = preset === null || Object.keys(preset.parameters).length === 0;
  return { newSystem: preset?.system ?? null, newParameters: isEmpty ? null : preset.parameters };
}
