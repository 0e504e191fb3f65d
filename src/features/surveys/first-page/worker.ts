import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { Survey } from 'survey-react-ui';
import { prepareModel } from '../../../client/survey/prepare-model';
import { answerTasks } from '../../../lib/limited-thread';
import type { SurveyDefinition } from '../../../survey-engine/definition';
import { languageOf } from '../../../survey-engine/language';
import { safeHtml } from './safe-html';
import type { RenderedPage } from './render-first-page';

function render(definition: string): RenderedPage {
  try {
    const parsed = JSON.parse(definition) as SurveyDefinition;
    const model = prepareModel(parsed, languageOf(parsed));
    return { html: safeHtml(renderToString(createElement(Survey, { model }))) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

answerTasks(render);
