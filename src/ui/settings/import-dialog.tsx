import { type ReactNode, useState } from 'react';
import type { ImportPreview, PreparedImport } from '#storage/import.ts';
import type { LeftOutKind } from '#storage/formats/source.ts';
import type { ImportReport } from '#storage/transfer.ts';
import { useKeepingText } from '../language/keeping-text.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import '../parts/keeping/keeping.css';

interface Properties {
  readonly prepared: PreparedImport;
  readonly onCancel: () => void;
  readonly onDone: (report: ImportReport) => void;
  readonly onFailed: (error: unknown) => void;
}

/** What a file holds, before anything of it is written; then the writing. */
export function ImportDialog({ prepared, onCancel, onDone, onFailed }: Properties): ReactNode {
  const text = useKeepingText();
  const { common } = useText();
  const [done, setDone] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const { preview } = prepared;
  const isEmpty = preview.conversations + preview.items === 0;

  async function run(): Promise<void> {
    setDone({ done: 0, total: preview.conversations + preview.messages + preview.items });
    try {
      onDone(await prepared.run((count, total) => setDone({ done: count, total })));
    } catch (error) {
      onFailed(error);
    }
  }

  return (
    <Dialog title={text.importTitle} onClose={onCancel}>
      <PreviewWords preview={preview} />
      {done === null ? null : (
        <progress className="import-progress" value={done.done} max={done.total} aria-label={text.importing(done.done, done.total)} />
      )}
      <div className="dialog-actions">
        <button type="button" className="button" data-first-focus={isEmpty ? true : undefined} onClick={onCancel}>
          {isEmpty ? common.close : common.cancel}
        </button>
        {isEmpty ? null : (
          <button type="button" className="button primary" data-first-focus disabled={done !== null} onClick={() => void run()}>
            {done === null ? text.importNow : text.importing(done.done, done.total)}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function PreviewWords({ preview }: { readonly preview: ImportPreview }): ReactNode {
  const text = useKeepingText();
  const { source, conversations, messages, items, known, titles, problems, leftOut } = preview;
  const isForeign = source !== 'stemma' && source !== null;
  return (
    <>
      {source === null ? (
        <p>{text.nothingFound}</p>
      ) : (
        <p>
          <strong>{text.sources[source]}</strong>: {text.found(conversations, messages)}
          {items === 0 ? '' : `, ${text.foundItems(items)}`}.
        </p>
      )}
      {titles.length === 0 ? null : (
        <ul className="keeping-bullets" data-part="titles">
          {titles.map((title, place) => (
            <li key={place} dir="auto">
              {title}
            </li>
          ))}
          {conversations > titles.length ? <li>{text.more(conversations - titles.length)}</li> : null}
        </ul>
      )}
      {known === 0 ? null : <p className="keeping-note">{text.known(known)}</p>}
      {isForeign && source !== 'plain' ? <p className="keeping-note">{text.claims}</p> : null}
      <LeftOutList leftOut={leftOut} />
      {problems.length === 0 ? null : (
        <details className="keeping-note">
          <summary>{text.problems(problems.length)}</summary>
          <ul className="keeping-bullets">
            {problems.slice(0, 20).map((problem, place) => (
              <li key={place}>{problem}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const kinds: readonly LeftOutKind[] = [
  'tool-step',
  'hidden-message',
  'file-content',
  'deleted-message',
  'ranking',
  'label',
  'empty-message',
];

export function LeftOutList({ leftOut }: { readonly leftOut: ImportPreview['leftOut'] }): ReactNode {
  const text = useKeepingText();
  const found = kinds.flatMap((kind) => (leftOut[kind] === undefined ? [] : [text.leftOut[kind](leftOut[kind])]));
  if (found.length === 0) return null;
  return (
    <ul className="keeping-bullets keeping-note">
      {found.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}
