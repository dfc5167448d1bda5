import { type ReactNode, useId, useState } from 'react';
import { createIdMaker } from '#chat/id.ts';
import type { PresetRecord } from '#chat/item-records.ts';
import { restamp } from '#chat/merge.ts';
import { openAssistantLeftOut, openAssistantPresets, openAssistantSource } from '#chat/prompts/open-assistant.ts';
import { livingPresets, newPreset } from '#chat/prompts/library.ts';
import { usePromptsText } from '../language/prompts-text.ts';
import { announce } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { SourceLink } from '../parts/sources/source-link.tsx';
import { useChat, useServices } from '../services-context.ts';
import { ItemActions } from './item-actions.tsx';
import { ParameterWords } from './parameter-words.tsx';
import { PresetDialog, type PresetDraft } from './preset-dialog.tsx';

const makeId = createIdMaker(Date.now);

export function PresetSection(): ReactNode {
  const text = usePromptsText();
  const { store } = useServices();
  const id = useId();
  const presets = useChat(livingPresets);
  const defaultPreset = useChat((state) => state.defaultPreset);
  const [edited, setEdited] = useState<PresetRecord | 'new' | null>(null);
  const { actions } = store.getState();

  function save({ name, system, parameters }: PresetDraft): void {
    const now = Date.now();
    if (edited === 'new') actions.putItem(newPreset(makeId(), now, name, { system, parameters }));
    else if (edited !== null) {
      actions.putItem({
        ...edited,
        name: restamp(edited.name, name, now),
        system: restamp(edited.system, system, now),
        parameters: restamp(edited.parameters, parameters, now),
      });
      // What the next chat begins with follows.
      if (edited.id === defaultPreset) actions.setDefaultPreset(edited.id);
    }
  }

  return (
    <section>
      <h2>{text.presets}</h2>
      <p className="prompts-note">{text.presetsNote}</p>
      <div className="prompts-default">
        <label htmlFor={id}>{text.forNewChats}</label>
        <select
          id={id}
          className="text-input"
          value={defaultPreset ?? ''}
          onChange={(event) => actions.setDefaultPreset(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        >
          <option value="">{text.noPreset}</option>
          {presets.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {preset.name.value}
            </option>
          ))}
          <optgroup label="Open Assistant">
            {openAssistantPresets.map((preset) => (
              <option key={preset.id} value={preset.id}>
                {preset.name}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
      {presets.length === 0 ? (
        <p className="prompts-note">{text.noOwnPresets}</p>
      ) : (
        <ul className="prompts-list" aria-label={text.own}>
          {presets.map((preset) => (
            <li key={preset.id}>
              <div>
                <h3 dir="auto">{preset.name.value}</h3>
                <p className="prompts-preview" dir="auto">
                  {preset.system.value ?? text.noSystem}
                </p>
                <p className="prompts-note">
                  <ParameterWords parameters={preset.parameters.value} />
                </p>
              </div>
              <ItemActions item={preset} onEdit={() => setEdited(preset)} />
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="button prompts-new" onClick={() => setEdited('new')}>
        <Icon name="plus" size={18} />
        {text.newPreset}
      </button>
      <h3>{text.openAssistant}</h3>
      <p className="prompts-note">
        {text.openAssistantNote} <SourceLink source={openAssistantSource} />
      </p>
      <ul className="prompts-list" aria-label={text.openAssistant}>
        {openAssistantPresets.map((preset) => (
          <li key={preset.id}>
            <div>
              <h4>{preset.name}</h4>
              <p className="prompts-note">
                <ParameterWords parameters={preset.parameters} />
              </p>
            </div>
            <div className="prompts-actions">
              <button
                type="button"
                className="button"
                aria-label={text.copyPreset(preset.name)}
                onClick={() => {
                  actions.putItem(newPreset(makeId(), Date.now(), preset.name, { system: null, parameters: preset.parameters }));
                  announce(text.presetSaved(preset.name));
                }}
              >
                {text.copyIt}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <p className="prompts-note">{text.leftOut(openAssistantLeftOut.map(({ name, needs }) => `${name} (${needs})`).join(', '))}</p>
      {edited === null ? null : <PresetDialog preset={edited === 'new' ? null : edited} onSave={save} onClose={() => setEdited(null)} />}
    </section>
  );
}
