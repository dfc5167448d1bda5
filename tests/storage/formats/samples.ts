/** Small files of other programs, written for the tests in the shapes that those programs' sources give. */
const reply = (id: string, parent: string, role: string, content: object, more: object = {}) => ({
  id,
  parent,
  children: [],
  message: {
    id,
    author: { role },
    create_time: 1_700_000_000 + id.length,
    recipient: 'all',
    status: 'finished_successfully',
    content,
    ...more,
  },
});
const words = (...parts: unknown[]) => ({ content_type: 'text', parts });

export const chatGpt = [
  {
    title: '蛋白质',
    create_time: 1_700_000_000.25,
    update_time: 1_700_000_900,
    conversation_id: 'cg-1',
    current_node: 'answer-b',
    default_model_slug: 'gpt-4o',
    is_archived: true,
    gizmo_id: 'unknown to us',
    mapping: {
      root: { id: 'root', message: null, parent: null, children: ['context'] },
      context: reply(
        'context',
        'root',
        'user',
        { content_type: 'user_editable_context', user_profile: 'I teach.', user_instructions: 'Be short.' },
        { metadata: { is_visually_hidden_from_conversation: true } },
      ),
      ask: reply(
        'ask',
        'context',
        'user',
        { content_type: 'multimodal_text', parts: [{ content_type: 'image_asset_pointer' }, 'What is this?'] },
        {
          metadata: { attachments: [{ name: 'cell.png', mime_type: 'image/png' }] },
        },
      ),
      think: reply('think', 'ask', 'assistant', { content_type: 'thoughts', thoughts: [{ summary: 'Looking', content: 'It is round.' }] }),
      call: reply('call', 'think', 'assistant', { content_type: 'code', text: 'search("cell")' }, { recipient: 'web' }),
      result: reply('result', 'call', 'tool', { content_type: 'execution_output', text: 'a cell' }),
      'answer-a': reply('answer-a', 'result', 'assistant', words('A cell.'), {
        metadata: { model_slug: 'o4-mini', finish_details: { type: 'stop' } },
      }),
      'answer-b': reply('answer-b', 'ask', 'assistant', words('A drop.'), { status: 'in_progress' }),
      broken: { parent: 'ask', message: { author: 'nobody' } },
    },
  },
  { title: 'without messages', conversation_id: 'cg-2', default_model_slug: 'gpt-4o' },
  'neither',
];

export const openWebUi = [
  {
    id: 'ow-1',
    title: 'Sums',
    created_at: 1_700_000_000,
    pinned: true,
    meta: { tags: ['maths'] },
    chat: {
      models: ['deepseek-r1:1.5b'],
      params: { system: 'Count well.' },
      history: {
        currentId: 'a2',
        messages: {
          q1: {
            id: 'q1',
            parentId: null,
            role: 'user',
            content: 'What is 2+2?',
            timestamp: 1_700_000_001,
            files: [
              { type: 'file', name: 'table.csv' },
              { type: 'image', name: 'dot.png', url: 'data:image/png;base64,iVBORw0KGgo=' },
            ],
          },
          a1: {
            id: 'a1',
            parentId: 'q1',
            role: 'assistant',
            model: 'llama3.1:latest',
            timestamp: 1_700_000_002,
            done: true,
            content: '<details type="reasoning" done="true"><summary>Thought</summary>\n&gt; two &amp; two\n</details>\nFour.',
          },
          a2: {
            id: 'a2',
            parentId: 'q1',
            role: 'assistant',
            model: 'qwen2.5:0.5b',
            timestamp: 1_700_000_003,
            done: false,
            content: 'Fi',
          },
        },
      },
    },
  },
];

export const libreChat = {
  conversationId: 'lc-1',
  title: 'Venv',
  endpoint: 'openAI',
  recursive: true,
  options: { model: 'gpt-4-turbo', promptPrefix: 'You are an engineer.' },
  messages: [
    {
      messageId: 'm1',
      parentMessageId: '00000000-0000-0000-0000-000000000000',
      isCreatedByUser: true,
      text: 'How?',
      createdAt: '2024-05-01T16:35:11.530Z',
      children: [
        {
          messageId: 'm2',
          isCreatedByUser: false,
          model: 'gpt-4-turbo',
          endpoint: 'openAI',
          finish_reason: 'stop',
          createdAt: '2024-05-01T16:35:12.604Z',
          content: [
            { type: 'think', think: 'hm' },
            { type: 'tool_call', tool_call: {} },
            { type: 'text', text: { value: 'So.' } },
          ],
          children: [],
        },
        { messageId: 'm3', isCreatedByUser: false, model: null, unfinished: true, text: 'Or', createdAt: '2024-05-01T16:35:13.604Z' },
      ],
    },
  ],
};

export const chatUi = [
  {
    _id: { $oid: '66326f3f04bed94b7f5be68d' },
    title: 'Hello',
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    preprompt: 'Be kind.',
    createdAt: { $date: '2024-05-01T16:35:11.530Z' },
    messages: [
      { id: 's', from: 'system', content: 'Be kind.', ancestors: [] },
      { id: 'u', from: 'user', content: 'Hi', ancestors: ['s'], files: ['file-1.png'], createdAt: '2024-05-01T16:35:12.000Z' },
      { id: 'a', from: 'assistant', content: '<think>hm</think>Hello!', ancestors: ['s', 'u'], createdAt: '2024-05-01T16:35:13.000Z' },
      {
        id: 'b',
        from: 'assistant',
        content: 'Hey',
        ancestors: ['s', 'u'],
        interrupted: true,
        routerMetadata: { route: 'casual', model: 'Qwen/Qwen2.5-0.5B-Instruct', provider: 'nebius' },
        createdAt: '2024-05-01T16:35:14.000Z',
      },
    ],
  },
];

const node = (message_id: string, role: string, rank: number | null, replies: object[], more: object = {}) => ({
  message_id,
  parent_id: null,
  user_id: 'someone',
  created_date: '2023-01-02T03:04:05.000Z',
  text: `text of ${message_id}`,
  role,
  lang: 'en',
  review_result: true,
  deleted: false,
  rank,
  synthetic: false,
  model_name: null,
  emojis: { '+1': 1 },
  labels: { quality: { value: 0.7, count: 3 } },
  replies,
  ...more,
});

export const oasst = [
  {
    message_tree_id: 'tree-1',
    tree_state: 'ready_for_export',
    prompt: node('p', 'prompter', null, [
      node('second', 'assistant', 1, []),
      node('best', 'assistant', 0, [node('more', 'prompter', null, [node('end', 'assistant', 0, [], { model_name: 'OA_Llama' })])]),
      node('gone', 'assistant', null, [], { deleted: true }),
    ]),
  },
  { message_tree_id: 'tree-2', prompt: node('q', 'prompter', null, []) },
]
  .map((tree) => JSON.stringify(tree))
  .join('\n');
