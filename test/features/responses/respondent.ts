import { randomUUID } from 'node:crypto';
import { paths } from '../../../src/paths';
import type { Answers } from '../../../src/survey-engine/answers';
import type { Answer } from '../../harness/client';
import type { TestServer } from '../../harness/server';

/** The respondent's side of the JSON addresses behind a link. */
export class Respondent {
  constructor(
    private readonly server: TestServer,
    private readonly versionId: number,
  ) {}

  saveDraft(token: string, more: object = {}): Promise<Answer> {
    const body = {
      revision: 0,
      answers: { name: 'Ana' },
      page: 1,
      versionId: this.versionId,
      sent: null,
      ...more,
    };
    return this.server.visitor().postJson(paths.answerDraft(token), body, 'PUT');
  }

  send(token: string, body: object): Promise<Answer> {
    return this.server.visitor().postJson(paths.answerSubmission(token), body);
  }

  submission(answers: Answers, more: object = {}): object {
    return { submissionId: randomUUID(), answers, versionId: this.versionId, ...more };
  }

  async state(token: string): Promise<unknown> {
    return (await this.server.visitor().get(paths.answerState(token))).json();
  }
}

export function codeOf(answer: Answer): string {
  return (answer.json() as { error: { code: string } }).error.code;
}

/** Answers of one cluster manager that decide what the response's columns hold. */
export const clusterManager = {
  consent_data_use: true,
  consent_publish_name: false,
  respondent_type: 'cluster_manager',
  economy: 'HKG',
  sector: 'private',
  sex: 'female',
  cluster_name: 'Harbour Photonics',
};
