import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { Survey } from 'survey-react-ui';
import { prepareModel } from '../../../client/survey/prepare-model';
import { answerTasks } from '../../../lib/limited-thread';
import { safeHtml } from './safe-html';
import type { RenderedPage } from './render-first-page';

function render(definition: string): RenderedPage {
  try {
    const model = prepareModel(JSON.parse(definition) as object, 'en');
    return { html: safeHtml(renderToString(createElement(Survey, { model }))) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

answerTasks(render);
