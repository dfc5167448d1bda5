import type { ReactNode } from 'react';
import { useCompareText } from '../language/compare-text.ts';
import { useSendingText } from '../language/sending-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { PromptView } from '../parts/sending/prompt-view.tsx';
import '../parts/sending/sending.css';
import { usePreview } from '../parts/sending/use-preview.ts';
import { useCatalogIfHere, useChat } from '../services-context.ts';

interface Properties {
  readonly comparisonId: string;
  readonly conversationId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** What this column will be sent for the text that stands in the composer, to the letter. */
export function PromptDialog({ comparisonId, conversationId, name, onClose }: Properties): ReactNode {
  const text = useCompareText();
  const sending = useSendingText();
  const catalog = useCatalogIfHere();
  const question = useChat((state) => state.drafts.get(comparisonId) ?? '');
  const preview = usePreview(conversationId, question);
  return (
    <Dialog title={text.promptOf(name)} onClose={onClose} className="next-request">
      <div className="next-request-body" tabIndex={-1}>
        <section aria-label={sending.prompt}>
          {preview.state === 'failed' ? (
            <div role="alert">
              <p>{sending.failed}</p>
              <p className="next-request-note">{preview.detail}</p>
            </div>
          ) : preview.state === 'working' ? (
            <p className="next-request-note">{sending.working}</p>
          ) : (
            <PromptView
              preview={preview.preview}
              isBlank={question.trim() === ''}
              isBase={catalog?.models.get(preview.preview.asked.catalogId ?? '')?.kind === 'base'}
            />
          )}
        </section>
      </div>
    </Dialog>
  );
}
