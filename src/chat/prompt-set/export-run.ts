import type { Catalog } from '#catalog/catalog.ts';
import { licenseSnapshot } from '#catalog/license-snapshot.ts';
import { ancestors } from '#catalog/lineage.ts';
import type { RunRecord } from '../item-records.ts';
import type { AnswerRecord, MessageRecord } from '../records.ts';
import { servedCatalogId } from '../served-model.ts';
import { answerOf, answersIn } from './cells.ts';
import { writeCsv } from '../csv.ts';

interface Row {
  readonly prompt: RunRecord['prompts'][number];
  readonly answer: AnswerRecord;
}

/** Every answer that there is, by prompt and then by column; of several to one prompt the newest. */
function rowsOf(run: RunRecord, messages: ReadonlyMap<string, MessageRecord>): readonly Row[] {
  const answers = answersIn(messages);
  return run.prompts.flatMap((prompt, place) =>
    run.columns.flatMap((column) => {
      const answer = answerOf(messages, column, place, answers);
      return answer === null ? [] : [{ prompt, answer }];
    }),
  );
}

const columns = [
  'prompt_id',
  'prompt',
  'model',
  'served_model',
  'catalog_id',
  'declared_license',
  'effective_license',
  'commercial_use',
  'status',
  'finish_reason',
  'error',
  'prompt_tokens',
  'output_tokens',
  'first_token_ms',
  'total_ms',
  'tokens_per_second',
  'seed',
  'text',
] as const;

/** A line for each answer, with what answered and what its license says. */
export function runCsv(run: RunRecord, messages: ReadonlyMap<string, MessageRecord>, catalog: Catalog): string {
  const number = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
  const lines = rowsOf(run, messages).map(({ prompt, answer }) => {
    const { asked, served, usage, timing, parameters } = answer.provenance;
    const catalogId = servedCatalogId(answer.provenance);
    const license = served.license ?? licenseSnapshot(catalog, catalogId);
    return [
      prompt.id,
      prompt.text,
      `${asked.backendId}/${asked.modelId}`,
      served.model ?? '',
      catalogId ?? '',
      license?.declared ?? '',
      (license?.effective ?? []).join(' '),
      license?.verdicts['commercial-use'] ?? '',
      answer.status,
      answer.finishReason ?? '',
      answer.error?.code ?? '',
      number(usage.promptTokens),
      number(usage.outputTokens),
      number(timing.firstTokenMs),
      number(timing.totalMs),
      number(usage.tokensPerSecond),
      number(parameters.seed),
      answer.text,
    ];
  });
  return writeCsv([columns, ...lines]);
}

/** The same as JSON Lines, each answer with its whole provenance and the names of its ancestors. */
export function runJsonLines(run: RunRecord, messages: ReadonlyMap<string, MessageRecord>, catalog: Catalog): string {
  return rowsOf(run, messages)
    .map(({ prompt, answer }) => {
      const { text, reasoning, status, finishReason, error, provenance } = answer;
      const catalogId = servedCatalogId(provenance);
      const lineage =
        catalogId === null ? null : ancestors(catalog, catalogId).map(({ model, family }) => ({ id: model.id, name: model.name, family }));
      const license = provenance.served.license ?? licenseSnapshot(catalog, catalogId);
      return `${JSON.stringify({ run: run.title.value, prompt, text, reasoning, status, finishReason, error, catalogId, license, lineage, provenance })}\n`;
    })
    .join('');
}
