import { type ReactNode, useId, useState } from 'react';
import { createIdMaker } from '#chat/id.ts';
import { openAssistantPresets } from '#chat/prompts/open-assistant.ts';
import { livingPresets, newPreset } from '#chat/prompts/library.ts';
import { presetContent } from '#chat/prompts/presets.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import { usePromptsText } from '../../language/prompts-text.ts';
import { showToast } from '../../notices.ts';
import { NameDialog } from '../../parts/name-dialog.tsx';
import { hrefOf } from '../../routes.ts';
import { useChat, useServices } from '../../services-context.ts';

const makeId = createIdMaker(Date.now);
const none: SamplingParameters = {};

const isSame = (left: SamplingParameters, right: SamplingParameters): boolean => {
  const entries = Object.entries(left);
  const others = new Map(Object.entries(right));
  return entries.length === others.size && entries.every(([name, value]) => others.get(name) === value);
};

interface Properties {
  readonly conversationId: string | null;
  /** Called when the values below were replaced. */
  readonly onApply: () => void;
  readonly onClose: () => void;
}

/** Puts a preset's system text and parameters into this conversation, or keeps those of the conversation as a preset. */
export function PresetField({ conversationId, onApply, onClose }: Properties): ReactNode {
  const text = usePromptsText();
  const { store } = useServices();
  const id = useId();
  const presets = useChat(livingPresets);
  const system = useChat((state) =>
    conversationId === null ? state.newSystem : (state.conversations.get(conversationId)?.system?.value ?? null),
  );
  const own = useChat((state) =>
    conversationId === null ? state.newParameters : (state.conversations.get(conversationId)?.parameters?.value ?? null),
  );
  const parameters = own ?? none;
  const [isNaming, setIsNaming] = useState(false);
  const chosen =
    presets.find((preset) => preset.system.value === system && isSame(preset.parameters.value, parameters))?.id ??
    openAssistantPresets.find((preset) => isSame(preset.parameters, parameters))?.id ??
    '';

  function apply(presetId: string): void {
    const state = store.getState();
    const content = presetContent(state.items, presetId);
    if (content === null) return;
    // Presets that came with the app are about drawing only: a text that a person wrote stays.
    const isOwn = state.items.has(presetId);
    if (isOwn) state.actions.setSystem(conversationId, content.system ?? '');
    state.actions.setOwnParameters(conversationId, content.parameters);
    onApply();
  }

  return (
    <div className="preset-field">
      <label htmlFor={id}>{text.preset}</label>
      <select id={id} className="text-input" value={chosen} onChange={(event) => apply(event.currentTarget.value)}>
        <option value="" disabled={chosen !== ''}>
          {text.noPreset}
        </option>
        {presets.length === 0 ? null : (
          <optgroup label={text.own}>
            {presets.map((preset) => (
              <option key={preset.id} value={preset.id}>
                {preset.name.value}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Open Assistant">
          {openAssistantPresets.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {preset.name}
            </option>
          ))}
        </optgroup>
      </select>
      <div className="preset-actions">
        <button
          type="button"
          className="button"
          disabled={system === null && Object.keys(parameters).length === 0}
          onClick={() => setIsNaming(true)}
        >
          {text.saveAsPreset}
        </button>
        <a className="button quiet" href={hrefOf({ screen: 'prompts' })} onClick={onClose}>
          {text.manage}
        </a>
      </div>
      {isNaming ? (
        <NameDialog
          title={text.saveAsPreset}
          label={text.name}
          name=""
          onName={(name) => {
            store.getState().actions.putItem(newPreset(makeId(), Date.now(), name, { system, parameters }));
            showToast({ text: text.presetSaved(name), action: null });
          }}
          onClose={() => setIsNaming(false)}
        />
      ) : null}
    </div>
  );
}
