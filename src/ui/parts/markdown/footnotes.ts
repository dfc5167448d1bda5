/**
 * The footnotes of one text: where each stands and from where it is referred to. They find each other here and not by ids in the page, so
 * that two answers with a footnote 1 never meet; a reference stays plain text until its footnote has come.
 */
export interface Footnotes {
  /** Tells that the text of a footnote is in the page; gives what takes it back. */
  readonly define: (label: string, element: HTMLElement) => () => void;
  readonly isDefined: (label: string) => boolean;
  readonly subscribe: (changed: () => void) => () => void;
  /** Moves to the footnote; `from` is where `goBack` leads. */
  readonly goTo: (label: string, from: HTMLElement) => void;
  readonly goBack: (label: string) => void;
  /** Tells of a reference, so that there is a way back even if nobody came by it. */
  readonly refer: (label: string, element: HTMLElement) => () => void;
}

export function createFootnotes(): Footnotes {
  const texts = new Map<string, HTMLElement>();
  const references = new Map<string, HTMLElement[]>();
  const cameFrom = new Map<string, HTMLElement>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const changed of listeners) changed();
  };
  return {
    define(label, element) {
      // The first of a name counts, as with link definitions.
      if (texts.has(label)) return () => undefined;
      texts.set(label, element);
      tell();
      return () => {
        texts.delete(label);
        tell();
      };
    },
    isDefined: (label) => texts.has(label),
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    goTo(label, from) {
      cameFrom.set(label, from);
      show(texts.get(label));
    },
    goBack: (label) => show(cameFrom.get(label) ?? references.get(label)?.[0]),
    refer(label, element) {
      references.set(label, [...(references.get(label) ?? []), element]);
      return () =>
        references.set(
          label,
          (references.get(label) ?? []).filter((other) => other !== element),
        );
    },
  };
}

function show(element: HTMLElement | undefined): void {
  element?.scrollIntoView({ block: 'nearest' });
  element?.focus({ preventScroll: true });
}
