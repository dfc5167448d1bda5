import { type ReactNode, useId } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import type { AnswerRecord, Attachment } from '#chat/records.ts';
import type { WholeChat } from '#storage/formats/archive.ts';
import { modelsOf, noticeOf } from '#storage/formats/model-facts.ts';
import { type TranscriptEntry, transcriptOf } from '#storage/formats/transcript.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { answerFacts, type DocumentWords } from './answer-facts.ts';
import { dateOf, type DocumentOptions, headingOf, saidIn } from './markdown-file.ts';

interface Properties {
  readonly chats: readonly WholeChat[];
  readonly options: DocumentOptions;
  /** On paper nothing can be unfolded. */
  readonly isOpen: boolean;
}

/**
 * Chats as a document: on paper, and as the body of a web page of its own. It is drawn by the renderer of the thread, takes everything as a
 * property and needs no script afterwards.
 */
export function ChatDocument({ chats, options, isOpen }: Properties): ReactNode {
  const { catalog, words, title, now, extent } = options;
  const notice = catalog === null ? null : noticeOf(catalog, modelsOf(catalog, saidIn(chats, extent)));
  return (
    <main className="chat-document">
      {chats.length < 2 ? null : <Contents chats={chats} options={options} />}
      {chats.map((chat, place) => (
        <ChatSection key={chat.conversation.id} chat={chat} place={place} options={options} isOpen={isOpen} />
      ))}
      {notice === null ? null : (
        <section className="document-notices">
          <h2>{words.keeping.notices}</h2>
          <p>{words.keeping.noticesNote}</p>
          <pre lang="en">{notice}</pre>
        </section>
      )}
      <footer>
        <p>{words.keeping.exportedBy(title, dateOf(now, words))}</p>
        <p>{words.provenance.notAdvice}</p>
      </footer>
    </main>
  );
}

function Contents({ chats, options: { words, untitled } }: Pick<Properties, 'chats' | 'options'>): ReactNode {
  return (
    <nav aria-label={words.keeping.contents}>
      <h2>{words.keeping.contents}</h2>
      <ol>
        {chats.map(({ conversation }, place) => (
          <li key={conversation.id}>
            <a href={`#chat-${place + 1}`}>
              <bdi>{conversation.title.value ?? untitled}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface SectionProperties extends Omit<Properties, 'chats'> {
  readonly chat: WholeChat;
  readonly place: number;
}

function ChatSection({ chat, place, options, isOpen }: SectionProperties): ReactNode {
  const { words, untitled, extent } = options;
  const { conversation } = chat;
  const entries = transcriptOf(chat, extent);
  const system = conversation.system?.value ?? null;
  return (
    <section className="document-chat" id={`chat-${place + 1}`}>
      <h1 dir="auto">{conversation.title.value ?? untitled}</h1>
      <p className="document-about">
        {dateOf(new Date(conversation.createdAt), words)} · {words.keeping.messages(entries.length)}
      </p>
      {system === null ? null : (
        <details open={isOpen}>
          <summary>{words.keeping.systemText}</summary>
          <div className="document-plain" dir="auto">
            {system}
          </div>
        </details>
      )}
      {entries.map((entry) => (
        <Entry key={entry.message.id} entry={entry} options={options} isOpen={isOpen} />
      ))}
    </section>
  );
}

function Entry({ entry, options, isOpen }: Omit<SectionProperties, 'chat' | 'place'> & { readonly entry: TranscriptEntry }): ReactNode {
  const { message } = entry;
  const { words, catalog, withReasoning } = options;
  const heading = useId();
  return (
    <article className={`document-${message.kind}`} aria-labelledby={heading}>
      <h2 id={heading}>{headingOf(entry, words)}</h2>
      <ErrorBoundary resetKey={message.id} fallback={<div className="document-plain">{message.text}</div>}>
        {message.kind === 'question' ? (
          <>
            <div className="document-plain" dir="auto">
              {message.text}
            </div>
            {(message.attachments ?? []).map((attachment, place) => (
              <AttachmentView key={`${place} ${attachment.name}`} attachment={attachment} words={words} isOpen={isOpen} />
            ))}
          </>
        ) : (
          <AnswerView answer={message} catalog={catalog} words={words} isOpen={isOpen} withReasoning={withReasoning} />
        )}
      </ErrorBoundary>
    </article>
  );
}

interface AnswerProperties {
  readonly answer: AnswerRecord;
  readonly catalog: Catalog | null;
  readonly words: DocumentWords;
  readonly isOpen: boolean;
  readonly withReasoning: boolean;
}

function AnswerView({ answer, catalog, words, isOpen, withReasoning }: AnswerProperties): ReactNode {
  return (
    <>
      {withReasoning && answer.reasoning !== '' ? (
        <details open={isOpen}>
          <summary>{words.keeping.reasoning}</summary>
          <Markdown text={answer.reasoning} isLive={false} labels={words.markdown} />
        </details>
      ) : null}
      <div dir="auto">
        <Markdown text={answer.text} isLive={false} labels={words.markdown} />
      </div>
      {answer.status === 'done' ? null : <p className="document-remark">{words.keeping.notWhole}</p>}
      <dl className="document-facts">
        {answerFacts(answer, catalog, words).map(({ kind, label, text }) => (
          <div key={kind} data-fact={kind}>
            <dt>{label}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function AttachmentView({
  attachment,
  words: { keeping },
  isOpen,
}: {
  readonly attachment: Attachment;
  readonly words: DocumentWords;
  readonly isOpen: boolean;
}): ReactNode {
  const name = (
    <>
      {keeping.attachment}: <bdi>{attachment.name}</bdi>
    </>
  );
  if (attachment.kind === 'image') {
    return (
      <figure className="document-picture">
        <img src={`data:${attachment.mediaType};base64,${attachment.data}`} alt={attachment.name} />
        <figcaption>{name}</figcaption>
      </figure>
    );
  }
  if (attachment.text === '') {
    return (
      <p className="document-remark">
        {name} ({keeping.nameOnly})
      </p>
    );
  }
  return (
    <details open={isOpen}>
      <summary>{name}</summary>
      <div className="document-plain" dir="auto">
        {attachment.text}
      </div>
    </details>
  );
}
