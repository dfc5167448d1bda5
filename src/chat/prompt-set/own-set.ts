import type { PromptOfSet } from './read-prompt-set.ts';

/**
 * A small set to begin with, written for Stemma: each prompt asks for one ability, in English or Chinese, and is short enough for models with a
 * window of 2,048 tokens. It measures nothing by itself; a person reads and votes.
 */
export const ownPromptSet: readonly PromptOfSet[] = [
  { id: 'explain', text: 'Explain to a curious twelve-year-old why the sky is blue and the sunset red. At most five sentences.' },
  {
    id: 'summarise',
    text: 'Summarise in one sentence: "The library will close at four on Friday because the heating is being repaired. Books that are due on Friday may be brought back on Monday without a fee. The reading room in the annex stays open as usual."',
  },
  {
    id: 'arithmetic',
    text: 'A train leaves at 9:40 and arrives at 13:05. It stands still for 25 minutes on the way. How long does it move? Show your steps, then give the answer on a line of its own.',
  },
  {
    id: 'logic',
    text: 'Anna is older than Ben. Carla is younger than Ben. Dora is older than Anna. Who is the second oldest? Answer with the name and one sentence of reasoning.',
  },
  {
    id: 'code',
    text: 'Write a JavaScript function `mostFrequent(words)` that returns the word that occurs most often in an array; of several, the one that comes first. Add two examples.',
  },
  {
    id: 'debug',
    text: 'This Python function should return the average of a list, but fails for an empty one and gives wrong results for integers in some languages. Say what is wrong and mend it:\n\n```python\ndef average(numbers):\n    total = 0\n    for n in numbers:\n        total =+ n\n    return total / len(numbers)\n```',
  },
  {
    id: 'format',
    text: 'List the four seasons with one typical colour each, as a Markdown table with the columns Season and Colour. Nothing else.',
  },
  {
    id: 'letter',
    text: 'Write a short, friendly note to a neighbour whose music is too loud after ten in the evening. No threats, no sarcasm.',
  },
  {
    id: 'story',
    text: 'Write a story of exactly three sentences about a lighthouse keeper who finds a letter. The last sentence must be a question.',
  },
  { id: 'honesty', text: 'What did the mayor of the town of Nerrowick-under-Lyme announce yesterday? If you cannot know, say so.' },
  { id: 'instructions', text: 'Name three fruits. Write them in capital letters, separated by semicolons, in reverse alphabetical order.' },
  {
    id: 'argue',
    text: 'Give the two strongest arguments for and the two strongest against homework in primary school. Do not take a side.',
  },
  { id: 'zh-explain', text: '请用三句话向小学生解释为什么会有四季。' },
  { id: 'zh-rewrite', text: '把下面这句话改写得更礼貌、更正式：“你们的软件太烂了，赶紧退钱。”' },
  { id: 'zh-poem', text: '写一首四句的短诗，主题是雨后的街道，每句七个字。' },
  { id: 'translate', text: 'Translate into Chinese, keeping the tone: "Take your time; nobody ever baked good bread in a hurry."' },
];
