import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../language/language.tsx';
import { FirstIcon } from '../parts/first-icon.tsx';

const ExportDialog = lazy(async () => ({ default: (await import('../parts/keeping/export-dialog.tsx')).ExportDialog }));

/** Opens what a chat can be taken away as: a file, paper, a link. */
export function KeepingButton({ conversationId }: { readonly conversationId: string }): ReactNode {
  const { chat } = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-haspopup="dialog"
        aria-label={chat.exportOrShare}
        title={chat.exportOrShare}
        onClick={() => setIsOpen(true)}
      >
        <FirstIcon name="upload" />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <ExportDialog listedId={conversationId} onClose={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
