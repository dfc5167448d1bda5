import type { ReactNode } from 'react';
import { useRunsText } from '../language/runs-text.ts';
import '../parts/dialog.css';
import '../parts/page.css';
import { hrefOf } from '../routes.ts';
import { useChat } from '../services-context.ts';
import { RunView } from './run-view.tsx';
import { RunsHome } from './runs-home.tsx';
import './runs.css';

/** Prompt sets that several models are asked: all of them, or one. */
export function RunsScreen({ runId }: { readonly runId: string | null }): ReactNode {
  const text = useRunsText();
  const run = useChat(({ items }) => (runId === null ? undefined : items.get(runId)));
  if (runId === null) return <RunsHome />;
  if (run?.kind === 'run' && run.deleted.value === null) return <RunView key={run.id} run={run} />;
  return (
    <div className="page">
      <p>{text.missing}</p>
      <a className="page-back" href={hrefOf({ screen: 'runs', runId: null })}>
        {text.back}
      </a>
    </div>
  );
}
