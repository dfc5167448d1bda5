import type { ReactNode } from 'react';
import { allParameters, knownParameters, type Parameter } from '#providers/known-parameters.ts';
import { useSendingText } from '../../language/sending-text.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { SamplingFields } from '../../parts/sampling/sampling-fields.tsx';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { useCatalogIfHere, useChat } from '../../services-context.ts';
import { MatchField } from './match-field.tsx';
import { PromptView } from './prompt-view.tsx';
import './sending.css';
import { SystemField } from './system-field.tsx';
import { usePreview } from './use-preview.ts';

interface Properties {
  /** `null`: a conversation that begins with this request. */
  readonly conversationId: string | null;
  /** What stands in the composer. */
  readonly question: string;
  readonly onClose: () => void;
}

/** What will be sent, to the letter, and what shapes it: the system text and how words are drawn. */
export function NextRequest({ conversationId, question, onClose }: Properties): ReactNode {
  const text = useSendingText();
  const catalog = useCatalogIfHere();
  const preview = usePreview(conversationId, question);
  const hasAttachments = useChat((state) => state.draftAttachments.has(conversationId ?? 'new'));
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
            <PromptView preview={ready} isBlank={question.trim() === '' && !hasAttachments} isBase={card?.kind === 'base'} />
          )}
        </section>
        {ready === null || catalog === null || ready.backend.kind === 'in-browser' ? null : (
          <section>
            <h3>{text.model}</h3>
            <MatchField
              catalog={catalog}
              modelKey={`${ready.asked.backendId}/${ready.asked.modelId}`}
              modelId={ready.asked.modelId}
              catalogId={ready.asked.catalogId}
            />
          </section>
        )}
        <section>
          <h3>{text.system}</h3>
          {isGuide ? <p className="next-request-note">{text.systemNone}</p> : <SystemField conversationId={conversationId} />}
        </section>
        <section>
          <h3>{text.sampling}</h3>
          {isGuide ? null : <p className="next-request-note">{text.samplingAll}</p>}
          <SamplingFields usual={ready?.usual ?? {}} disabled={disabled} />
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
