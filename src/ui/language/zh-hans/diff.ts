import type { diff as english } from '../en/diff.ts';

export const diff: typeof english = {
  region: '合在一起的两段文本',
  only: (name) => `仅见于${name}`,
  same: '两段文本逐字相同。',
  by: {
    word: '逐词比较',
    sentence: '逐句比较，因为逐词相同之处很少',
    whole: '太长且差异太大，无法逐段比较',
  },
  reproduce: '按此记录重新提问',
  reproduceNote: '模型、系统提示、消息、参数和种子都与记录完全相同。',
  again: '按记录重新提问',
  waiting: '结束后会在这里比较两段文本。',
  sameText: '再次得到了逐字相同的文本。',
  otherText: '这次得到的文本不同。',
  otherWhy: '后端没有遵循种子，或者其中有什么已经改变。',
  noSeed: '没有发送种子，因此词语是重新抽取的。',
  otherPrompt: '提示词不同：格式或其规则在此之后有所改变。',
  otherModel: (before, now) => `由另一个模型作答：${now}，而不是 ${before}。`,
  otherFile: '模型的文件或版本已经不同。',
  notWhole: '两者之一不是完整的回答。',
  gone: '原来的回答已不在这里。',
  showDifferences: '显示差异',
  before: '之前的回答',
  now: '这个回答',
};
