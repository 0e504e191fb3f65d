import { isRecord, type Answers } from '../../survey-engine/answers';

export interface AnsweredFile {
  id: string;
  name: string;
}

/** The files named in answers, wherever they stand in them. */
export function filesIn(value: unknown): AnsweredFile[] {
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (!isRecord(value)) return [];
  const { content, name } = value;
  const own =
    typeof content === 'string' && content.startsWith('file:') && typeof name === 'string'
      ? [{ id: content.slice('file:'.length), name }]
      : [];
  return [...own, ...Object.values(value).flatMap(filesIn)];
}

/** Answers out of their column. */
export function parseAnswers(text: string): Answers {
  return JSON.parse(text) as Answers;
}
