import type { ReactNode } from 'react';
import { type PromptTurn, renderPrompt } from '#catalog/prompt-format.ts';
import type { Model, PromptFormat } from '#catalog/schema.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useModelPageText } from '../../language/models-text.ts';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { useCatalog } from '../../services-context.ts';
import { Fold } from './fold.tsx';

const single: readonly PromptTurn[] = [{ role: 'user', text: 'What is a stemma?' }];
const several: readonly PromptTurn[] = [
  ...single,
  { role: 'assistant', text: 'A family tree of copies.' },
  { role: 'user', text: 'Copies of what?' },
];

/** The text that a model was trained on, to the letter, by an example; what ends an answer; how its makers sampled. */
export function PromptSection({ model }: { readonly model: Model }): ReactNode {
  const text = useModelPageText();
  const catalog = useCatalog();
  const format = catalog.promptFormats.get(model.promptFormat ?? '');
  return (
    <>
      {format === undefined ? null : (
        <Fold title={text.prompt}>
          <Format format={format} />
        </Fold>
      )}
      <Sampling model={model} />
    </>
  );
}

function Format({ format }: { readonly format: PromptFormat }): ReactNode {
  const text = useModelPageText();
  const { system, stop, bos, eos, trainedMultiTurn, source, conflicts, notes } = format;
  const example = renderPrompt(format, { system: null, turns: trainedMultiTurn ? several : single }).text;
  const ends = [...new Set([...stop, ...(eos === null ? [] : [eos])])];
  return (
    <>
      <p>
        <bdi>{format.name}</bdi>. {text.promptNote}
      </p>
      <pre className="prompt-example" tabIndex={0} aria-label={text.prompt} lang="en">
        {example}
      </pre>
      <SourceLink source={source} />
      <dl className="facts">
        <div>
          <dt>{text.bos}</dt>
          <dd>{bos === null ? text.tokenizer : <code>{JSON.stringify(bos)}</code>}</dd>
        </div>
        <div>
          <dt>{text.stop}</dt>
          <dd>
            {ends.length === 0 ? text.tokenizer : null}
            {ends.map((end) => (
              <code key={end}>{JSON.stringify(end)}</code>
            ))}
          </dd>
        </div>
        <div>
          <dt>{text.system}</dt>
          <dd>{system.supported ? text.systemSupported.yes : text.systemSupported.no}</dd>
        </div>
        <div>
          <dt>{text.turns}</dt>
          <dd>{trainedMultiTurn ? text.turnKinds.several : text.turnKinds.single}</dd>
        </div>
      </dl>
      <ul className="sentences" lang="en">
        {[...conflicts, ...notes].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function Sampling({ model: { sampling } }: { readonly model: Model }): ReactNode {
  const text = useModelPageText();
  const provenance = useProvenanceText();
  if (sampling === null) return null;
  return (
    <section>
      <h2>{text.sampling}</h2>
      <p className="sampling-values">
        {Object.entries(sampling.values).map(([name, value]) => (
          <code key={name}>{`${name} ${String(value)}`}</code>
        ))}
        {sampling.unverified === true ? <em>({provenance.unverified})</em> : null}
      </p>
      <SourceLink source={sampling.source} />
    </section>
  );
}
