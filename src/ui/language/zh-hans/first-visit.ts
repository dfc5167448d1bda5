import type { FirstVisitText } from '../en/first-visit.ts';

export const firstVisit: FirstVisitText = {
  examples: [
    '开放权重和开源有什么区别？',
    '向十岁的孩子解释语言模型是怎么训练的',
    '写一段友好的话，婉拒一次邀请',
    '为一场关于 AI 模型来历的演讲想三个标题',
  ],
  beginnings: ['从前，在一座收藏地图的图书馆里，', '印刷术时代最重要的三项发明是', '亲爱的邻居们，我写这封信是因为', 'def fibonacci(n):'],
  beginningsNote: '这是一个基础模型：它会续写你开头的文字。',
};
