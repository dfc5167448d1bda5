/** Drawing a long text costs the browser a second; whoever wants all of it copies it. Characters. */
const longestShown = 50_000;

/** What is shown of a text that was attached. */
export function shownOfFile(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
