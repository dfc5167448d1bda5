import type { SamplingParameters } from '#providers/provider.ts';
import type { ItemRecord, PresetRecord, PromptRecord } from '../item-records.ts';
import { schemaVersion } from '../records.ts';
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

const byName = <Named extends PresetRecord | PromptRecord>(left: Named, right: Named): number =>
  left.name.value.localeCompare(right.name.value) || (left.id < right.id ? -1 : 1);

const presetLists = new WeakMap<ChatState['items'], readonly PresetRecord[]>();
const promptLists = new WeakMap<ChatState['items'], readonly PromptRecord[]>();

/** The person's presets by name. The same array until an item changes. */
export function livingPresets({ items }: Pick<ChatState, 'items'>): readonly PresetRecord[] {
  const known = presetLists.get(items);
  if (known !== undefined) return known;
  const living = [...items.values()].filter((item): item is PresetRecord => item.kind === 'preset' && isLiving(item)).toSorted(byName);
  presetLists.set(items, living);
  return living;
}

/** The prompts of the library by name. The same array until an item changes. */
export function livingPrompts({ items }: Pick<ChatState, 'items'>): readonly PromptRecord[] {
  const known = promptLists.get(items);
  if (known !== undefined) return known;
  const living = [...items.values()].filter((item): item is PromptRecord => item.kind === 'prompt' && isLiving(item)).toSorted(byName);
  promptLists.set(items, living);
  return living;
}

const isLiving = (item: ItemRecord): boolean => item.deleted.value === null;

export function newPreset(id: string, at: number, name: string, { system, parameters }: PresetContent): PresetRecord {
  return {
    kind: 'preset',
    schemaVersion,
    id,
    createdAt: at,
    name: { value: name, updatedAt: at },
    system: { value: system, updatedAt: at },
    parameters: { value: parameters, updatedAt: at },
    deleted: { value: null, updatedAt: at },
  };
}

export function newPrompt(id: string, at: number, name: string, text: string): PromptRecord {
  return {
    kind: 'prompt',
    schemaVersion,
    id,
    createdAt: at,
    name: { value: name, updatedAt: at },
    text: { value: text, updatedAt: at },
    deleted: { value: null, updatedAt: at },
  };
}
