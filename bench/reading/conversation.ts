interface PlainMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** A conversation of so many messages, questions and answers of about a kilobyte in turn, each with its number. */
export function conversation(count: number): readonly PlainMessage[] {
  return Array.from({ length: count }, (_, place): PlainMessage => {
    const number = place + 1;
    if (place % 2 === 0) return { role: 'user', content: `Question ${number}: what does the license of model ${number} ask of me?` };
    return {
      role: 'assistant',
      content: `## Answer ${number}\n\nThe **weights** of a model carry its license on, and what stands on *them* inherits the terms of part ${number}. A chain is as free as its narrowest link, which is why \`declared\` and \`effective\` differ, and why both are shown with the sources that they were read from.\n\n- the first point of ${number}, with a little more to read in it\n- the second, which mentions [a page](https://example.org/${number})\n- the third, which is short\n\n\`\`\`python\ndef part_${number}(license, parents):\n    for parent in parents:\n        license = min(license, parent)  # the narrowest\n    return license\n\`\`\`\n\n| model | declared | effective |\n|---|---|---|\n| one | MIT | MIT |\n| two | Apache-2.0 | CC BY-NC 4.0 |\n\nSo much for message ${number}; whoever passes the answer on should know what it stands on, and whoever asks should not have to look.`,
    };
  });
}
