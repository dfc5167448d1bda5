import { type ReactNode, useState } from 'react';
import type { VoteRecord } from '#chat/item-records.ts';
import { useBoardText } from '../language/board-text.ts';
import { announce } from '../notices.ts';
import { saveFile } from '../parts/save-file.ts';
import { useCatalog, useServices } from '../services-context.ts';

/** The votes as files for other programs: a table, or message trees with the answers themselves. */
export function VoteFiles({ votes }: { readonly votes: readonly VoteRecord[] }): ReactNode {
  const text = useBoardText();
  const catalog = useCatalog();
  const { storage } = useServices();
  const [outcome, setOutcome] = useState<string | null>(null);

  async function saveTable(): Promise<void> {
    const { pairwiseCsv } = await import('#chat/board/pairwise-csv.ts');
    saveFile(new Blob([pairwiseCsv(votes, catalog)], { type: 'text/csv' }), text.csvName);
  }
  async function saveTrees(): Promise<void> {
    const { votedTrees } = await import('#storage/formats/oasst-votes.ts');
    const { chats } = await storage.gather('everything');
    const { lines, missing } = votedTrees(votes, chats, catalog);
    if (lines.length > 0)
      saveFile(
        new Blob(
          lines.map((line) => `${line}\n`),
          { type: 'application/jsonl' },
        ),
        text.treesName,
      );
    if (missing > 0) tell(text.missing(missing));
  }
  function tell(words: string): void {
    setOutcome(words);
    announce(words);
  }
  const save = (making: Promise<void>): void => {
    setOutcome(null);
    making.catch((error: unknown) => tell(`${text.notSaved} ${error instanceof Error ? error.message : String(error)}`));
  };
  return (
    <div className="board-actions">
      <button type="button" className="button" onClick={() => save(saveTable())}>
        {text.csv}
      </button>
      <button type="button" className="button" onClick={() => save(saveTrees())}>
        {text.trees}
      </button>
      {outcome === null ? null : <p className="page-small">{outcome}</p>}
    </div>
  );
}
