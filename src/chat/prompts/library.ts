import type { ItemRecord, PresetRecord, PromptRecord } from '../item-records.ts';
import { schemaVersion } from '../records.ts';
import type { ChatState } from '../state.ts';
import type { PresetContent } from './presets.ts';

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
