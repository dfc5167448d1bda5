import { type ReactNode, Suspense, useRef, useState } from 'react';
import { useText } from '../../language/language.tsx';
import { usePickerText } from '../../language/picker-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { CatalogWaiting } from '../../parts/catalog-waiting.tsx';
import { Icon } from '../../parts/icon.tsx';
import { StatedPanel } from '../../parts/stated/stated-panel.tsx';
import type { OpenedModelFile } from '../../services.ts';
import { useServices } from '../../services-context.ts';

/** Opens a GGUF file from disk. What its header says of itself is shown first; it runs only after the person agreed. */
export function OpenFile({
  onUse,
  children,
}: {
  readonly onUse: (key: string) => void;
  /** Another way to a model, beside the button. */
  readonly children: ReactNode;
}): ReactNode {
  const text = useText();
  const picker = usePickerText();
  const { notAdvice } = useProvenanceText();
  const { openModelFile, offers } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<OpenedModelFile | null>(null);
  const [isReading, setIsReading] = useState(false);
  async function read(file: File): Promise<void> {
    setIsReading(true);
    const result = await openModelFile(file);
    await offers.getState().refresh();
    setOpened(result);
    setIsReading(false);
  }
  return (
    <div className="open-file">
      {opened?.ok === true ? (
        <section aria-label={picker.fileTitle} className="open-file-card">
          <Suspense fallback={<CatalogWaiting />}>
            <StatedPanel stated={opened.stated} repository={null} modelId={null} />
          </Suspense>
          <p className="open-file-hint">{notAdvice}</p>
          <button type="button" className="button primary" onClick={() => onUse(opened.model)}>
            {picker.useFile}
          </button>
        </section>
      ) : null}
      {opened?.ok === false ? (
        <div role="alert" className="picker-trouble">
          <p>{picker.fileFailed}</p>
          <p>{opened.error}</p>
        </div>
      ) : null}
      <div className="open-file-buttons">
        <button type="button" className="button" disabled={isReading} onClick={() => input.current?.click()}>
          <Icon name="file" size={18} />
          {isReading ? text.common.loading : picker.openFile}
        </button>
        {children}
      </div>
      <input
        ref={input}
        type="file"
        accept=".gguf"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={picker.openFile}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void read(file);
        }}
      />
      <p className="open-file-hint">{picker.openFileHint}</p>
    </div>
  );
}
