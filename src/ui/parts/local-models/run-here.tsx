import { lazy, type ReactNode, Suspense, useState } from 'react';
import { browserCandidates } from '#catalog/gguf-conversions.ts';
import { navigate } from '../../routes.ts';
import { useCatalog, useServices } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { formatBytes } from './amounts.ts';
import { useWords } from './words.ts';

const HubDialog = lazy(async () => ({ default: (await import('./hub-dialog.tsx')).HubDialog }));

/** The shortest way to a model of the catalog whose file fits into a page; nothing for any other. */
export function RunHere({ modelId }: { readonly modelId: string }): ReactNode {
  const { words, locale } = useWords();
  const { store } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const candidate = browserCandidates(useCatalog()).find(({ model }) => model.id === modelId);
  if (candidate === undefined) return null;
  return (
    <div className="run-here">
      <p>{words.runHereNote(formatBytes(candidate.conversion.gigabytes * 1e9, locale))}</p>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        <Icon name="download" size={18} />
        {words.runHere}
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <HubDialog
            modelId={modelId}
            onClose={() => setIsOpen(false)}
            onLeave={() => setIsOpen(false)}
            onUse={(key) => {
              store.getState().actions.chooseModel(key, null);
              navigate({ screen: 'new' });
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
