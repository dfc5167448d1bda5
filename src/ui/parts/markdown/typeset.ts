import temml, { type Options } from 'temml';

/** A formula may not make the page grow without end. Macro expansions and ems. */
const limits: Pick<Options, 'maxExpand' | 'maxSize'> = { maxExpand: 200, maxSize: [20, 500] };

/** Writes MathML into the element; a formula that cannot be read leaves it as it was. Nothing in a formula is trusted. */
export function typeset(source: string, element: HTMLElement, isDisplay: boolean): void {
  const written = document.createElement('span');
  try {
    temml.render(source, written, { displayMode: isDisplay, trust: false, throwOnError: true, strict: false, macros: {}, ...limits });
  } catch {
    return;
  }
  element.replaceChildren(...written.childNodes);
}
