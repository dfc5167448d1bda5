import { useStore } from 'zustand';
import { type AnswerMetrics, costOf, metricsOf } from '#chat/metrics.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { type CompareText, useCompareText } from '../language/compare-text.ts';
import { useLocale } from '../language/language.tsx';
import { dollars } from '../parts/routes/route-words.ts';
import { useServices } from '../services-context.ts';
import { priceOf } from './price.ts';

export type MetricName = 'first-token' | 'speed' | 'tokens' | 'total' | 'length' | 'finish' | 'price';

/** One number of an answer, ready to be read. */
export interface ShownMetric {
  readonly name: MetricName;
  readonly label: string;
  readonly words: string;
  /** For programs that read the page; empty where it is not known. */
  readonly value: string;
  /** The number where more or less of it is better: the sign says which. */
  readonly rank: { readonly value: number; readonly better: 'less' | 'more' } | null;
  readonly hint?: string;
}

/** All that was measured of an answer, in words. */
export function useNumbers(): (answer: AnswerRecord) => readonly ShownMetric[] {
  const text = useCompareText();
  const locale = useLocale();
  const { offers } = useServices();
  const known = useStore(offers);
  return (answer) => {
    const metrics = metricsOf(answer);
    const price = priceOf(known, answer);
    const cost = price === null || price === 'here' ? null : costOf(metrics, price);
    const costWords = price === 'here' ? text.metrics.local : cost === null ? text.metrics.noPrice : text.metrics.dollars(dollars(cost));
    return [
      ...shown(metrics, text.metrics, new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })),
      {
        name: 'price',
        label: text.metrics.price,
        words: costWords,
        value: cost === null ? '' : String(cost),
        rank: cost === null ? null : { value: cost, better: 'less' },
        ...(cost === null ? {} : { hint: text.metrics.priceNote }),
      },
    ];
  };
}

function shown(metrics: AnswerMetrics, text: CompareText['metrics'], numbers: Intl.NumberFormat): readonly ShownMetric[] {
  const { firstTokenMs, totalMs, outputTokens, tokensPerSecond, isSpeedTold, characters, finishReason, status } = metrics;
  const number = (name: MetricName, label: string, value: number | null, words: (value: number) => string): ShownMetric => ({
    name,
    label,
    words: value === null ? text.unknown : words(value),
    value: value === null ? '' : String(value),
    rank: null,
  });
  const ended =
    status === 'waiting' || status === 'streaming'
      ? text.running
      : status === 'failed'
        ? text.failed
        : finishReason === null
          ? text.interrupted
          : text.ended[finishReason];
  return [
    ranked(number('first-token', text.firstToken, firstTokenMs, text.milliseconds), firstTokenMs, 'less'),
    {
      ...ranked(
        number('speed', text.speed, tokensPerSecond, (value) => text.perSecond(numbers.format(value))),
        tokensPerSecond,
        'more',
      ),
      ...(tokensPerSecond === null ? {} : { hint: isSpeedTold ? text.told : text.computed }),
    },
    number('tokens', text.tokens, outputTokens, (value) => numbers.format(value)),
    ranked(number('total', text.total, totalMs, text.milliseconds), totalMs, 'less'),
    number('length', text.length, characters === 0 ? null : characters, (value) => text.characters(numbers.format(value))),
    { name: 'finish', label: text.finish, words: ended, value: finishReason ?? status, rank: null },
  ];
}

function ranked(metric: ShownMetric, value: number | null, better: 'less' | 'more'): ShownMetric {
  return value === null ? metric : { ...metric, rank: { value, better } };
}
