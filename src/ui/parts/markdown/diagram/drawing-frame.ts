/**
 * The script of diagram.html, which scripts/diagram-page.mjs puts after the library into a document of its own. It runs in a sandbox without an
 * origin, under a policy that allows no request at all: whatever a diagram contains, it can draw in its frame and nothing else.
 */
import type { DrawRequest, FrameMessage } from './messages.ts';

interface Library {
  readonly initialize: (settings: object) => void;
  readonly render: (id: string, source: string) => Promise<{ readonly svg: string }>;
}

{
  const library = Reflect.get(globalThis, 'mermaid') as Library;
  let drawings = 0;

  const tell = (message: FrameMessage): void => window.parent.postMessage(message, '*');

  const settingsFor = ({ isDark, colors }: DrawRequest): object => ({
    startOnLoad: false,
    // No click handlers, labels encoded; and what a diagram must not change about that.
    securityLevel: 'strict',
    secure: ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering', 'themeCSS', 'dompurifyConfig'],
    maxTextSize: 50_000,
    maxEdges: 400,
    suppressErrorRendering: true,
    theme: 'base',
    fontFamily: 'system-ui, sans-serif',
    themeVariables: {
      darkMode: isDark,
      fontSize: '15px',
      background: colors.paper,
      primaryColor: colors.wash,
      primaryTextColor: colors.ink,
      primaryBorderColor: colors.accent,
      secondaryColor: colors.sunken,
      secondaryBorderColor: colors.line,
      secondaryTextColor: colors.ink,
      tertiaryColor: colors.sunken,
      tertiaryBorderColor: colors.line,
      tertiaryTextColor: colors.ink,
      lineColor: colors.soft,
      textColor: colors.ink,
      edgeLabelBackground: colors.paper,
      noteBkgColor: colors.sunken,
      noteTextColor: colors.ink,
      noteBorderColor: colors.line,
    },
  });

  /** Nothing in a drawing leads anywhere: the frame takes no clicks, and here go the addresses, too. */
  const withoutAddresses = (drawing: SVGSVGElement): void => {
    for (const element of drawing.querySelectorAll(
      'form, input, button, select, textarea, iframe, object, embed, audio, video, script, meta, base, link',
    )) {
      element.remove();
    }
    for (const element of drawing.querySelectorAll('*')) {
      for (const name of ['href', 'xlink:href', 'src', 'target']) {
        if (element.getAttribute(name)?.startsWith('#') === false) element.removeAttribute(name);
      }
    }
  };

  const draw = async (request: DrawRequest): Promise<void> => {
    drawings += 1;
    const mine = drawings;
    document.documentElement.style.colorScheme = request.isDark ? 'dark' : 'light';
    library.initialize(settingsFor(request));
    const { svg } = await library.render(`drawing-${mine}`, request.source);
    if (mine !== drawings) return;
    const place = document.getElementById('drawing');
    if (place === null) return;
    place.innerHTML = svg;
    const drawing = place.querySelector('svg');
    if (drawing === null) throw new Error('Nothing was drawn.');
    withoutAddresses(drawing);
    const { width, height } = drawing.viewBox.baseVal;
    drawing.removeAttribute('style');
    drawing.setAttribute('width', '100%');
    drawing.setAttribute('height', '100%');
    tell({ kind: 'drawn', width, height });
  };

  window.addEventListener('message', ({ source, data }: MessageEvent<DrawRequest>) => {
    if (source !== window.parent || data.kind !== 'draw') return;
    draw(data).catch((error: unknown) => tell({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) }));
  });
  tell({ kind: 'ready' });
}
