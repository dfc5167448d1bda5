import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { runActions } from '#chat/actions/runs.ts';
import type { RunRecord } from '#chat/item-records.ts';
import { progressOf } from '#chat/prompt-set/cells.ts';
import { useRunsText } from '../language/runs-text.ts';
import { hrefOf, navigate } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { showToast } from '../notices.ts';
import { fileName } from '../parts/keeping/file-name.ts';
import { saveFile } from '../parts/save-file.ts';
import { useCatalog } from '../services-context.ts';
import { BlindVote } from './blind-vote.tsx';
import { useColumnNames } from './column-names.ts';
import { RunGrid } from './run-grid.tsx';
import { useRunner } from './use-runner.ts';

/** One run: how far it is, what can be done with it, and its answers. */
export function RunView({ run }: { readonly run: RunRecord }): ReactNode {
  const text = useRunsText();
  const isLoaded = useChat(({ loaded }) => run.columns.every((column) => loaded.has(column)));
  const failure = useOpening(run, isLoaded);
  return (
    <div className="page run-page">
      <a className="page-back" href={hrefOf({ screen: 'runs', runId: null })}>
        {text.back}
      </a>
      <h1>
        <bdi>{run.title.value}</bdi>
      </h1>
      <p className="page-count">{text.sizes(run.prompts.length, run.columns.length)}</p>
      {isLoaded ? (
        <OpenRun run={run} />
      ) : failure === null ? (
        <p role="status">{text.opening}</p>
      ) : (
        <div role="alert">
          <p>{text.openingFailed}</p>
          <p className="page-small">{failure}</p>
        </div>
      )}
    </div>
  );
}

/** Reads the answers of a run that was kept. Gives why that failed. */
function useOpening(run: RunRecord, isLoaded: boolean): string | null {
  const { storage } = useServices();
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (isLoaded) return;
    Promise.all(run.columns.map((column) => storage.openConversation(column))).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, [run, isLoaded, storage]);
  return failure;
}

function OpenRun({ run }: { readonly run: RunRecord }): ReactNode {
  const text = useRunsText();
  const { store } = useServices();
  const { runner, state } = useRunner();
  const messages = useDeferredValue(useChat((chat) => chat.messages));
  const progress = useMemo(() => progressOf(run, messages), [run, messages]);
  const names = useColumnNames(run);
  const [isVoting, setIsVoting] = useState(false);
  const isActive = state.active.has(run.id);
  const isUnfinished = progress.open + progress.live > 0;
  const held = run.columns.flatMap((column, place) => (state.held.has(column) ? [names[place] ?? ''] : []));
  if (isVoting) return <BlindVote run={run} messages={messages} onEnd={() => setIsVoting(false)} />;

  function remove(): void {
    const actions = store.getState().actions.group(runActions);
    runner.pause(run.id);
    actions.removeRun(run.id);
    navigate({ screen: 'runs', runId: null });
    showToast({ text: text.removed, action: { label: text.undo, run: () => actions.restoreRun(run.id) } });
  }
  return (
    <>
      <div className="run-progress" data-open={progress.open} data-done={progress.done} data-failed={progress.failed}>
        <progress value={progress.done + progress.failed} max={progress.total} aria-label={text.progress(progress.done, progress.total)} />
        <p>
          {text.progress(progress.done, progress.total)}
          {progress.failed > 0 ? ` · ${text.failedCount(progress.failed)}` : ''}
        </p>
      </div>
      {held.map((name) => (
        <p key={name} role="alert" className="run-held">
          {text.held(name)}
        </p>
      ))}
      <div className="run-actions">
        {isActive ? (
          <button type="button" className="button" onClick={() => runner.pause(run.id)}>
            {text.pause}
          </button>
        ) : progress.live > 0 ? (
          // Two tabs that ask at the same moment would ask the same.
          <p className="page-small">{text.elsewhere}</p>
        ) : isUnfinished ? (
          <button type="button" className="button primary" onClick={() => runner.start(run.id)}>
            {text.resume}
          </button>
        ) : null}
        {progress.failed > 0 ? (
          <button type="button" className="button" onClick={() => runner.retryFailed(run.id)}>
            {text.retry}
          </button>
        ) : null}
        {run.columns.length > 1 && progress.done > 1 ? (
          <button type="button" className="button" onClick={() => setIsVoting(true)}>
            {text.blindVote}
          </button>
        ) : null}
        <span className="run-actions-space" />
        <SaveButtons run={run} />
        <button type="button" className="button danger" onClick={remove}>
          {text.remove}
        </button>
      </div>
      <RunGrid run={run} messages={messages} names={names} />
    </>
  );
}

function SaveButtons({ run }: { readonly run: RunRecord }): ReactNode {
  const text = useRunsText();
  const catalog = useCatalog();
  const { store } = useServices();
  async function save(kind: 'csv' | 'jsonl'): Promise<void> {
    const { runCsv, runJsonLines } = await import('#chat/prompt-set/export-run.ts');
    const { messages } = store.getState();
    const content = kind === 'csv' ? runCsv(run, messages, catalog) : runJsonLines(run, messages, catalog);
    saveFile(new Blob([content], { type: kind === 'csv' ? 'text/csv' : 'application/jsonl' }), fileName(run.title.value, kind));
  }
  return (
    <>
      <button type="button" className="button" onClick={() => void save('csv')}>
        {text.csv}
      </button>
      <button type="button" className="button" onClick={() => void save('jsonl')}>
        {text.jsonl}
      </button>
    </>
  );
}
