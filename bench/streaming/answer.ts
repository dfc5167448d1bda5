/** A token of these texts is about four characters. */
const charactersPerToken = 4;

/**
 * The tokens of a long answer as models write it: prose with a name that the catalog knows, lists, code, a table, over and over with other
 * numbers. The last one is found nowhere else.
 */
export function answerTokens(count: number): readonly string[] {
  let text = '';
  for (let part = 1; text.length < count * charactersPerToken; part += 1) {
    text += `## Part ${part}\n\nThe **weights** of a model carry its license on, and what stands on *them*, as Vicuna does, inherits the terms of part ${part}. A chain is as free as its narrowest link, which is why \`declared\` and \`effective\` differ.\n\n- the first point of ${part}, with a little more to read\n- the second, which mentions [a page](https://example.org/${part})\n- the third\n\n\`\`\`python\ndef part_${part}(license, parents):\n    for parent in parents:\n        license = min(license, parent)  # the narrowest\n    return license\n\`\`\`\n\n| model | declared | effective |\n|---|---|---|\n| one | MIT | MIT |\n| two | Apache-2.0 | CC BY-NC 4.0 |\n\n`;
  }
  const tokens = text.match(new RegExp(`[\\s\\S]{${charactersPerToken}}`, 'g')) ?? [];
  return [...tokens.slice(0, count - 1), `\n\n${lastWord}`];
}

export const lastWord = 'Finis.';
