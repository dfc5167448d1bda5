import { type ReactNode, useState } from 'react';
import type { Attachment } from '#chat/records.ts';
import { allParameters, knownParameters, type Parameter } from '#providers/known-parameters.ts';
import { useSendingText } from '../../language/sending-text.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { useCatalogIfHere } from '../../services-context.ts';
import { MatchField } from './match-field.tsx';
import { OwnSampling } from './own-sampling.tsx';
import { PresetField } from './preset-field.tsx';
import { PromptView } from './prompt-view.tsx';
import './sending.css';
import { SystemField } from './system-field.tsx';
import { usePreview } from './use-preview.ts';

const nothingAttached: readonly Attachment[] = [];

interface Properties {
  /** `null`: a conversation that begins with this request. */
  readonly conversationId: string | null;
  /** What stands in the composer. */
  readonly question: string;
  /** What is attached to it. */
  readonly attachments?: readonly Attachment[] | undefined;
  readonly onClose: () => void;
}

/** What will be sent, to the letter, and what shapes it: the system text and how words are drawn. */
export function NextRequest({ conversationId, question, attachments = nothingAttached, onClose }: Properties): ReactNode {
  const text = useSendingText();
  const catalog = useCatalogIfHere();
  const preview = usePreview(conversationId, question, attachments);
  const [round, setRound] = useState(0);
  const anew = (): void => setRound(round + 1);
  const ready = preview.state === 'ready' ? preview.preview : null;
  const card = ready === null ? undefined : catalog?.models.get(ready.asked.catalogId ?? '');
  const isGuide = card?.kind === 'guide';
  const known = ready === null ? allParameters : knownParameters(ready.backend.kind, ready.request.promptFormat !== null);
  const reasonOf = (parameter: Parameter): string | null => {
    if (isGuide) return text.guideParameter;
    return known.includes(parameter) || ready === null ? null : text.unknownParameter(ready.backend.label);
  };
  const disabled = Object.fromEntries(
    allParameters.flatMap((parameter) => {
      const reason = reasonOf(parameter);
      return reason === null ? [] : [[parameter, reason] as const];
    }),
  );
  return (
    <Dialog title={text.title} onClose={onClose} className="next-request">
      <div className="next-request-body" tabIndex={-1}>
        <section aria-label={text.prompt}>
          {preview.state === 'failed' ? (
            <div role="alert">
              <p>{text.failed}</p>
              <p className="next-request-note">{preview.detail}</p>
            </div>
          ) : ready === null ? (
            <p className="next-request-note">{text.working}</p>
          ) : (
            <PromptView preview={ready} isBlank={question.trim() === '' && attachments.length === 0} isBase={card?.kind === 'base'} />
          )}
        </section>
        {ready === null || catalog === null || ready.backend.kind === 'in-browser' ? null : (
          <section>
            <h3>{text.model}</h3>
            <MatchField
              catalog={catalog}
              modelKey={`${ready.asked.backendId}/${ready.asked.modelId}`}
              modelId={ready.asked.modelId}
              backendKind={ready.backend.kind}
              catalogId={ready.asked.catalogId}
            />
          </section>
        )}
        {isGuide ? null : (
          <section>
            <PresetField conversationId={conversationId} onApply={anew} onClose={onClose} />
          </section>
        )}
        <section>
          <h3>{text.system}</h3>
          {isGuide ? <p className="next-request-note">{text.systemNone}</p> : <SystemField conversationId={conversationId} />}
        </section>
        <section>
          <h3>{text.sampling}</h3>
          {isGuide ? null : <p className="next-request-note">{text.samplingAll}</p>}
          <OwnSampling conversationId={conversationId} usual={ready?.usual ?? {}} disabled={disabled} round={round} onReset={anew} />
          {isGuide || card === undefined ? null : card.sampling === null ? (
            <p className="next-request-note">{text.authorsNone}</p>
          ) : (
            <p className="next-request-note">
              {text.authors} <SourceLink source={card.sampling.source} />
            </p>
          )}
        </section>
      </div>
    </Dialog>
  );
}
