import { isPostgres } from '../../db/transaction';

/**
 * SQL for one free-text answer of a response: these are not among the closed answers. The name is one
 * of ours, never input; `alias` is that of the table responses.
 */
export function answerText(alias: string, question: string): string {
  return isPostgres()
    ? `(CAST(${alias}.answers AS JSON) ->> '${question}')`
    : `json_extract(${alias}.answers, '$.${question}')`;
}
