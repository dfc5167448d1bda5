import { type ReactNode, useState } from 'react';
import { useText } from '../language/language.tsx';
import { useCatalogState, useServices } from '../services-context.ts';
import './catalog-waiting.css';

/** Stands where something waits for the catalog: `children` while it comes; if it cannot be had, words and a way to try again. */
export function CatalogWaiting({ children }: { readonly children?: ReactNode }): ReactNode {
  return useCatalogState() === 'missing' ? <CatalogMissing /> : children;
}

function CatalogMissing(): ReactNode {
  const { common: text } = useText();
  const { catalog } = useServices();
  const [isTrying, setIsTrying] = useState(false);
  async function tryAgain(): Promise<void> {
    setIsTrying(true);
    await catalog.load().catch(() => undefined);
    setIsTrying(false);
  }
  return (
    <div className="catalog-missing" role="alert">
      <p>{text.catalogMissing}</p>
      <button type="button" className="button" onClick={() => void tryAgain()}>
        {isTrying ? text.loading : text.tryAgain}
      </button>
    </div>
  );
}
