import { type ReactNode, useId, useState } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import type { Extent } from '#storage/formats/transcript.ts';
import { useKeepingText } from '../../language/keeping-text.ts';
import { useLocale, useText } from '../../language/language.tsx';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useMarkdownText } from '../../language/markdown-text.ts';
import { announce } from '../../notices.ts';
import { useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { saveFile } from '../save-file.ts';
import './keeping.css';
import { type Format, formats, makeFile } from './make-file.ts';
import type { DocumentOptions } from './markdown-file.ts';
import { printChats } from './print-chat.ts';
import { ShareDialog } from './share-dialog.tsx';

interface Properties {
  /** `null`: all chats. */
  readonly conversationId: string | null;
  readonly onClose: () => void;
}

/** One chat, or all of them, in the form that a person chooses. */
export function ExportDialog({ conversationId, onClose }: Properties): ReactNode {
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
  const gathered = async () => {
    const all = await storage.gather(conversationId === null ? 'everything' : [conversationId]);
    // Votes on the answers of one chat go along as ranks.
    const items = conversationId === null ? all.items : [...store.getState().items.values()].filter(({ kind }) => kind === 'vote');
    return { ...all, items };
  };
  async function download(options: DocumentOptions): Promise<void> {
    const content = await gathered();
    const { blob, name } = await makeFile(format, isArchive && conversationId !== null ? { ...content, items: [] } : content, options);
    saveFile(blob, name);
    announce(text.downloaded);
  }

  if (isSharing && conversationId !== null) return <ShareDialog conversationId={conversationId} onClose={onClose} />;
  return (
    <Dialog title={conversationId === null ? text.titleAll : text.title} onClose={onClose}>
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
                {conversationId === null ? text.extentsAll[one] : text.extents[one]}
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
        {conversationId === null ? null : (
          <button type="button" className="button quiet" onClick={() => setIsSharing(true)}>
            <Icon name="external" size={18} />
            {text.shareLink}
          </button>
        )}
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
