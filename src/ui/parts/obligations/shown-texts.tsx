import type { ReactNode } from 'react';
import { shownTexts } from '#catalog/obligations.ts';
import { useObligationsText } from '../../language/lineage-text.ts';
import { useCatalog } from '../../services-context.ts';
import { obligationsOf } from '../license/known-licenses.ts';
import './obligations.css';

/** What a license wants to be seen beside a model's answers, for example "Built with Llama"; nothing where none asks. */
export function ShownTexts({ modelId }: { readonly modelId: string }): ReactNode {
  const text = useObligationsText();
  return shownTexts(obligationsOf(useCatalog(), modelId)).map((shown) => (
    <span key={shown} className="shown-text" lang="en" title={text.mustShow}>
      {shown}
    </span>
  ));
}
