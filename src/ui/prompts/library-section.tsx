import { type ReactNode, useState } from 'react';
import { createIdMaker } from '#chat/id.ts';
import type { PromptRecord } from '#chat/item-records.ts';
import { restamp } from '#chat/merge.ts';
import { livingPrompts, newPrompt } from '#chat/prompts/library.ts';
import { variablesOf } from '#chat/prompts/variables.ts';
import { usePromptsText } from '../language/prompts-text.ts';
import { Icon } from '../parts/icon.tsx';
import { useChat, useServices } from '../services-context.ts';
import { ItemActions } from './item-actions.tsx';
import { PromptDialog } from './prompt-dialog.tsx';

const makeId = createIdMaker(Date.now);

export function LibrarySection(): ReactNode {
  const text = usePromptsText();
  const { store } = useServices();
  const prompts = useChat(livingPrompts);
  const [edited, setEdited] = useState<PromptRecord | 'new' | null>(null);

  function save({ name, text: words }: { readonly name: string; readonly text: string }): void {
    const { actions } = store.getState();
    const now = Date.now();
    if (edited === 'new') actions.putItem(newPrompt(makeId(), now, name, words));
    else if (edited !== null) actions.putItem({ ...edited, name: restamp(edited.name, name, now), text: restamp(edited.text, words, now) });
  }

  return (
    <section>
      <h2>{text.library}</h2>
      <p className="prompts-note">{text.libraryNote}</p>
      {prompts.length === 0 ? (
        <p className="prompts-note">{text.noPrompts}</p>
      ) : (
        <ul className="prompts-list" aria-label={text.library}>
          {prompts.map((prompt) => {
            const variables = variablesOf(prompt.text.value);
            return (
              <li key={prompt.id}>
                <div>
                  <h3 dir="auto">{prompt.name.value}</h3>
                  <p className="prompts-preview" dir="auto">
                    {prompt.text.value}
                  </p>
                  {variables.length === 0 ? null : (
                    <p className="prompts-note">{text.variables(variables.map(({ name }) => name).join(', '))}</p>
                  )}
                </div>
                <ItemActions item={prompt} onEdit={() => setEdited(prompt)} />
              </li>
            );
          })}
        </ul>
      )}
      <button type="button" className="button prompts-new" onClick={() => setEdited('new')}>
        <Icon name="plus" size={18} />
        {text.newPrompt}
      </button>
      {edited === null ? null : <PromptDialog prompt={edited === 'new' ? null : edited} onSave={save} onClose={() => setEdited(null)} />}
    </section>
  );
}
