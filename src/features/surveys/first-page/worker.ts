import { parentPort } from 'node:worker_threads';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { Survey } from 'survey-react-ui';
import { prepareModel } from '../../../client/survey/prepare-model';
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

parentPort?.on('message', (definition: string) => {
  parentPort?.postMessage(render(definition));
});
parentPort?.postMessage('ready');
