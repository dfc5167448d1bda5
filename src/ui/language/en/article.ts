export const article = { title: 'The article, checked' };
