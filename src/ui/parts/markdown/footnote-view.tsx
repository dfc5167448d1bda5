import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { Icon } from '../icon.tsx';
import { useRendering } from './rendering.ts';

/** `[^1]` in a text: leads to the footnote, if there is one. */
export function FootnoteReference({ label, raw }: { readonly label: string; readonly raw: string }): ReactNode {
  const { footnotes } = useRendering();
  const isDefined = useSyncExternalStore(footnotes.subscribe, () => footnotes.isDefined(label));
  return isDefined ? <ReferenceButton label={label} /> : raw;
}

function ReferenceButton({ label }: { readonly label: string }): ReactNode {
  const { footnotes, labels } = useRendering();
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => (element.current === null ? undefined : footnotes.refer(label, element.current)), [footnotes, label]);
  return (
    <sup>
      <button
        ref={element}
        type="button"
        className="footnote-reference"
        aria-label={labels.footnote(label)}
        onClick={(event) => footnotes.goTo(label, event.currentTarget)}
      >
        {label}
      </button>
    </sup>
  );
}

/** The text of a footnote, with the way back to where one came from. */
export function FootnoteText({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  const { footnotes, labels } = useRendering();
  const element = useRef<HTMLElement>(null);
  useEffect(() => (element.current === null ? undefined : footnotes.define(label, element.current)), [footnotes, label]);
  return (
    <section ref={element} className="footnote" tabIndex={-1} aria-label={labels.footnote(label)}>
      <span className="footnote-label">{label}</span>
      <div className="footnote-text">{children}</div>
      <button type="button" className="icon-button small" aria-label={labels.backToText(label)} onClick={() => footnotes.goBack(label)}>
        <Icon name="arrow-up" size={14} />
      </button>
    </section>
  );
}
