import type { ReactNode } from 'react';
import { allParameters } from '#providers/known-parameters.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import { useLocale } from '../language/language.tsx';
import { useSendingText } from '../language/sending-text.ts';

/** "Temperature 0.75 · Top-p 0.95". */
export function ParameterWords({ parameters }: { readonly parameters: SamplingParameters }): ReactNode {
  const text = useSendingText();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  return allParameters
    .flatMap((parameter) => {
      const value = parameters[parameter];
      return value === undefined ? [] : [`${text.parameters[parameter].name} ${number.format(value)}`];
    })
    .join(' · ');
}
