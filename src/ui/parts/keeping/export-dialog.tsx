import { type ReactNode, useId, useState } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import type { Gathered } from '#storage/formats/archive.ts';
import type { Extent } from '#storage/formats/transcript.ts';
import { useKeepingText } from '../../language/keeping-text.ts';
import { useLocale, useText } from '../../language/language.tsx';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useMarkdownText } from '../../language/markdown-text.ts';
import { announce } from '../../notices.ts';
import { useChat, useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { saveFile } from '../save-file.ts';
import { columnsAsChats, itemsOfComparison } from './comparison-chats.ts';
import './keeping.css';
import { type Format, formats, makeFile } from './make-file.ts';
import type { DocumentOptions } from './markdown-file.ts';
import { printChats } from './print-chat.ts';
import { ShareDialog } from './share-dialog.tsx';

interface Properties {
  /** Of a conversation or a comparison; `null`: all of them. */
  readonly listedId: string | null;
  readonly onClose: () => void;
}

/** One chat, the columns of one comparison, or everything, in the form that a person chooses. */
export function ExportDialog({ listedId, onClose }: Properties): ReactNode {
  const text = useKeepingText();
  const { chat } = useText();
  const provenance = useProvenanceText();
  const markdown = useMarkdownText();
  const locale = useLocale();
  const { storage, catalog, store, configuration } = useServices();
  const [format, setFormat] = useState<Format>('html');
  const [extent, setExtent] = useState<Extent>('branch');
  const [withReasoning, setWithReasoning] = useState(true);
  const [state, setState] = useState<'idle' | 'busy' | { readonly failure: string }>('idle');
  const [isSharing, setIsSharing] = useState(false);
  const ids = { format: useId(), extent: useId() };
  const isArchive = format === 'archive';
  const item = useChat(({ items }) => items.get(listedId ?? ''));
  const comparison = item?.kind === 'comparison' ? item : null;
  const isOneChat = listedId !== null && comparison === null;

  async function run(work: (options: DocumentOptions) => Promise<void>): Promise<void> {
    setState('busy');
    try {
      // The words must go out even where the catalog cannot be had.
      const known: Catalog | null = await catalog.load().catch(() => null);
      const words = { keeping: text, provenance, markdown, locale };
      const shared = { words, title: configuration.title, untitled: chat.untitled, now: new Date() };
      await work({ catalog: known, extent, withReasoning, ...shared });
      setState('idle');
    } catch (error) {
      setState({ failure: error instanceof Error ? error.message : String(error) });
    }
  }
  const gathered = async (): Promise<Gathered> => {
    if (listedId === null) return storage.gather('everything');
    const all = await storage.gather(comparison?.columns.value ?? [listedId]);
    const items = [...store.getState().items.values()];
    if (isArchive) return { ...all, items: comparison === null ? [] : itemsOfComparison(comparison, items) };
    const chats = comparison === null ? all.chats : columnsAsChats(comparison, all, chat.comparison);
    // Votes on the answers go along as ranks.
    return { ...all, chats, items: items.filter(({ kind }) => kind === 'vote') };
  };
  async function download(options: DocumentOptions): Promise<void> {
    const { blob, name } = await makeFile(format, await gathered(), options, comparison?.title.value ?? null);
    saveFile(blob, name);
    announce(text.downloaded);
  }

  if (isSharing && isOneChat) return <ShareDialog conversationId={listedId} onClose={onClose} />;
  return (
    <Dialog title={listedId === null ? text.titleAll : isOneChat ? text.title : text.titleComparison} onClose={onClose}>
      <div className="field">
        <label htmlFor={ids.format}>{text.format}</label>
        <select
          id={ids.format}
          className="text-input"
          value={format}
          data-first-focus
          onChange={({ currentTarget }) => setFormat(formats.find((one) => one === currentTarget.value) ?? 'html')}
        >
          {formats.map((one) => (
            <option key={one} value={one}>
              {text.formats[one]}
            </option>
          ))}
        </select>
      </div>
      {isArchive ? (
        <p className="keeping-note">{text.archiveAll}</p>
      ) : (
        <div className="field">
          <label htmlFor={ids.extent}>{text.extent}</label>
          <select
            id={ids.extent}
            className="text-input"
            value={extent}
            onChange={({ currentTarget }) => setExtent(currentTarget.value === 'tree' ? 'tree' : 'branch')}
          >
            {(['branch', 'tree'] as const).map((one) => (
              <option key={one} value={one}>
                {isOneChat ? text.extents[one] : text.extentsAll[one]}
              </option>
            ))}
          </select>
        </div>
      )}
      {format === 'html' || format === 'markdown' ? (
        <label className="keeping-check">
          <input type="checkbox" checked={withReasoning} onChange={({ currentTarget }) => setWithReasoning(currentTarget.checked)} />
          {text.withReasoning}
        </label>
      ) : null}
      <p className="keeping-note">{text.always}</p>
      {typeof state === 'object' ? (
        <p className="keeping-trouble" role="alert">
          {text.failed} {state.failure}
        </p>
      ) : null}
      <div className="dialog-actions">
        {isOneChat ? (
          <button type="button" className="button quiet" onClick={() => setIsSharing(true)}>
            <Icon name="external" size={18} />
            {text.shareLink}
          </button>
        ) : null}
        <button
          type="button"
          className="button"
          disabled={state === 'busy'}
          onClick={() => void run(async (options) => printChats((await gathered()).chats, options))}
        >
          {text.print}
        </button>
        <button type="button" className="button primary" disabled={state === 'busy'} onClick={() => void run(download)}>
          <Icon name="download" size={18} />
          {state === 'busy' ? text.preparing : text.download}
        </button>
      </div>
    </Dialog>
  );
}
