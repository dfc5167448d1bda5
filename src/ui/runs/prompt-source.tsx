import { type ReactNode, useId, useState } from 'react';
import type { PromptSet } from '#chat/prompt-set/read-prompt-set.ts';
import { useErrorsText } from '../language/errors-text.ts';
import { useRunsText } from '../language/runs-text.ts';
import { Icon } from '../parts/icon.tsx';

/** Bytes. Far more than the prompts that a run may have. */
const largestFile = 64 * 1024 ** 2;
const problemsNamed = 5;

interface Properties {
  readonly text: string;
  readonly set: PromptSet;
  readonly onChange: (text: string) => void;
  /** What the source is called. */
  readonly onName: (name: string) => void;
}

/** Prompts from a file, from the set that ships, or as they are typed; with what was understood of them. */
export function PromptSource({ text: typed, set, onChange, onName }: Properties): ReactNode {
  const text = useRunsText();
  const errors = useErrorsText();
  const [failure, setFailure] = useState<string | null>(null);
  const id = useId();

  async function take(reading: Promise<string>, name: string, otherwise: string): Promise<void> {
    try {
      onChange(await reading);
      onName(name);
      setFailure(null);
    } catch {
      setFailure(otherwise);
    }
  }
  async function own(): Promise<string> {
    const { ownPromptSet } = await import('#chat/prompt-set/own-set.ts');
    return ownPromptSet.map((prompt) => JSON.stringify({ id: prompt.id, prompt: prompt.text })).join('\n');
  }
  async function open(file: File): Promise<string> {
    if (file.size > largestFile) throw new Error('too large');
    return file.text();
  }
  return (
    <div className="run-field">
      <label htmlFor={`${id}-text`}>{text.prompts}</label>
      <div className="run-sources">
        <label className="button" htmlFor={`${id}-file`}>
          <Icon name="file" size={18} />
          {text.openFile}
        </label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".jsonl,.json,.csv,.tsv,.txt,text/plain,text/csv,application/json"
          className="visually-hidden"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file !== undefined) void take(open(file), file.name.replace(/\.[a-z]+$/i, ''), text.unreadable);
          }}
        />
        <button type="button" className="button" onClick={() => void take(own(), '', errors.byCode['part-missing'])}>
          {text.ownSet}
        </button>
      </div>
      <textarea
        id={`${id}-text`}
        className="text-input run-prompts"
        rows={6}
        spellCheck={false}
        placeholder={text.typed}
        aria-describedby={`${id}-read`}
        value={typed}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {failure === null ? null : <p role="alert">{failure}</p>}
      <div id={`${id}-read`} role="status" className="page-small">
        {typed.trim() === '' ? null : text.count(set.prompts.length)}
        {set.problems.length === 0 ? null : (
          <>
            <p>{text.problems(set.problems.length)}</p>
            <ul className="run-problems">
              {set.problems.slice(0, problemsNamed).map(({ line, reason }) => (
                <li key={`${line} ${reason}`}>{text.problem(line, reason)}</li>
              ))}
              {set.problems.length > problemsNamed ? <li>{text.moreProblems(set.problems.length - problemsNamed)}</li> : null}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
