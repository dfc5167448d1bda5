export const firstVisit = {
  examples: [
    'What is the difference between open weights and open source?',
    'Explain to a ten-year-old how a language model is trained',
    'Write a friendly note that declines an invitation',
    'Give me three titles for a talk on where AI models come from',
  ],
  /** For a model that continues a text instead of answering. */
  beginnings: [
    'Once upon a time, in a library of maps,',
    'The three most important inventions of the printing press era were',
    'Dear neighbours, I am writing to you because',
    'def fibonacci(n):',
  ],
  beginningsNote: 'This is a base model: it continues the text that you begin.',
};

export type FirstVisitText = typeof firstVisit;
