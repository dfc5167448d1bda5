const rightToLeft =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}|\p{Script=Samaritan}|\p{Script=Mandaic}/u;
/** What says nothing of the language around it: code, addresses, names of files. */
const foreign = /`[^`]*`|https?:\/\/\S+|\$[^$\n]*\$/g;

/**
 * Which way a block runs, by its first letter. The page's own `dir="auto"` does this for text, but not for a list or table whose items have
 * directions of their own. `undefined` where there is no letter: as what surrounds it.
 */
export function directionOf(text: string): 'ltr' | 'rtl' | undefined {
  const letter = /\p{L}/u.exec(text.replace(foreign, ''))?.[0];
  if (letter === undefined) return undefined;
  return rightToLeft.test(letter) ? 'rtl' : 'ltr';
}
