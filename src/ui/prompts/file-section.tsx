import { type ReactNode, useId, useState } from 'react';
import { createIdMaker } from '#chat/id.ts';
import { planPromptImport, writePromptFile } from '#chat/prompts/prompt-file.ts';
import { livingPresets, livingPrompts } from '#chat/prompts/library.ts';
import { usePromptsText } from '../language/prompts-text.ts';
import { announce } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useChat, useServices } from '../services-context.ts';

const makeId = createIdMaker(Date.now);
/** Larger files are not read. Bytes. */
const largestFile = 16 * 1024 ** 2;

/** All presets and prompts as one file, and files of others. */
export function FileSection(): ReactNode {
  const text = usePromptsText();
  const { store } = useServices();
  const id = useId();
  const presets = useChat(livingPresets);
  const prompts = useChat(livingPrompts);
  const [outcome, setOutcome] = useState<{ readonly words: string; readonly problem: string | null } | null>(null);

  async function importFile(file: File): Promise<void> {
    const content = file.size > largestFile ? '' : await file.text();
    const { actions, items } = store.getState();
    const { added, skipped, problem } = planPromptImport(content, items.values(), makeId, Date.now());
    for (const item of added) actions.putItem(item);
    const words = problem === null ? text.imported(added.length, skipped) : text.importFailed;
    setOutcome({ words, problem });
    announce(words);
  }

  return (
    <section>
      <h2>{text.file}</h2>
      <p className="prompts-note">{text.fileNote}</p>
      <div className="prompts-files">
        <button
          type="button"
          className="button"
          disabled={presets.length + prompts.length === 0}
          onClick={() => saveFile(new Blob([writePromptFile(presets, prompts)], { type: 'application/json' }), 'stemma-prompts.json')}
        >
          <Icon name="download" size={18} />
          {text.exportFile}
        </button>
        <label htmlFor={id} className="button">
          <Icon name="upload" size={18} />
          {text.importFile}
        </label>
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file !== undefined) void importFile(file);
          }}
        />
      </div>
      {outcome === null ? null : (
        <div className="prompts-outcome" role={outcome.problem === null ? undefined : 'alert'}>
          <p>{outcome.words}</p>
          {outcome.problem === null ? null : <p className="prompts-note">{outcome.problem}</p>}
        </div>
      )}
    </section>
  );
}
