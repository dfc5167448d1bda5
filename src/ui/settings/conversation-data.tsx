import { type ReactNode, useCallback, useId, useRef, useState } from 'react';
import type { ImportPreview, PreparedImport } from '#storage/import.ts';
import type { ImportReport } from '#storage/transfer.ts';
import { useImportProblem } from '../language/import-problems.ts';
import { useKeepingText } from '../language/keeping-text.ts';
import { useText } from '../language/language.tsx';
import { useSettingsText } from '../language/settings-text.ts';
import { announce } from '../notices.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { ExportDialog } from '../parts/keeping/export-dialog.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useServices } from '../services-context.ts';
import { ImportDialog, LeftOutList } from './import-dialog.tsx';
import { useFileDrop } from './use-file-drop.ts';

interface Outcome {
  readonly words: string;
  readonly details: readonly string[];
  readonly isFailure: boolean;
  readonly leftOut?: ImportPreview['leftOut'];
  /** Ids of conversations that an import added and that can be taken away again. */
  readonly added?: readonly string[];
}

type Step =
  | { readonly step: 'asking-to-delete' | 'exporting' }
  | { readonly step: 'reading'; readonly conversations: number }
  | { readonly step: 'looking'; readonly prepared: PreparedImport };

/** Files of the person's own: they go in at once. What others made is shown before. */
const ownSources: ReadonlySet<ImportPreview['source']> = new Set(['stemma', 'plain']);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Export, import and deletion of everything that is kept. */
export function ConversationData(): ReactNode {
  const { common } = useText();
  const text = useSettingsText();
  const keeping = useKeepingText();
  const { storage, catalog, store } = useServices();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const reading = useRef<AbortController | null>(null);
  const inputId = useId();
  const close = (): void => {
    reading.current?.abort();
    setStep(null);
  };

  const tell = useCallback((told: Outcome): void => {
    setStep(null);
    setOutcome(told);
    announce(told.words);
  }, []);
  async function exportAll(): Promise<void> {
    try {
      // The words go out even where the catalog cannot be had.
      const known = await catalog.load().catch(() => undefined);
      saveFile(await storage.exportEverything(known), `stemma-${new Date().toISOString().slice(0, 10)}.json`);
    } catch (error) {
      tell({ words: text.exportFailed, details: [wordsOf(error)], isFailure: true });
    }
  }
  const tellImported = useCallback(
    ({ added, skipped, problems }: ImportReport, prepared: PreparedImport): void =>
      tell({
        words: text.imported(added, skipped),
        details: problems,
        isFailure: problems.length > 0,
        leftOut: prepared.preview.leftOut,
        added: prepared.added(),
      }),
    [tell, text],
  );
  const failed = useCallback(
    (error: unknown): void => tell({ words: text.importFailed, details: [wordsOf(error)], isFailure: true }),
    [tell, text],
  );
  const importFile = useCallback(
    async (file: File): Promise<void> => {
      reading.current?.abort();
      const controller = new AbortController();
      reading.current = controller;
      setOutcome(null);
      setStep({ step: 'reading', conversations: 0 });
      try {
        let shown = 0;
        const progress = (conversations: number): void => {
          if (conversations < shown + 25) return;
          shown = conversations;
          setStep({ step: 'reading', conversations });
        };
        const prepared = await storage.prepareImport(file, { catalog: await catalog.load(), signal: controller.signal, progress });
        const { source, conversations, items } = prepared.preview;
        if (ownSources.has(source) || conversations + items === 0) tellImported(await prepared.run(), prepared);
        else setStep({ step: 'looking', prepared });
      } catch (error) {
        if (!controller.signal.aborted) failed(error);
      }
    },
    [storage, catalog, failed, tellImported],
  );
  const isOver = useFileDrop(useCallback((file: File) => void importFile(file), [importFile]));
  function undo(ids: readonly string[]): void {
    store.getState().actions.remove(ids);
    tell({ words: keeping.undone(ids.length), details: [], isFailure: false });
  }
  async function deleteAll(): Promise<void> {
    setStep(null);
    try {
      await storage.deleteEverything();
      tell({ words: text.deleted, details: [], isFailure: false });
    } catch (error) {
      tell({ words: text.deleteFailed, details: [wordsOf(error)], isFailure: true });
    }
  }

  return (
    <>
      <p className="settings-note">{keeping.importNote}</p>
      <div className="settings-actions">
        <button type="button" className="button" onClick={() => void exportAll()}>
          <Icon name="download" size={18} />
          {text.exportAll}
        </button>
        <button type="button" className="button" onClick={() => setStep({ step: 'exporting' })}>
          {keeping.otherForms}
        </button>
        <label htmlFor={inputId} className="button">
          <Icon name="upload" size={18} />
          {text.import}
        </label>
        <input
          id={inputId}
          type="file"
          accept=".json,.jsonl,.gz,.zip,application/json,application/gzip,application/zip"
          className="visually-hidden"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file !== undefined) void importFile(file);
          }}
        />
        <button type="button" className="button danger" onClick={() => setStep({ step: 'asking-to-delete' })}>
          <Icon name="trash" size={18} />
          {text.deleteAll}
        </button>
      </div>
      {isOver ? <div className="drop-target">{keeping.dropHere}</div> : null}
      {outcome === null ? null : <OutcomeView outcome={outcome} onUndo={undo} />}
      {step?.step === 'reading' ? (
        <div className="settings-outcome">
          <p>{keeping.reading(step.conversations)}</p>
          <button type="button" className="button quiet" onClick={close}>
            {common.cancel}
          </button>
        </div>
      ) : null}
      {step?.step === 'looking' ? (
        <ImportDialog
          prepared={step.prepared}
          onCancel={close}
          onDone={(report) => tellImported(report, step.prepared)}
          onFailed={failed}
        />
      ) : null}
      {step?.step === 'exporting' ? <ExportDialog listedId={null} onClose={close} /> : null}
      {step?.step === 'asking-to-delete' ? (
        <Dialog title={text.deleteTitle} onClose={close}>
          <p>{text.deleteText}</p>
          <div className="dialog-actions">
            <button type="button" className="button" data-first-focus onClick={close}>
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

function OutcomeView({ outcome, onUndo }: { readonly outcome: Outcome; readonly onUndo: (ids: readonly string[]) => void }): ReactNode {
  const keeping = useKeepingText();
  const inWords = useImportProblem();
  const { words, details, isFailure, leftOut = {}, added = [] } = outcome;
  return (
    <div className="settings-outcome" role={isFailure ? 'alert' : undefined}>
      <p>{words}</p>
      {details.map((detail, place) => (
        <p key={place} className="settings-note">
          {inWords(detail)}
        </p>
      ))}
      <LeftOutList leftOut={leftOut} />
      {added.length === 0 ? null : (
        <button type="button" className="button quiet" onClick={() => onUndo(added)}>
          {keeping.undo}
        </button>
      )}
    </div>
  );
}
