import type { Model } from 'survey-core';

/** What the form library's own markup lacks for people who do not see the page. */
export function repairMarkup(model: Model): void {
  model.onAfterRenderQuestion.add((_sender, { htmlElement }) => {
    nameGroups(htmlElement);
    nameLists(htmlElement);
    hideDecoration(htmlElement);
    giveFileButtonsTheirRole(htmlElement);
  });
}

/** A yes-no question drawn as two buttons is a group without a name. */
function nameGroups(question: HTMLElement): void {
  for (const group of question.querySelectorAll('fieldset[role="presentation"]')) {
    const title = titleOf(group);
    if (title === undefined) continue;
    group.setAttribute('role', 'radiogroup');
    group.setAttribute('aria-labelledby', title);
  }
}

/** The system's list boxes come without the name of their question. */
function nameLists(question: HTMLElement): void {
  for (const list of question.querySelectorAll('select')) {
    if (list.hasAttribute('aria-label') || list.hasAttribute('aria-labelledby')) continue;
    const title = titleOf(list);
    if (title !== undefined) list.setAttribute('aria-labelledby', title);
  }
}

/** Arrows that only repeat what the field does itself, without a name and out of reach of keys. */
function hideDecoration(question: HTMLElement): void {
  for (const button of question.querySelectorAll('button[tabindex="-1"]:not([aria-label])')) {
    if (button.textContent.trim() === '') button.setAttribute('aria-hidden', 'true');
  }
}

/** The label that opens the choice of files acts as a button and is named as one. */
function giveFileButtonsTheirRole(question: HTMLElement): void {
  for (const label of question.querySelectorAll('label.sd-file__choose-btn[tabindex]')) {
    label.setAttribute('role', 'button');
  }
}

/** The id of the title of the innermost question around an element. */
function titleOf(element: Element): string | undefined {
  const title = element.closest('.sd-question')?.querySelector('.sd-question__title');
  return title?.id === '' ? undefined : title?.id;
}
