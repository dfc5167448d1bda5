import { type ReactNode, useId, useState } from 'react';
import { useText } from '../language/language.tsx';
import { announce } from '../notices.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useServices } from '../services-context.ts';

interface Outcome {
  readonly words: string;
  readonly details: readonly string[];
  readonly isFailure: boolean;
}

/** Largest archive that is read. Bytes. */
const largestArchive = 512 * 1024 ** 2;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Export, import and deletion of everything that is kept. */
export function ConversationData(): ReactNode {
  const { settings: text, common } = useText();
  const { storage } = useServices();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const inputId = useId();

  function tell(words: string, details: readonly string[] = [], isFailure = false): void {
    setOutcome({ words, details, isFailure });
    announce(words);
  }
  async function exportAll(): Promise<void> {
    try {
      saveFile(await storage.exportEverything(), `stemma-${new Date().toISOString().slice(0, 10)}.json`);
    } catch (error) {
      tell(text.exportFailed, [wordsOf(error)], true);
    }
  }
  async function importFile(file: File): Promise<void> {
    try {
      if (file.size > largestArchive) throw new Error(`${file.name}: ${file.size} bytes > ${largestArchive}`);
      const { added, skipped, problems } = await storage.importArchive(await file.text());
      tell(text.imported(added, skipped), problems, problems.length > 0);
    } catch (error) {
      tell(text.importFailed, [wordsOf(error)], true);
    }
  }
  async function deleteAll(): Promise<void> {
    setIsAsking(false);
    try {
      await storage.deleteEverything();
      tell(text.deleted);
    } catch (error) {
      tell(text.deleteFailed, [wordsOf(error)], true);
    }
  }

  return (
    <>
      <div className="settings-actions">
        <button type="button" className="button" onClick={() => void exportAll()}>
          <Icon name="download" size={18} />
          {text.exportAll}
        </button>
        <label htmlFor={inputId} className="button">
          <Icon name="upload" size={18} />
          {text.import}
        </label>
        <input
          id={inputId}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file !== undefined) void importFile(file);
          }}
        />
        <button type="button" className="button danger" onClick={() => setIsAsking(true)}>
          <Icon name="trash" size={18} />
          {text.deleteAll}
        </button>
      </div>
      {outcome === null ? null : (
        <div className="settings-outcome" role={outcome.isFailure ? 'alert' : undefined}>
          <p>{outcome.words}</p>
          {outcome.details.map((detail) => (
            <p key={detail} className="settings-note">
              {detail}
            </p>
          ))}
        </div>
      )}
      {isAsking ? (
        <Dialog title={text.deleteTitle} onClose={() => setIsAsking(false)}>
          <p>{text.deleteText}</p>
          <div className="dialog-actions">
            <button type="button" className="button" data-first-focus onClick={() => setIsAsking(false)}>
              {common.cancel}
            </button>
            <button type="button" className="button danger" onClick={() => void deleteAll()}>
              {text.deleteAll}
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
