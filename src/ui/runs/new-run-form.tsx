import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { runActions } from '#chat/actions/runs.ts';
import { readPromptSet } from '#chat/prompt-set/read-prompt-set.ts';
import { useLocale } from '../language/language.tsx';
import { useRunsText } from '../language/runs-text.ts';
import { navigate } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { ModelChoice } from './model-choice.tsx';
import { PromptSource } from './prompt-source.tsx';
import { useRunner } from './use-runner.ts';

const usual = { maxTokens: '512', temperature: '0.7', seed: '1' };

/** Prompts, models and what all of them get; then it starts. */
export function NewRunForm(): ReactNode {
  const text = useRunsText();
  const locale = useLocale();
  const { store } = useServices();
  const { runner } = useRunner();
  const chosen = useChat((state) => state.chosenModel);
  const [title, setTitle] = useState('');
  const [prompts, setPrompts] = useState('');
  const [models, setModels] = useState<readonly string[]>(() => (chosen === null ? [] : [chosen]));
  const [system, setSystem] = useState('');
  const [numbers, setNumbers] = useState(usual);
  const id = useId();
  const set = useMemo(() => readPromptSet(prompts), [prompts]);
  const isReady = set.prompts.length > 0 && models.length > 0;

  function start(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.now());
    const runId = store
      .getState()
      .actions.group(runActions)
      .addRun({
        title: title.trim() === '' ? text.usualName(date) : title.trim(),
        prompts: set.prompts,
        models,
        system: system.trim() === '' ? null : system,
        parameters: { maxTokens: Number(numbers.maxTokens), temperature: Number(numbers.temperature) },
        seed: Number(numbers.seed),
      });
    runner.start(runId);
    navigate({ screen: 'runs', runId });
  }

  const number = (name: keyof typeof usual, range: { readonly min: number; readonly max: number; readonly step: string }): ReactNode => (
    <label className="run-field">
      <span>{text[name]}</span>
      <input
        className="text-input"
        type="number"
        required
        {...range}
        value={numbers[name]}
        onChange={(event) => setNumbers({ ...numbers, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <section>
      <h2>{text.create}</h2>
      <form className="run-form" onSubmit={start}>
        <PromptSource text={prompts} set={set} onChange={setPrompts} onName={setTitle} />
        <ModelChoice models={models} onChange={setModels} />
        <label className="run-field">
          <span>{text.system}</span>
          <textarea className="text-input" rows={2} value={system} onChange={(event) => setSystem(event.currentTarget.value)} />
        </label>
        <div className="run-numbers">
          {number('maxTokens', { min: 1, max: 131_072, step: '1' })}
          {number('temperature', { min: 0, max: 2, step: 'any' })}
          {number('seed', { min: 0, max: 4_294_967_295, step: '1' })}
        </div>
        <label className="run-field">
          <span>{text.name}</span>
          <input className="text-input" maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <p className="page-small" id={`${id}-fair`}>
          {isReady ? text.fair : text.needs}
        </p>
        <button type="submit" className="button primary" disabled={!isReady} aria-describedby={`${id}-fair`}>
          {text.start}
        </button>
      </form>
    </section>
  );
}
