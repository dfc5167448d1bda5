import { type ReactNode, useRef, useState } from 'react';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';
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
  const said = (value: string | null): string => (value === null || value === '' ? text.chat.fileSilent : value);
  return (
    <div className="open-file">
      {opened?.ok === true ? (
        <section aria-label={text.chat.fileTitle} className="open-file-card">
          <h3>{text.chat.fileTitle}</h3>
          <dl>
            <dt>{text.chat.fileName}</dt>
            <dd dir="auto">{said(opened.stated.name ?? opened.name)}</dd>
            <dt>{text.chat.fileMaker}</dt>
            <dd dir="auto">{said(opened.stated.organisation)}</dd>
            <dt>{text.chat.fileLicense}</dt>
            <dd dir="auto">{said(opened.stated.license)}</dd>
            <dt>{text.chat.fileBase}</dt>
            <dd dir="auto">
              {said(
                opened.stated.baseModels
                  .map(({ name, organisation }) => (organisation === null ? name : `${organisation}/${name}`))
                  .join(', '),
              )}
            </dd>
            <dt>{text.chat.fileData}</dt>
            <dd dir="auto">{said(opened.stated.dataSets.join(', '))}</dd>
          </dl>
          <p className="open-file-hint">{text.chat.fileClaim}</p>
          <button type="button" className="button primary" onClick={() => onUse(opened.model)}>
            {text.chat.useFile}
          </button>
        </section>
      ) : null}
      {opened?.ok === false ? (
        <div role="alert" className="picker-trouble">
          <p>{text.chat.fileFailed}</p>
          <p>{opened.error}</p>
        </div>
      ) : null}
      <div className="open-file-buttons">
        <button type="button" className="button" disabled={isReading} onClick={() => input.current?.click()}>
          <Icon name="file" size={18} />
          {isReading ? text.common.loading : text.chat.openFile}
        </button>
        {children}
      </div>
      <input
        ref={input}
        type="file"
        accept=".gguf"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={text.chat.openFile}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void read(file);
        }}
      />
      <p className="open-file-hint">{text.chat.openFileHint}</p>
    </div>
  );
}
