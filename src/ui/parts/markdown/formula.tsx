import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { longestFormula } from './find-formula.ts';

interface Properties {
  readonly source: string;
  readonly raw: string;
  readonly isDisplay: boolean;
}

/** A formula as MathML. The typesetter is fetched with the first formula; until then, and where it fails, the source is shown. */
export function Formula({ source, raw, isDisplay }: Properties): ReactNode {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let current = true;
    if (source.length <= longestFormula) {
      import('./typeset.ts').then(
        ({ typeset }) => {
          if (current && element.current !== null) typeset(source, element.current, isDisplay);
        },
        // Without the typesetter the source stays readable.
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [source, isDisplay]);
  // The key gives a changed formula a fresh element: the typesetter writes into it past React.
  return (
    <span ref={element} key={raw} className={isDisplay ? 'formula display' : 'formula'} dir="ltr">
      {raw}
    </span>
  );
}
