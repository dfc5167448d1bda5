import type { ReactNode } from 'react';
import type { Attachment } from '#chat/records.ts';
import { useLocale } from '../../language/language.tsx';
import { useThreadText } from '../../language/thread-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { CopyButton } from './copy-button.tsx';
import './question-attachments.css';
import { shownOfFile } from './shown-file.ts';

/** What was given with a question: pictures as they were sent, texts folded. */
export function QuestionAttachments({ attachments }: { readonly attachments: readonly Attachment[] }): ReactNode {
  const text = useThreadText();
  return (
    <ul className="question-attachments" aria-label={text.attachments}>
      {attachments.map((attachment, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two files may have one name, and the list of a kept question never changes.
        <li key={`${place} ${attachment.name}`}>
          {attachment.kind === 'text' ? <TextFile file={attachment} /> : <Picture picture={attachment} />}
        </li>
      ))}
    </ul>
  );
}

function TextFile({ file }: { readonly file: Extract<Attachment, { kind: 'text' }> }): ReactNode {
  const text = useThreadText();
  const locale = useLocale();
  const facts = [
    ...(file.pages === undefined ? [] : [text.pages(file.pages)]),
    file.text === '' ? text.noContent : text.characters(file.text.length.toLocaleString(locale)),
  ];
  return (
    <details className="question-file">
      <summary>
        <Icon name="file" size={16} />
        <bdi data-part="attachment">{file.name}</bdi>
        <span>{facts.join(', ')}</span>
      </summary>
      <div className="question-file-text">
        <pre tabIndex={0} dir="auto" data-part="attachment">
          {shownOfFile(file.text)}
        </pre>
        <CopyButton text={file.text} />
      </div>
    </details>
  );
}

function Picture({ picture }: { readonly picture: Extract<Attachment, { kind: 'image' }> }): ReactNode {
  return <img className="question-picture" src={`data:${picture.mediaType};base64,${picture.data}`} alt={picture.name} />;
}
