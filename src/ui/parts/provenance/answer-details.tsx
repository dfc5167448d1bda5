import type { ReactNode } from 'react';
import { metricsOf } from '#chat/metrics.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { isLive } from '#chat/state.ts';
import { useDiffText } from '../../language/diff-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { useCatalogIfHere, useServices } from '../../services-context.ts';
import { Icon } from '../icon.tsx';

/** How an answer was made: what the backend told, what was sent, how long it took. */
export function AnswerDetails({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useProvenanceText();
  const thread = useThreadText();
  const catalog = useCatalogIfHere();
  const { store } = useServices();
  const { asked, served, usage, timing, context, system, continues = [] } = answer.provenance;
  const { sent = 0, withheld = 0 } = context?.images ?? {};
  const diff = useDiffText();
  const then = served.license ?? null;
  const licenseName = (id: string): string => catalog?.licenses.get(id)?.name ?? id;
  const parameters = Object.entries(answer.provenance.parameters).map(([name, value]) => `${name} ${String(value)}`);
  function formatWords(): string | null {
    if (served.prompt !== undefined) return served.prompt.formatId;
    if (served.unusedFormat !== undefined) return text.formatUnused(served.unusedFormat);
    return context?.template === undefined ? null : thread.template[context.template];
  }
  function speedWords(): string | null {
    const { tokensPerSecond, isSpeedTold } = metricsOf(answer);
    if (tokensPerSecond === null) return null;
    const speed = text.perSecond(tokensPerSecond);
    return isSpeedTold ? speed : thread.computedSpeed(speed);
  }
  const rows: readonly (readonly [label: string, value: string | null | undefined])[] = [
    [text.fields.model, served.model],
    [text.fields.asked, served.model === undefined || served.model === asked.modelId ? null : asked.modelId],
    [text.fields.backend, asked.backendLabel],
    [text.fields.provider, served.provider],
    [text.fields.revision, served.revision],
    [text.fields.file, served.file === undefined ? null : `${served.file.name}, ${text.bytes(served.file.bytes)}`],
    [text.fields.hash, served.file === undefined ? null : (served.file.sha256 ?? text.fields.notHashed)],
    [text.fields.format, formatWords()],
    [text.fields.ending, served.prompt?.stop.map((stop) => JSON.stringify(stop)).join(' ')],
    [text.fields.system, system],
    [text.fields.sent, context === undefined ? null : text.sentTokens(context.tokens, context.windowTokens, context.isExact)],
    [
      thread.begins,
      continues
        .map(({ end, model, catalogId }, place) => {
          const name = catalog?.models.get(catalogId ?? '')?.name ?? model.slice(model.indexOf('/') + 1);
          return thread.beginsWith((continues[place - 1]?.end ?? 0) + 1, end, name);
        })
        .join('; '),
    ],
    [thread.pictures, sent > 0 ? thread.picturesSent(sent) : withheld > 0 ? thread.picturesWithheld(withheld) : null],
    [text.fields.leftOut, context === undefined || context.leftOut.length === 0 ? null : text.messages(context.leftOut.length)],
    [text.fields.parameters, parameters.length === 0 ? text.usual : parameters.join(', ')],
    [text.fields.firstToken, timing.firstTokenMs === null ? null : text.milliseconds(timing.firstTokenMs)],
    [text.fields.total, timing.totalMs === null ? null : text.milliseconds(timing.totalMs)],
    [
      text.fields.tokens,
      usage.promptTokens === undefined && usage.outputTokens === undefined ? null : text.tokenCount(usage.promptTokens, usage.outputTokens),
    ],
    [text.fields.speed, speedWords()],
    [text.fields.finish, answer.finishReason],
    [
      text.fields.licenseThen,
      then === null ? null : [...new Set([then.declared ?? text.noneDeclared, ...then.effective])].map(licenseName).join(' + '),
    ],
  ];
  return (
    <div>
      <details className="provenance-fold-details">
        <summary>
          <Icon name="chevron-right" size={14} />
          {text.details}
        </summary>
        <dl className="answer-details">
          {rows.map(([label, value]) =>
            value === null || value === undefined || value === '' ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
          )}
        </dl>
        {isLive(answer) || answer.provenance.continues !== undefined ? null : (
          <>
            <button type="button" className="button" data-reproduce onClick={() => store.getState().actions.reproduce(answer.id)}>
              <Icon name="refresh" size={16} />
              {diff.reproduce}
            </button>
            <p className="provenance-small">{diff.reproduceNote}</p>
          </>
        )}
      </details>
      {served.prompt === undefined ? null : (
        <details className="provenance-fold-details">
          <summary>
            <Icon name="chevron-right" size={14} />
            {text.showPrompt}
          </summary>
          <pre className="answer-prompt" tabIndex={0} dir="auto">
            {served.prompt.text}
          </pre>
        </details>
      )}
    </div>
  );
}
