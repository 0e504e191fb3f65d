import type { Model } from 'survey-core';

/** What the form library's own markup lacks for people who do not see the page. */
export function repairMarkup(model: Model): void {
  model.onAfterRenderQuestion.add((_sender, { htmlElement }) => {
    for (const group of htmlElement.querySelectorAll('fieldset[role="presentation"]')) {
      nameGroup(htmlElement, group);
    }
  });
}

/** A yes-no question drawn as two buttons is a group without a name. */
function nameGroup(question: HTMLElement, group: Element): void {
  const title = question.querySelector('.sd-question__title');
  if (title?.id === undefined || title.id === '') return;
  group.setAttribute('role', 'radiogroup');
  group.setAttribute('aria-labelledby', title.id);
}
