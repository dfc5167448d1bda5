import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../icon.tsx';

/** How an answer was made: what the backend told, what was sent, how long it took. */
export function AnswerDetails({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const { provenance: text } = useText();
  const { asked, served, usage, timing } = answer.provenance;
  const parameters = Object.entries(answer.provenance.parameters).map(([name, value]) => `${name} ${String(value)}`);
  const rows: readonly (readonly [label: string, value: string | null | undefined])[] = [
    [text.fields.model, served.model],
    [text.fields.backend, asked.backendLabel],
    [text.fields.provider, served.provider],
    [text.fields.revision, served.revision],
    [text.fields.file, served.file === undefined ? null : `${served.file.name}, ${text.bytes(served.file.bytes)}`],
    [text.fields.hash, served.file === undefined ? null : (served.file.sha256 ?? text.fields.notHashed)],
    [text.fields.format, served.prompt?.formatId ?? (served.unusedFormat === undefined ? null : text.formatUnused(served.unusedFormat))],
    [text.fields.parameters, parameters.length === 0 ? text.usual : parameters.join(', ')],
    [text.fields.firstToken, timing.firstTokenMs === null ? null : text.milliseconds(timing.firstTokenMs)],
    [text.fields.total, timing.totalMs === null ? null : text.milliseconds(timing.totalMs)],
    [
      text.fields.tokens,
      usage.promptTokens === undefined && usage.outputTokens === undefined ? null : text.tokenCount(usage.promptTokens, usage.outputTokens),
    ],
    [text.fields.speed, usage.tokensPerSecond === undefined ? null : text.perSecond(usage.tokensPerSecond)],
    [text.fields.finish, answer.finishReason],
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
            value === null || value === undefined ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
          )}
        </dl>
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
