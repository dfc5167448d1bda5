import { type ReactNode, useEffect, useState } from 'react';
import { modelFacts } from '#storage/formats/model-facts.ts';
import { decodeLink, type OpenedLink } from '#storage/formats/share-link.ts';
import { sharedAsFile, type SharedChat, type SharedMessage, type SharedModel } from '#storage/formats/shared-chat.ts';
import { useKeepingText } from '../language/keeping-text.ts';
import { useLocale, useText } from '../language/language.tsx';
import { useProvenanceText } from '../language/lineage-text.ts';
import { useMarkdownText } from '../language/markdown-text.ts';
import { announce } from '../notices.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Icon } from '../parts/icon.tsx';
import { type Fact, modelLines } from '../parts/keeping/answer-facts.ts';
import '../parts/keeping/chat-document.css';
import { Markdown } from '../parts/markdown/markdown.tsx';
import { hrefOf, navigate } from '../routes.ts';
import { useCatalogIfHere, useServices } from '../services-context.ts';
import './shared.css';

/** A chat that the address holds. It is only looked at: nothing is kept unless the person says so. */
export function SharedScreen({ data }: { readonly data: string }): ReactNode {
  const { chat, common } = useText();
  const text = useKeepingText();
  const [opened, setOpened] = useState<OpenedLink | null>(null);
  useEffect(() => {
    let current = true;
    void decodeLink(data).then((result) => {
      if (current) setOpened(result);
    });
    return () => {
      current = false;
    };
  }, [data]);
  if (opened === null) return <p className="screen-waiting">{common.loading}</p>;
  if (!opened.ok) {
    return (
      <div className="screen-failed">
        <h1>{text.sharedTitle}</h1>
        <p role="alert" data-problem={opened.problem}>
          {text.linkProblems[opened.problem]}
        </p>
        <a className="button" href={hrefOf({ screen: 'new' })}>
          {chat.startNew}
        </a>
      </div>
    );
  }
  return <SharedChatView chat={opened.chat} />;
}

/** A link may hold thousands of messages, and whoever made it decides how many: they are mounted in steps. */
const step = 100;

function SharedChatView({ chat }: { readonly chat: SharedChat }): ReactNode {
  const [shown, setShown] = useState(step);
  const text = useKeepingText();
  const { chat: chatText } = useText();
  const locale = useLocale();
  return (
    <div className="chat-document shared-chat">
      <Banner chat={chat} />
      <h1 dir="auto">{chat.title ?? chatText.untitled}</h1>
      <p className="document-about">
        {new Date(chat.createdAt).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })} ·{' '}
        {text.messages(chat.messages.length)}
      </p>
      {chat.system === null ? null : (
        <details>
          <summary>{text.systemText}</summary>
          <div className="document-plain" dir="auto">
            {chat.system}
          </div>
        </details>
      )}
      {chat.messages.slice(0, shown).map((message, place) => (
        <SharedMessageView key={place} message={message} place={place} />
      ))}
      {chat.messages.length > shown ? (
        <button type="button" className="button shared-more" onClick={() => setShown(shown + step)}>
          {text.showMore(Math.min(step, chat.messages.length - shown))}
        </button>
      ) : null}
    </div>
  );
}

function Banner({ chat }: { readonly chat: SharedChat }): ReactNode {
  const text = useKeepingText();
  const { storage, catalog } = useServices();
  const [failure, setFailure] = useState<string | null>(null);
  async function save(): Promise<void> {
    try {
      const options = { catalog: await catalog.load(), signal: new AbortController().signal, progress: () => undefined };
      const prepared = await storage.prepareImport(sharedAsFile(chat), options);
      const { problems } = await prepared.run();
      const [conversationId] = prepared.conversationIds;
      if (problems.length > 0 || conversationId === undefined) throw new Error(problems.join(' '));
      announce(text.saved);
      navigate({ screen: 'chat', conversationId });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <aside className="shared-banner">
      <p>
        <Icon name="info" size={18} />
        <span>{text.sharedBanner}</span>
      </p>
      <button type="button" className="button primary" onClick={() => void save()}>
        {text.save}
      </button>
      {failure === null ? null : (
        <p role="alert">
          {text.saveFailed} {failure}
        </p>
      )}
    </aside>
  );
}

function SharedMessageView({ message, place }: { readonly message: SharedMessage; readonly place: number }): ReactNode {
  const text = useKeepingText();
  const markdown = useMarkdownText();
  const heading = `shared-${place}`;
  return (
    <article className={`document-${message.kind}`} aria-labelledby={heading}>
      <h2 id={heading}>
        {place + 1}. {message.kind === 'question' ? text.question : text.answer}
      </h2>
      <ErrorBoundary resetKey={heading} fallback={<div className="document-plain">{message.text}</div>}>
        {message.kind === 'question' ? (
          <>
            <div className="document-plain" dir="auto">
              {message.text}
            </div>
            {message.files.length === 0 ? null : <p className="document-remark">{text.filesNamed(message.files.join(', '))}</p>}
          </>
        ) : (
          <>
            {message.reasoning === '' ? null : (
              <details>
                <summary>{text.reasoning}</summary>
                <Markdown text={message.reasoning} isLive={false} labels={markdown} />
              </details>
            )}
            <div dir="auto">
              <Markdown text={message.text} isLive={false} labels={markdown} />
            </div>
            {message.isWhole ? null : <p className="document-remark">{text.notWhole}</p>}
            <Claims model={message.model} />
          </>
        )}
      </ErrorBoundary>
    </article>
  );
}

/** What the link says of the model, and what the catalog says of the one that it names. */
function Claims({ model }: { readonly model: SharedModel }): ReactNode {
  const keeping = useKeepingText();
  const provenance = useProvenanceText();
  const markdown = useMarkdownText();
  const locale = useLocale();
  const catalog = useCatalogIfHere();
  const facts = catalog === null || model.catalogId === null ? null : modelFacts(catalog, model.catalogId);
  const words = { keeping, provenance, markdown, locale };
  const claimed: readonly Fact[] = [
    { kind: 'model', label: provenance.answeredBy, text: model.name },
    ...(model.served !== null && model.served !== model.asked ? [{ kind: 'asked', label: keeping.asked, text: model.asked } as const] : []),
    { kind: 'from', label: keeping.from, text: model.backend },
    ...(facts === null
      ? [
          { kind: 'ancestors', label: keeping.standsOn, text: model.ancestors.join('; ') } as const,
          {
            kind: 'declared',
            label: provenance.license,
            text: [model.declaredLicense ?? provenance.noneDeclared, ...model.effectiveLicenses].join(' + '),
          } as const,
        ]
      : []),
  ];
  return (
    <>
      <FactList title={keeping.claimed} facts={claimed.filter((fact) => fact.text !== '')} className="claimed" />
      {facts === null ? (
        <p className="document-about">{keeping.notKnown}</p>
      ) : (
        <FactList title={`${keeping.byCatalog}: ${facts.name}`} facts={modelLines(facts, words)} className="computed" />
      )}
    </>
  );
}

function FactList({
  title,
  facts,
  className,
}: {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly className: string;
}): ReactNode {
  return (
    <section className={`shared-facts ${className}`}>
      <h3>{title}</h3>
      <dl className="document-facts">
        {facts.map(({ kind, label, text }) => (
          <div key={kind} data-fact={kind}>
            <dt>{label}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
