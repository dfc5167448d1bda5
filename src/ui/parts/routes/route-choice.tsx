import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { findOffer } from '../../offers.ts';
import { useServices } from '../../services-context.ts';
import { RouteDialog } from './route-dialog.tsx';
import './routes.css';

/** Below the list of models: who runs the one that is pointed at. Nothing for a model that is not passed on. */
export function RouteChoice({
  modelKey,
  onChoose,
}: {
  readonly modelKey: string | null;
  readonly onChoose: (key: string) => void;
}): ReactNode {
  const text = useHuggingFaceText();
  const { offers } = useServices();
  const model = findOffer(useStore(offers), modelKey)?.model;
  const [isOpen, setIsOpen] = useState(false);
  if (modelKey === null || model?.routes === undefined) return null;
  return (
    <>
      <button
        type="button"
        className="button route-button"
        aria-label={text.changeOf(model.name)}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {text.change}
      </button>
      {isOpen ? <RouteDialog modelKey={modelKey} onChoose={onChoose} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
