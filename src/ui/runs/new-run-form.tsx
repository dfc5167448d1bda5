import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { runActions } from '#chat/actions/runs.ts';
import { readPromptSet } from '#chat/prompt-set/read-prompt-set.ts';
import { useLocale } from '../language/language.tsx';
import { useRunsText } from '../language/runs-text.ts';
import { navigate } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { ModelChoice } from './model-choice.tsx';
import { PromptSource } from './prompt-source.tsx';
import { emptyRun, longestDraft, promptsDraft, type UnsentRun, unsentRun } from './unsent-run.ts';
import { useRunner } from './use-runner.ts';

/** Prompts, models and what all of them get; then it starts. */
export function NewRunForm(): ReactNode {
  const text = useRunsText();
  const locale = useLocale();
  const { store } = useServices();
  const { runner } = useRunner();
  const chosen = useChat((state) => state.chosenModel);
  const { title, models: chosenModels, system, numbers } = useStore(unsentRun);
  const [prompts, setPrompts] = useState(() => store.getState().drafts.get(promptsDraft) ?? '');
  const models = chosenModels ?? (chosen === null ? [] : [chosen]);
  const set = (change: Partial<UnsentRun>): void => unsentRun.setState(change);
  const id = useId();
  const read = useMemo(() => readPromptSet(prompts), [prompts]);
  const isReady = read.prompts.length > 0 && models.length > 0;

  function takePrompts(text: string): void {
    setPrompts(text);
    store.getState().actions.setDraft(promptsDraft, text.length > longestDraft ? '' : text);
  }

  function start(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.now());
    const runId = store
      .getState()
      .actions.group(runActions)
      .addRun({
        title: title.trim() === '' ? text.usualName(date) : title.trim(),
        prompts: read.prompts,
        models,
        system: system.trim() === '' ? null : system,
        parameters: { maxTokens: Number(numbers.maxTokens), temperature: Number(numbers.temperature) },
        seed: Number(numbers.seed),
      });
    unsentRun.setState(emptyRun);
    store.getState().actions.setDraft(promptsDraft, '');
    runner.start(runId);
    navigate({ screen: 'runs', runId });
  }

  const number = (
    name: keyof UnsentRun['numbers'],
    range: { readonly min: number; readonly max: number; readonly step: string },
  ): ReactNode => (
    <label className="run-field">
      <span>{text[name]}</span>
      <input
        className="text-input"
        type="number"
        required
        {...range}
        value={numbers[name]}
        onChange={(event) => set({ numbers: { ...numbers, [name]: event.currentTarget.value } })}
      />
    </label>
  );
  return (
    <section>
      <h2>{text.create}</h2>
      <form className="run-form" onSubmit={start}>
        <PromptSource text={prompts} set={read} onChange={takePrompts} onName={(name) => set({ title: name })} />
        <ModelChoice models={models} onChange={(next) => set({ models: next })} />
        <label className="run-field">
          <span>{text.system}</span>
          <textarea className="text-input" rows={2} value={system} onChange={(event) => set({ system: event.currentTarget.value })} />
        </label>
        <div className="run-numbers">
          {number('maxTokens', { min: 1, max: 131_072, step: '1' })}
          {number('temperature', { min: 0, max: 2, step: 'any' })}
          {number('seed', { min: 0, max: 4_294_967_295, step: '1' })}
        </div>
        <label className="run-field">
          <span>{text.name}</span>
          <input className="text-input" maxLength={200} value={title} onChange={(event) => set({ title: event.currentTarget.value })} />
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
