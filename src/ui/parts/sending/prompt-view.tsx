import type { ReactNode } from 'react';
import type { PromptPreview } from '#chat/preview.ts';
import { useCounts } from '../../language/counts.ts';
import { useSendingText } from '../../language/sending-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { CopyButton } from '../thread/copy-button.tsx';

interface Properties {
  readonly preview: PromptPreview;
  /** Nothing stands in the composer. */
  readonly isBlank: boolean;
  /** The model continues texts and was not trained to answer. */
  readonly isBase: boolean;
}

/** The text of a request that was not sent yet, how long it is, what it leaves out and where it goes. */
export function PromptView({ preview, isBlank, isBase }: Properties): ReactNode {
  const text = useSendingText();
  const counts = useCounts();
  const { prompt, context, backend } = preview;
  const tokens = counts(context.tokens);
  const goesTo = backend.host === null ? text.staysHere : text.goesTo(backend.label, backend.host);
  if (isBlank) return <p className="next-request-note">{text.nothingWritten}</p>;
  return (
    <>
      <ul className="next-request-facts">
        <li>{context.isExact ? text.exact(tokens) : text.estimated(tokens)}</li>
        {preview.asked.catalogId === 'stemma-guide' ? null : (
          <li>
            {context.windowTokens === null ? text.windowUnknown : text.window(counts(context.windowTokens), counts(preview.reservedTokens))}
          </li>
        )}
        <li className={context.leftOut.length > 0 ? 'next-request-warning' : undefined}>{text.leftOut(context.leftOut.length)}</li>
        {preview.isTooLong ? <li className="next-request-warning">{text.tooLong}</li> : null}
        <li>
          <Icon name={backend.host === null ? 'lock' : 'external'} size={14} />
          {goesTo}
        </li>
      </ul>
      {isBase ? <p>{text.base}</p> : null}
      <p className="next-request-note">
        {prompt.by === 'format' ? text.byFormat(prompt.formatName) : prompt.by === 'backend' ? text.byBackend : text.byUnknown}
      </p>
      {preview.request.unusedFormat === undefined ? null : (
        <p className="next-request-warning">{text.formatUnused(preview.request.unusedFormat)}</p>
      )}
      {context.template === 'fallback' ? <p className="next-request-warning">{text.fallbackTemplate}</p> : null}
      {prompt.by === 'format'
        ? prompt.notes.map((note) => (
            <p key={note} className="next-request-warning">
              {text.notes[note]}
            </p>
          ))
        : null}
      {prompt.by === 'messages' ? (
        <Messages preview={preview} />
      ) : (
        <div className="next-request-text">
          <pre tabIndex={0} dir="auto" aria-label={text.prompt}>
            {prompt.text}
          </pre>
          <CopyButton text={prompt.text} />
        </div>
      )}
      {prompt.by === 'format' && prompt.stop.length > 0 ? (
        <p className="next-request-note">
          {text.stops}{' '}
          {prompt.stop.map((stop) => (
            <code key={stop}>{JSON.stringify(stop).slice(1, -1)}</code>
          ))}
        </p>
      ) : null}
    </>
  );
}

/** The messages of a request whose prompt the backend writes. */
function Messages({ preview: { request } }: { readonly preview: PromptPreview }): ReactNode {
  const text = useSendingText();
  const system = request.system === null ? [] : [{ role: 'system' as const, text: request.system }];
  const said = [...system, ...request.turns];
  return (
    <ol className="next-request-messages" tabIndex={0} aria-label={text.prompt}>
      {said.map((turn, place) => (
        <li key={`${place} ${turn.role}`}>
          <span>{text.role[turn.role]}</span>
          <pre dir="auto">{turn.text}</pre>
          {'images' in turn && turn.images !== undefined ? <p className="next-request-note">{text.pictures(turn.images.length)}</p> : null}
        </li>
      ))}
    </ol>
  );
}
