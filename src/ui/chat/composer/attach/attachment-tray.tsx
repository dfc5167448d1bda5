import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Attachment } from '#chat/records.ts';
import { useAttachingText } from '../../../language/attaching-text.ts';
import { useLocale } from '../../../language/language.tsx';
import { announce } from '../../../notices.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { formatBytes } from '../../../parts/local-models/amounts.ts';
import { useChat, useServices } from '../../../services-context.ts';
import { attaching, type Trouble } from './attaching-state.ts';

const none: readonly Attachment[] = [];
/** What can be put into the field without making it slow. Characters. */
const longestInField = 100_000;
/** Drawing more of a text costs the browser a second. Characters. */
const longestPreview = 50_000;

interface Properties {
  readonly draftKey: string;
  readonly modelName: string | null;
  /** Whether the model reads pictures; `null` = not known. */
  readonly sees: boolean | null;
  readonly onInsert: (text: string) => void;
}

/** What is attached to the next question, what is being read, and what could not be. */
export function AttachmentTray({ draftKey, modelName, sees, onInsert }: Properties): ReactNode {
  const text = useAttachingText();
  const attachments = useChat((state) => state.draftAttachments.get(draftKey) ?? none);
  const reading = useStore(attaching, (state) => state.reading).filter((one) => one.draftKey === draftKey);
  const troubles = useStore(attaching, (state) => state.troubles).filter((one) => one.draftKey === draftKey);
  const hasPicture = attachments.some(({ kind }) => kind === 'image');
  if (attachments.length + reading.length + troubles.length === 0) return null;
  return (
    <div className="attachment-tray">
      <ul aria-label={text.attached}>
        {attachments.map((attachment, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- two files may have one name; a chip has no state that could go astray.
          <Chip key={`${place} ${attachment.name}`} draftKey={draftKey} attachments={attachments} place={place} onInsert={onInsert} />
        ))}
        {reading.map(({ id, name, giveUp }) => (
          <li key={id} className="attachment-chip reading">
            <span className="attachment-reading" aria-hidden="true" />
            <bdi>{text.reading(name)}</bdi>
            <button type="button" className="icon-button small" aria-label={text.giveUp(name)} onClick={giveUp}>
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {hasPicture && modelName !== null && sees !== true ? (
        <p className="attachment-caution">{sees === false ? text.blindModel(modelName) : text.unknownSight(modelName)}</p>
      ) : null}
      {troubles.length === 0 ? null : (
        <div className="attachment-troubles">
          {troubles.map((trouble) => (
            <TroubleLine key={trouble.id} trouble={trouble} modelName={modelName ?? ''} />
          ))}
        </div>
      )}
    </div>
  );
}

function TroubleLine({
  trouble: { id, name, code, number },
  modelName,
}: {
  readonly trouble: Trouble;
  readonly modelName: string;
}): ReactNode {
  const text = useAttachingText();
  const locale = useLocale();
  const detail = code === 'no-pictures' ? modelName : code === 'too-large' ? formatBytes(number, locale) : number.toLocaleString(locale);
  return (
    <p className="attachment-trouble" role="alert" data-code={code}>
      <Icon name="warning" size={16} />
      <span>{text.trouble[code](name, detail)}</span>
      <button
        type="button"
        className="icon-button small"
        aria-label={text.dismiss}
        onClick={() => attaching.setState(({ troubles }) => ({ troubles: troubles.filter((one) => one.id !== id) }))}
      >
        <Icon name="close" size={14} />
      </button>
    </p>
  );
}

interface ChipProperties {
  readonly draftKey: string;
  readonly attachments: readonly Attachment[];
  readonly place: number;
  readonly onInsert: (text: string) => void;
}

function Chip({ draftKey, attachments, place, onInsert }: ChipProperties): ReactNode {
  const text = useAttachingText();
  const locale = useLocale();
  const { store } = useServices();
  const [isShown, setIsShown] = useState(false);
  const attachment = attachments[place];
  if (attachment === undefined) return null;
  const { name } = attachment;
  const detach = (): void => store.getState().actions.setDraftAttachments(draftKey, attachments.toSpliced(place, 1));

  return (
    <li className="attachment-chip">
      <button
        type="button"
        className="attachment-open"
        aria-label={text.show(name)}
        aria-haspopup="dialog"
        onClick={() => setIsShown(true)}
      >
        {attachment.kind === 'image' ? (
          <img src={`data:${attachment.mediaType};base64,${attachment.data}`} alt="" />
        ) : (
          <Icon name="file" size={18} />
        )}
        <span>
          <bdi>{name}</bdi>
          <span className="attachment-facts">{factsOf(attachment, text, locale)}</span>
        </span>
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label={text.remove(name)}
        onClick={() => {
          detach();
          announce(text.removed(name));
          document.querySelector<HTMLElement>('.composer textarea')?.focus();
        }}
      >
        <Icon name="close" size={14} />
      </button>
      {isShown ? (
        <Dialog title={name} onClose={() => setIsShown(false)} className="attachment-preview">
          {attachment.kind === 'image' ? (
            <img src={`data:${attachment.mediaType};base64,${attachment.data}`} alt={name} />
          ) : (
            <>
              <pre tabIndex={0} dir="auto">
                {attachment.text.length > longestPreview ? `${attachment.text.slice(0, longestPreview)}…` : attachment.text}
              </pre>
              {attachment.text.length > longestInField ? null : (
                <div className="dialog-actions">
                  <button
                    type="button"
                    className="button"
                    onClick={() => {
                      setIsShown(false);
                      detach();
                      onInsert(attachment.text);
                    }}
                  >
                    {text.intoText}
                  </button>
                </div>
              )}
            </>
          )}
        </Dialog>
      ) : null}
    </li>
  );
}

function factsOf(attachment: Attachment, text: ReturnType<typeof useAttachingText>, locale: string): string {
  if (attachment.kind === 'image') return formatBytes(attachment.bytes, locale);
  const { pages, text: content } = attachment;
  const characters = text.characters(content.length.toLocaleString(locale));
  return pages === undefined ? characters : `${text.pages(pages.toLocaleString(locale), pages === 1)}, ${characters}`;
}
